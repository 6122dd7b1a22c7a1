import { globSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import * as library from "../src/index.ts";
import { readImports } from "./read-imports.ts";

/** What each command takes from the library when it runs: `const { name } = await import("...")`. */
function lazyImports(file: string): { names: string[]; target: string }[] {
  const source = readFileSync(file, "utf8");
  return [...source.matchAll(/const \{ ([^}]+) \} = await import\("([^"]+)"\)/g)].map(([, names, specifier]) => ({
    names: names!.split(",").map((name) => name.trim().split(":")[0]!.trim()),
    target: join(dirname(file), specifier!),
  }));
}

const COMMANDS = globSync("src/cli/commands/*.ts").sort();

test.each(COMMANDS)("%s calls only what the library exports", async (file) => {
  const lazy = lazyImports(file);
  expect(lazy.length).toBeGreaterThan(0);
  const dynamic = readImports(readFileSync(file, "utf8")).filter((item) => item.kind === "dynamic");
  expect(lazy.length).toBe(dynamic.length);
  for (const { names, target } of lazy) {
    const defining = (await import(/* @vite-ignore */ resolve(target))) as Record<string, unknown>;
    for (const name of names)
      expect([name, (library as Record<string, unknown>)[name]]).toEqual([name, defining[name]]);
  }
});

test("every error class is exported", () => {
  const classes = globSync("src/**/*.ts").flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/class (\w+) extends MatError\b/g)].map(([, name]) => name!),
  );
  expect(classes.length).toBeGreaterThan(10);
  expect(classes.filter((name) => !Object.hasOwn(library, name))).toEqual([]);
});

test("a command loads nothing of the library before it runs", () => {
  const heavy = COMMANDS.flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter(
        (line) => /^import (?!type )/.test(line) && !/"\.\.\/(?:describe\/)?[\w-]+\.ts"|core\/errors\.ts"/.test(line),
      )
      .map((line) => `${file}: ${line}`),
  );
  expect(heavy).toEqual([]);
});

test("every export says what it is", () => {
  const index = readFileSync("src/index.ts", "utf8");
  expect(index).not.toMatch(/export \*/);
  const undocumented = readImports(index).flatMap(({ specifier }) => {
    const source = readFileSync(join("src", specifier), "utf8");
    const [, names] = new RegExp(`export (?:type )?\\{([^}]*)\\} from "${specifier.replace(/[.]/g, "\\.")}"`).exec(
      index,
    )!;
    return names!
      .split(",")
      .map((name) => name.trim().replace(/^type /, ""))
      .filter((name) => name !== "" && !new RegExp(`\\*/\\s*export [^\\n]*\\b${name}\\b`).test(source))
      .map((name) => `${specifier}: ${name}`);
  });
  expect(undocumented).toEqual([]);
});
