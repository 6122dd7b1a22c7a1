import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutFrom, maskStep, redact } from "../../src/core/edit.ts";
import { MatError } from "../../src/core/errors.ts";
import { parseJson } from "../../src/core/json/parse.ts";
import { stringifyJson } from "../../src/core/json/stringify.ts";
import type { JsonObject, JsonValue } from "../../src/core/json/value.ts";
import type { Trajectory } from "../../src/core/trajectory.ts";
import { reader as agentInstructReader } from "../../src/format/agentinstruct/read.ts";
import { writer as agentInstructWriter } from "../../src/format/agentinstruct/write.ts";
import type { FormatReader, FormatWriter } from "../../src/format/format.ts";
import { read as readRaw } from "../../src/format/glpft-raw/read.ts";
import { writer as rawWriter } from "../../src/format/glpft-raw/write.ts";
import { reader as kagentinstructReader } from "../../src/format/kagentinstruct/read.ts";
import { writer as kagentinstructWriter } from "../../src/format/kagentinstruct/write.ts";
import { read as readMsAgent } from "../../src/format/msagent/read.ts";
import { writer as msAgentWriter } from "../../src/format/msagent/write.ts";
import { read as readOpenAi } from "../../src/format/openai/read.ts";
import { writer as openAiWriter } from "../../src/format/openai/write.ts";
import { keepRowResidual, keepStepResidual, restoreRow, restoreStep } from "../../src/format/residual.ts";
import { reader as toolLlamaReader } from "../../src/format/toolllama/read.ts";
import { writer as toolLlamaWriter } from "../../src/format/toolllama/write.ts";
import type { Token } from "../core/json/json-texts.ts";
import { answer, trajectory, user } from "../core/sample-trajectory.ts";
import { describeGolden, goldenPath } from "../golden.ts";
import { anyAgentInstructRow, anyMsAgentRow } from "./generate-conversation-rows.ts";
import { anyKagentinstructRow, anyToolLlamaRow } from "./generate-protocol-rows.ts";
import { anyOpenAiRow, textOfToken } from "./generate-trajectory.ts";
import { CONTEXT, readText, throughDisk, writeText } from "./round-trip.ts";

const CANARY = "c4nary";
const VERDICT = { by: "filter:test", reason: "test" };
const openAi = { read: readOpenAi };

describe("keeping and restoring", () => {
  const canonical = { role: "user", content: "Hi" };
  const source = { content: "Hi", role: "user", name: "Ann" };

  test("a step's residual gives the source back, and nothing where there was no difference", () => {
    const step = keepStepResidual("f", user("Hi"), canonical, source);
    const { value, stale } = restoreStep<JsonValue>("f", step, canonical);
    expect([stringifyJson(value), stale]).toEqual([stringifyJson(source), false]);
    expect(keepStepResidual("f", user("Hi"), canonical, { ...canonical })).toEqual(user("Hi"));
  });

  test("another format does not read it", () => {
    const step = keepStepResidual("f", user("Hi"), canonical, source);
    expect(restoreStep("g", step, canonical)).toEqual({ value: canonical, stale: false });
  });

  test("it is stale once the step says something else, and only then", () => {
    const step = keepStepResidual("f", user("Hi"), canonical, source);
    expect(restoreStep("f", { ...step, message: "Ho" }, canonical).stale).toBe(true);
    expect(restoreStep("f", { ...step, metrics: { prompt_tokens: 1 } }, canonical).stale).toBe(true);
    expect(restoreStep("f", step, { ...canonical, content: "Ho" })).toEqual({
      value: { ...canonical, content: "Ho" },
      stale: true,
    });
    expect(restoreStep("f", { ...step, step_id: 9 }, canonical).stale).toBe(false);
  });

  test("what a step says in fields is part of it; hashes of steps without any are as they always were", () => {
    const step = keepStepResidual("f", user("Hi"), canonical, source);
    const said = { ...step, extra: { mat: { ...step.extra!.mat!, fields: { plan: "Ask." } } } };
    expect(restoreStep("f", said, canonical).stale).toBe(true);
    expect(step.extra!.mat!.raw![0]!.of).toBe("c894dcf8e6851817");
  });

  test("a row's residual is stale once any step is gone", () => {
    const kept = keepRowResidual(
      "f",
      trajectory([user("Hi"), answer("Ho")]),
      { messages: [] },
      { messages: [], id: 7 },
    );
    expect(restoreRow("f", kept, { messages: [] })).toEqual({ value: { messages: [], id: 7 }, stale: false });
    expect(restoreRow("f", { ...kept, steps: kept.steps.slice(0, 1) }, { messages: [] }).stale).toBe(true);
  });

  test("a damaged patch is discarded", () => {
    const step = keepStepResidual("f", user("Hi"), canonical, source);
    const [raw] = step.extra!.mat!.raw!;
    const damaged = { ...step, extra: { mat: { raw: [{ ...raw!, patch: { k: {}, o: ["nothing"] } }] } } };
    expect(restoreStep("f", damaged, canonical)).toEqual({ value: canonical, stale: true });
  });
});

