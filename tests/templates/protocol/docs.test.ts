import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type EncodedStep, encodeStep } from "../../../src/templates/protocol/encode-step.ts";
import type { Protocol } from "../../../src/templates/protocol/protocol.ts";
import { protocolSchema } from "../../../src/templates/protocol/protocol-schema.ts";
import { isRefusal } from "../../../src/templates/protocol/refusal.ts";
import { namedProtocol, PROTOCOLS } from "../../../src/templates/protocol/registry.ts";

const page = readFileSync("docs/protocols.md", "utf8");
const step = { thought: "I need the weather first.", calls: [{ name: "get_weather", arguments: { city: "Oslo" } }] };
const examples = [...page.matchAll(/^(`{3,4})text ([a-z-]+)\n(.*?)\n\1$/gms)].map(([, , name, text]) => [name!, text!]);

test("the page shows five protocols", () => {
  expect(examples.length).toBe(5);
});

test.each(examples)("the page shows what %s writes", (name, text) => {
  expect(encodeStep(namedProtocol(name!), step)).toMatchObject({ text });
});

test("the page names every protocol", () => {
  for (const name of Object.keys(PROTOCOLS))
    expect(page).toMatch(new RegExp(`\`${name.replace(/^agentinstruct(?=-[^o])/, "")}\``));
});

test("the page's own protocol is one, and writes the step", () => {
  const data: unknown = JSON.parse(/^```json\n(.*?)^```$/ms.exec(page)![1]!);
  expect(protocolSchema.safeParse(data).error).toBeUndefined();
  const encoded = encodeStep(data as Protocol, step);
  expect(isRefusal(encoded)).toBe(false);
  expect((encoded as EncodedStep).text).toBe('Note: I need the weather first.\nDo: get_weather\nWith: {"city":"Oslo"}');
});

test("the page names every repair and refusal that the fixtures need", () => {
  for (const language of ["english", "chinese"]) {
    const rows = readFileSync(`tests/fixtures/messy-outputs/${language}.jsonl`, "utf8").trimEnd().split("\n");
    const repairs = new Set(rows.flatMap((row) => (JSON.parse(row) as { repairs?: string[] }).repairs ?? []));
    for (const repair of repairs) expect(page).toContain(`\`${repair}\``);
  }
});
