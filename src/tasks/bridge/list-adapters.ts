import { type AdapterManifest, BUNDLED_ADAPTERS, readAdapter } from "./adapter.ts";
import { isInstalled } from "./installed-python.ts";

/** An environment in Python, as it can be known without running it. */
export interface ListedAdapter
  extends Pick<AdapterManifest, "name" | "title" | "licence" | "split" | "eval_only" | "requirements" | "data"> {
  readonly file: string;
  /** All that it needs beside Python is there. */
  readonly installed: boolean;
}

/** The environments in Python that come with mat, and those of these files. Throws what {@link readAdapter} throws. */
export function listAdapters(files: readonly string[] = []): ListedAdapter[] {
  return [...BUNDLED_ADAPTERS, ...files].map(readAdapter).map((adapter) => {
    const { name, title, licence, split, eval_only, requirements, data } = adapter.manifest;
    const installed = isInstalled(adapter);
    return { name, title, licence, split, eval_only, requirements, data, file: adapter.file, installed };
  });
}
