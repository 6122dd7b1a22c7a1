import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { runNode } from "./run-node.ts";

const MAT = resolve("bin/mat.js");

/** A run with a tool of a module that does this when it is called. */
async function runWith(body: string) {
  const folder = mkdtempSync(join(tmpdir(), "mat-stray-"));
  const tool = `{ name: "look", parameters: { type: "object", properties: {} }, call: async () => { ${body} } }`;
  const later = 'const later = async () => { await null; throw new Error("lost"); };';
  writeFileSync(join(folder, "mine.mjs"), `${later}\nexport const tools = [${tool}];\n`);
  writeFileSync(join(folder, "queries.txt"), "Look around.\n");
  const words = ["generate", "--tasks", "queries.txt", "--tools", "./mine.mjs", "--templates", "react-en", "-n", "4"];
  return runNode([MAT, ...words, "--model", "greedy", "-o", "run", "--json"], { cwd: folder });
}

test.each([
  ["a promise that nobody waits for", "void later();"],
  ["a promise that is no error", 'void Promise.reject("lost");'],
  ["a timer", 'setTimeout(() => { throw new Error("lost"); }); await new Promise((end) => setTimeout(end, 200));'],
])("what %s of a user's module throws is told as that module's error", async (_, body) => {
  const { code, stdout, stderr } = await runWith(body);
  expect(stderr).toMatch(/^mat generate: the module of tools .\/mine.mjs failed where nothing could catch it: .*lost/);
  expect(stderr).not.toContain("    at ");
  expect({ code, name: JSON.parse(stdout).error.name }).toEqual({ code: 2, name: "PluginError" });
});

test("a module that ends the process is told, too", async () => {
  const { code, stderr } = await runWith("process.exit(0);");
  expect(stderr).toContain("the module of tools ./mine.mjs ended the process while mat was at work");
  expect(code).toBe(2);
});
