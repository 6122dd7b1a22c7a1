import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkLibrary, LIBRARY_REASONS } from "../../../src/templates/check/check-library.ts";
import { generateLibrary } from "../../../src/templates/meta-agent/generate-library.ts";
import { createLibrary } from "../../../src/templates/store/create-library.ts";
import type { PromptTemplate } from "../../../src/templates/template.ts";
import { temporaryFolder } from "../../store/temporary-folder.ts";
import { sampleTemplate } from "../sample-template.ts";

const folder = temporaryFolder();

/** A file of templates that have nothing in common but the sample's protocol and slots. */
function write(name: string, templates: readonly unknown[]): string {
  const path = join(folder, name);
  writeFileSync(path, templates.map((template) => `${JSON.stringify(template)}\n`).join(""));
  return path;
}

/** The sample with so much text of its own that it is like no other. */
function unlike(number: number, changes: Partial<PromptTemplate> = {}): PromptTemplate {
  const sample = sampleTemplate({ id: `sample-${number}`, ...changes });
  const own = Array.from({ length: 300 }, (_, at) => `w${number}x${at}`).join(" ");
  return { ...sample, slots: { ...sample.slots, instructions: own } };
}

test("a good library passes", async () => {
  const path = write("good.jsonl", [unlike(1), unlike(2), unlike(3)]);
  expect(await checkLibrary(path)).toEqual({
    source: path,
    ok: true,
    templates: 3,
    failed: 0,
    protocols: 1,
    near_duplicates: 0,
    reasons: {},
    problems: [],
  });
});

test("every reason of a library has a case here", () => {
  expect(Object.keys(LIBRARY_REASONS)).toEqual(["repeated_id", "protocol_overused", "near_duplicates"]);
});

test("an id that repeats", async () => {
  const report = await checkLibrary(write("ids.jsonl", [unlike(1), unlike(2, { id: "sample-1" })]));
  expect(report).toMatchObject({ ok: false, failed: 1, reasons: { repeated_id: 1 } });
  expect(report.problems).toMatchObject([{ id: "sample-1", line: 2, reason: "repeated_id" }]);
});

test("a protocol in more than twenty templates, under whatever name, case and punctuation", async () => {
  const spelt = (number: number) =>
    ({
      ...sampleTemplate().protocol,
      name: `p-${number}`,
      title: `${number}`,
      thought: number % 2 ? "Thought:" : "THOUGHT -",
    }) as never;
  const twenty = Array.from({ length: 20 }, (_, at) => unlike(at, { protocol: spelt(at) }));
  const reasonsOf = async (templates: readonly PromptTemplate[]) =>
    (await checkLibrary(write("protocols.jsonl", templates))).reasons;
  expect(await reasonsOf(twenty)).not.toHaveProperty("protocol_overused");
  expect(await reasonsOf([...twenty, unlike(20)])).toMatchObject({ protocol_overused: 1 });
});

test("near-duplicates: one in a hundred may be, two may not; the tools slot does not count", async () => {
  const alike = (number: number) => ({
    ...unlike(number),
    id: `copy-${number}`,
    slots: { ...unlike(number).slots, tools: "{{ tool_list }}" },
  });
  const labels = Array.from({ length: 99 }, (_, at) => unlike(at));
  const one = await checkLibrary(write("one.jsonl", [...labels, alike(5)]));
  expect(one).toMatchObject({ near_duplicates: 1, reasons: { protocol_overused: 1 } });
  const two = await checkLibrary(write("two.jsonl", [...labels, alike(5), alike(6)]));
  expect(two.reasons).toMatchObject({ near_duplicates: 1 });
  expect(two.problems.at(-1)!.detail).toContain("2 of 101 templates, such as copy-5 like sample-5");
});

test("rows that are no templates are failures with their line, not the end", async () => {
  const report = await checkLibrary(write("odd.jsonl", [unlike(1), { id: "odd" }, "text", unlike(2)]));
  expect(report).toMatchObject({ templates: 4, failed: 2 });
  expect(report.problems.map(({ line, id, reason }) => [line, id, reason])).toContainEqual([2, "odd", "schema"]);
  expect(report.problems.map(({ line, id, reason }) => [line, id, reason])).toContainEqual([3, "?", "schema"]);
});

test("what the meta-agent makes is a library; the same seed makes the same bytes", async () => {
  const make = (name: string) => generateLibrary({ count: 60, seed: 5, output: join(folder, name) });
  const report = await make("made");
  expect(report).toMatchObject({ templates: 60, seed: 5, cells: 60 });
  expect(await checkLibrary(join(folder, "made"))).toMatchObject({ templates: 60, near_duplicates: 0 });
  await make("again");
  const { readFileSync } = await import("node:fs");
  const part = (name: string) => readFileSync(join(folder, name, "part-00000.jsonl"), "utf8");
  expect(part("again")).toBe(part("made"));
});

test("a library of which the writing stops is not there", async () => {
  const path = join(folder, "stopped");
  const library = await createLibrary(path, { command: { name: "templates generate", options: {} } });
  await library.add(sampleTemplate());
  await library.abandon();
  await expect(checkLibrary(path)).rejects.toThrow("no such file or folder");
  const signal = AbortSignal.abort(new Error("stop"));
  await expect(generateLibrary({ count: 3, output: path, signal })).rejects.toThrow("stop");
  await expect(checkLibrary(path)).rejects.toThrow("no such file or folder");
});