const FORMATS = [
  { name: "openai", reader: openAi, writer: openAiWriter(), rows: anyOpenAiRow, list: "messages" },
  {
    name: "toolllama",
    reader: toolLlamaReader({}),
    writer: toolLlamaWriter({}),
    rows: anyToolLlamaRow,
    list: "conversations",
  },
  {
    name: "agentinstruct",
    reader: agentInstructReader({}),
    writer: agentInstructWriter({}),
    rows: anyAgentInstructRow,
    list: "conversations",
  },
  {
    name: "msagent",
    reader: { read: readMsAgent },
    writer: msAgentWriter(),
    rows: anyMsAgentRow,
    list: "conversations",
  },
  {
    name: "kagentinstruct",
    reader: kagentinstructReader({}),
    writer: await kagentinstructWriter({ perTrajectory: 1, seed: 0, weights: false }),
    rows: anyKagentinstructRow,
    list: "llm_prompt_response",
  },
];

/** What takes canaries out of a trajectory; how many rows are written at least, for a format that writes few. */
const EDITS: Readonly<Record<string, { readonly edit: Edit; readonly least: number }>> = {
  "the steps that held it were dropped": {
    edit: (edited, canaries) => {
      const steps = edited.steps
        .filter((_, index) => !canaries.has(index))
        .map((step, index) => ({ ...step, step_id: index + 1 }));
      return steps.length === 0 ? undefined : { ...edited, steps };
    },
    least: 50,
  },
  "the trajectory was cut in front of it": {
    edit: (edited, canaries) => (canaries.size === 0 ? edited : cutFrom(edited, Math.min(...canaries), VERDICT)),
    least: 10,
  },
  "it was redacted": { edit: (edited) => redact(edited, (text) => text.replaceAll(CANARY, "#")), least: 150 },
};

test.each(FORMATS)("$name: nothing old comes back, however it was taken out", (format) => {
  const written = checkRows(format);
  for (const [name, { least }] of Object.entries(EDITS)) expect(written[name], `after ${name}`).toBeGreaterThan(least);
});

describe("openai: what a mask and a change do to residuals", () => {
  test("a mask is no edit of the words: all of the source stays, and the weight is new", () => {
    const row = {
      id: "r",
      messages: [
        { role: "user", content: "Hi", name: "Ann" },
        { role: "assistant", name: "Bob", content: "Ho", refusal: null },
      ],
    };
    const { trajectory: source } = readText(openAi, JSON.stringify(row));
    const result = writeText(openAiWriter(), throughDisk(maskStep(source, 1, VERDICT)));
    expect(result.staleResiduals).toBe(0);
    expect(JSON.parse(result.written)).toEqual({
      ...row,
      messages: [row.messages[0], { ...row.messages[1], weight: 0 }],
    });
  });

  test("a changed message discards its residual and the row's, and both are counted", () => {
    const row = {
      messages: [
        { role: "user", content: "Hi", name: CANARY },
        { role: "developer", content: "Hi" },
      ],
      metadata: CANARY,
    };
    const { trajectory: source } = readText(openAi, JSON.stringify(row));
    const steps = source.steps.map((step, index) => (index === 0 ? { ...step, message: "Ho" } : step));
    const result = writeText(openAiWriter(), { ...source, steps });
    expect(result.staleResiduals).toBe(2);
    expect(JSON.parse(result.written)).toEqual({
      messages: [
        { role: "user", content: "Ho" },
        { role: "developer", content: "Hi" },
      ],
    });
  });
});

