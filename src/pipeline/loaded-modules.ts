/** A module of the user's that runs in this process. */
export interface LoadedModule {
  readonly file: string;
  readonly url: string;
  /** What it is for people: `the plugin ./mine.js`. */
  readonly shownAs: string;
}

const loaded: LoadedModule[] = [];

/** Notes a module before its code runs. */
export function noteModule(module: LoadedModule): void {
  loaded.push(module);
}

/** The modules of the user's that this process has begun to load. */
export function loadedModules(): readonly LoadedModule[] {
  return loaded;
}
