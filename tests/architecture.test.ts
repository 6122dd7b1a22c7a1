import { existsSync, globSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";
import { type Import, readImports } from "./read-imports.ts";

/** From left to right: a file imports only from folders further right. Folders in one line never import each other. */
const LAYERS: readonly (readonly string[])[] = [
  ["cli"],
  ["view"],
  ["pipeline"],
  ["generate", "score", "filter", "format", "hub", "train", "serve", "eval"],
  ["agent"],
  ["tasks"],
  ["templates"],
  ["tools"],
  ["llm", "launch"],
  ["store"],
  ["core"],
];
const SOURCES = globSync("src/**/*.ts").sort();
const IMPORTS = new Map(SOURCES.map((file) => [file, readImports(readFileSync(file, "utf8"))]));

function layerOf(file: string): number {
  const folder = folderOf(file);
  return LAYERS.findIndex((folders) => folders.includes(folder));
}

function folderOf(file: string): string {
  return file.split("/")[1]!;
}

/** The source files that a source file imports, as paths from the root. */
function localImports(file: string): { target: string; kind: Import["kind"] }[] {
  return IMPORTS.get(file)!
    .filter((item) => item.specifier.startsWith(".") && (item.kind !== "url" || item.specifier.endsWith(".ts")))
    .map((item) => ({ target: join(dirname(file), item.specifier), kind: item.kind }));
}

function packagesOf(file: string): string[] {
  return IMPORTS.get(file)!
    .filter((item) => item.kind !== "computed")
    .map((item) => item.specifier)
    .filter((specifier) => !specifier.startsWith("."));
}

/** Every import of one source file by another for which `isWrong` has something to say. */
function complaints(isWrong: (from: string, to: string) => string | undefined): string[] {
  return SOURCES.flatMap((from) =>
    localImports(from).flatMap(({ target }) => {
      const complaint = isWrong(from, target);
      return complaint === undefined ? [] : [`${from} imports ${target}: ${complaint}`];
    }),
  );
}

test("only the loader of modules imports what no literal names", () => {
  const computed = SOURCES.filter((file) => IMPORTS.get(file)!.some((item) => item.kind === "computed"));
  expect(computed).toEqual(["src/pipeline/import-module.ts"]);
});

test("every folder under src is a layer of the design", () => {
  const unknown = SOURCES.filter((file) => file !== "src/index.ts" && layerOf(file) === -1);
  expect(unknown).toEqual([]);
});

test("every import is of a file that exists, inside src, with its .ts", () => {
  const wrong = complaints((_, to) => (existsSync(to) && to.startsWith("src/") ? undefined : "no such source file"));
  expect(wrong).toEqual([]);
});

test("a file imports only from layers to its right", () => {
  const wrong = complaints((from, to) => {
    if (from === "src/index.ts" || folderOf(from) === folderOf(to)) return undefined;
    return layerOf(to) > layerOf(from) ? undefined : `${folderOf(to)} is not to the right of ${folderOf(from)}`;
  });
  expect(wrong).toEqual([]);
});

test("nothing imports src/index.ts", () => {
  expect(complaints((_, to) => (to === "src/index.ts" ? "import the defining file" : undefined))).toEqual([]);
});

test("only the command line imports a command", () => {
  const wrong = complaints((from, to) =>
    to.startsWith("src/cli/commands/") && from !== "src/cli/commands.ts"
      ? "commands are loaded by src/cli/commands.ts"
      : undefined,
  );
  expect(wrong).toEqual([]);
});

test("a format imports nothing from another format's folder", () => {
  const formats = new Set(globSync("src/format/*/format.ts").map(dirname));
  const formatOf = (file: string) => [...formats].find((folder) => file.startsWith(`${folder}/`));
  const wrong = complaints((from, to) => {
    const [own, other] = [formatOf(from), formatOf(to)];
    if (other === undefined || own === other) return undefined;
    return from === "src/format/registry.ts" ? undefined : "formats know nothing of each other";
  });
  expect(formats.size).toBeGreaterThan(0);
  expect(wrong).toEqual([]);
});

test("a filter imports nothing from another filter", () => {
  const shared = new Set(["filter.ts", "registry.ts", "run-filter.ts"].map((name) => `src/filter/${name}`));
  const registry = SOURCES.includes("src/filter/registry.ts") ? localImports("src/filter/registry.ts") : [];
  const filters = new Set(
    registry.map((item) => item.target).filter((target) => target.startsWith("src/filter/") && !shared.has(target)),
  );
  expect(
    complaints((from, to) => (filters.has(from) && filters.has(to) ? "filters know nothing of each other" : undefined)),
  ).toEqual([]);
});

test("core imports only zod and Node's own modules", () => {
  const builtin = new Set(builtinModules.map((name) => `node:${name}`));
  const wrong = SOURCES.filter((file) => folderOf(file) === "core").flatMap((file) =>
    packagesOf(file)
      .filter((name) => name !== "zod" && !builtin.has(name))
      .map((name) => `${file} imports ${name}`),
  );
  expect(wrong).toEqual([]);
});

test("every package that a source imports is a dependency, or one that users install where they want it", () => {
  const { dependencies, peerDependencies } = JSON.parse(readFileSync("package.json", "utf8")) as Record<string, object>;
  const known = { ...dependencies, ...peerDependencies };
  const packageName = (specifier: string) =>
    specifier
      .split("/")
      .slice(0, specifier.startsWith("@") ? 2 : 1)
      .join("/");
  const wrong = SOURCES.flatMap((file) =>
    packagesOf(file)
      .filter((name) => !name.startsWith("node:") && !Object.hasOwn(known, packageName(name)))
      .map((name) => `${file} imports ${name}`),
  );
  expect(wrong).toEqual([]);
});

test("only src/cli/main.ts ends the process or sets its exit code", () => {
  const wrong = SOURCES.filter(
    (file) =>
      file !== "src/cli/main.ts" && /\bprocess\s*\.\s*(?:exit|exitCode|abort)\b/.test(readFileSync(file, "utf8")),
  );
  expect(wrong).toEqual([]);
});

test("there is no cycle", () => {
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start !== -1) cycles.push([...path.slice(start), file].map((item) => relative("src", item)).join(" -> "));
    if (start !== -1 || done.has(file) || !IMPORTS.has(file)) return;
    for (const { target, kind } of localImports(file)) if (kind !== "url") visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of SOURCES) visit(file, []);
  expect(cycles).toEqual([]);
});