describeGolden("glpft-raw: nothing old comes back", () => {
  test.each([1, 2] as const)("stage %d", (stage) => {
    const path = goldenPath("alpha-umi", "data-example", "expected", "raw_data", `raw_data_stage_${stage}.json`);
    const rows = parseJson(readFileSync(path, "utf8")) as JsonObject[];
    for (const row of rows) {
      const list = stage === 1 ? "chains" : "conversations";
      const text = stage === 1 ? "content" : "value";
      const spoken = (row[list] as JsonObject[]).map((item) =>
        typeof item[text] === "string" ? { ...item, [text]: `${item[text]} ${CANARY}`, note: CANARY } : item,
      );
      const { trajectory: source } = readText(
        { read: readRaw },
        stringifyJson({ ...row, [list]: spoken, note: CANARY }),
      );
      const edited = redact(throughDisk(source), (word) => word.replaceAll(CANARY, "#"));
      expect(writeText(rawWriter({ stage }), edited).written).not.toContain(CANARY);
    }
    expect(rows.length).toBeGreaterThan(5);
  });
});

type Edit = (trajectory: Trajectory, canaries: ReadonlySet<number>) => Trajectory | undefined;

/** Puts canaries into random messages of random rows, makes each edit, and looks for them in what is written; how often it was. */
function checkRows({ reader, writer, rows, list }: (typeof FORMATS)[number]): Readonly<Record<string, number>> {
  const written = Object.fromEntries(Object.keys(EDITS).map((name) => [name, 0]));
  fc.assert(
    fc.property(rows, fc.nat(), (token, at) => {
      const source = readOrUndefined(reader, textOfToken(withCanary(token, list, at)));
      if (source === undefined) return;
      const canaries = new Set(
        source.steps.flatMap((step, index) => (JSON.stringify(step).includes(CANARY) ? [index] : [])),
      );
      if (canaries.size === 0) return;
      for (const [name, { edit }] of Object.entries(EDITS)) {
        const edited = edit(throughDisk(source), canaries);
        if (edited !== undefined && isWritten(writer, edited, name)) written[name]!++;
      }
    }),
    { numRuns: 800 },
  );
  return written;
}

function isWritten(writer: FormatWriter, edited: Trajectory, name: string): boolean {
  const result = writeText(writer, throughDisk(edited));
  expect(result.written, `after ${name}`).not.toContain(CANARY);
  return result.rows.length > 0;
}

function readOrUndefined(reader: FormatReader, text: string): Trajectory | undefined {
  try {
    const read = reader.read(parseJson(text), CONTEXT);
    return "leftOut" in read ? undefined : read.trajectory;
  } catch (error) {
    if (error instanceof MatError) return undefined;
    throw error;
  }
}

/** The row with the canary in every text of one item of this list. */
function withCanary(row: Token, list: string, at: number): Token {
  if (typeof row === "string" || row.open !== "{") return row;
  const last = row.members.findLastIndex(([key]) => key === `"${list}"`);
  const members = row.members.map(([key, value], index): [string, Token] => {
    if (index !== last || typeof value === "string" || value.open !== "[") return [key, value];
    const marked = at % value.items.length;
    return [key, { open: "[", items: value.items.map((item, position) => (position === marked ? mark(item) : item)) }];
  });
  return { open: "{", members };
}

function mark(token: Token): Token {
  if (typeof token === "string") return token.startsWith('"') ? `${token.slice(0, -1)}${CANARY}"` : token;
  if (token.open === "[") return { open: "[", items: token.items.map(mark) };
  const members = token.members.map(([key, value]): [string, Token] => {
    return [key, ['"role"', '"type"', '"from"'].includes(key) ? value : mark(value)];
  });
  return { open: "{", members: [...members, [`"x${CANARY}"`, `"${CANARY}"`]] };
}
