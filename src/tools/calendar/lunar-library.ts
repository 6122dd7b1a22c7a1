import { createRequire } from "node:module";

/** The package that knows the lunar calendar; loaded when it is first asked, because most commands never do. */
export function lunarLibrary(): typeof import("tyme4ts") {
  loaded ??= createRequire(import.meta.url)("tyme4ts") as typeof import("tyme4ts");
  return loaded;
}

let loaded: typeof import("tyme4ts") | undefined;
