import { readFileSync } from "node:fs";

const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
const { name, version } = JSON.parse(text) as { name: string; version: string };

/** The name and version of this package, as manifests state them. */
export const PROGRAM = { name, version } as const;
