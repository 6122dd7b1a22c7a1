import { expect, test } from "vitest";
import { readImports } from "./read-imports.ts";

const specifiers = (source: string) => readImports(source).map((item) => `${item.kind} ${item.specifier}`);

test.each([
  ['import a from "./a.ts";', ["static ./a.ts"]],
  ["import './a.ts'", ["static ./a.ts"]],
  ['import type { A } from "./a.ts";\nimport * as b from "b";', ["static ./a.ts", "static b"]],
  ['import a, { type B, c as d } from "x/y.js";', ["static x/y.js"]],
  [
    'export { a } from "./a.ts"; export * from "./b.ts"; export * as c from "./c.ts"',
    ["static ./a.ts", "static ./b.ts", "static ./c.ts"],
  ],
  ['import { "odd name" as a } from "./a.ts";', ["static ./a.ts"]],
  ['const load = async () => (await import("./a.ts")).b;', ["dynamic ./a.ts"]],
  ['new Worker(new URL("./worker.ts", import.meta.url))', ["url ./worker.ts"]],
  ['// import a from "./a.ts"\n/* import b from "./b.ts" */', []],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the template stands in the source that is read
  ['const text = `import a from "./a.ts" ${`${import("./b.ts")}`} from "./c.ts"`;', ["dynamic ./b.ts"]],
  ['const text = "import a from \\"./a.ts\\"";', []],
  ['const pattern = /import a from "x"[/"]/; import(\'./a.ts\')', ["dynamic ./a.ts"]],
  ['const half = total / 2; const a = "b" / import("./a.ts");', ["dynamic ./a.ts"]],
  ['Array.from("abc"); const from = 1; call(from, "x"); { from: "x" }', []],
])("the imports of %s", (source, expected) => {
  expect(specifiers(source)).toEqual(expected);
});

test("an import() that could be anything is told apart", () => {
  expect(readImports("import(name)")).toEqual([{ specifier: "", kind: "computed" }]);
});
