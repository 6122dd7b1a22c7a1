import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RowRefusedError, WrongFormatError } from "../../src/core/errors.ts";
import { parseStoredJson } from "../../src/core/json/parse.ts";
import { sameJson } from "../../src/core/json/spelling.ts";
import { stringifyJson } from "../../src/core/json/stringify.ts";
import { isObject, type JsonValue } from "../../src/core/json/value.ts";
import { isTrained, type Step, type Trajectory, textOf } from "../../src/core/trajectory.ts";
import { read as readAtif } from "../../src/format/atif/read.ts";
import { writer as atifWriter } from "../../src/format/atif/write.ts";
import type { FormatReader, FormatWriter } from "../../src/format/format.ts";
import { writer as rawWriter } from "../../src/format/glpft-raw/write.ts";
import { reader as kagentinstructReader } from "../../src/format/kagentinstruct/read.ts";
import { writer as kagentinstructWriter } from "../../src/format/kagentinstruct/write.ts";
import { read as readOpenAi } from "../../src/format/openai/read.ts";
import { writer as openAiWriter } from "../../src/format/openai/write.ts";
import { reader as toolLlamaReader } from "../../src/format/toolllama/read.ts";
import { writer as toolLlamaWriter } from "../../src/format/toolllama/write.ts";
import { type Token, tokensOf } from "../core/json/json-texts.ts";
import { anyKagentinstructRow, anyToolLlamaRow } from "./generate-protocol-rows.ts";
import { anyAtifRow, anyOpenAiRow, textOfToken } from "./generate-trajectory.ts";
import { readText, throughDisk, writeText } from "./round-trip.ts";

const kagentinstruct = await kagentinstructWriter({ perTrajectory: 1, seed: 0, weights: false });

const FORMATS: readonly { name: string; reader: FormatReader; writer: FormatWriter; rows: fc.Arbitrary<Token> }[] = [
  { name: "atif", reader: { read: readAtif }, writer: atifWriter(), rows: anyAtifRow },
  { name: "openai", reader: { read: readOpenAi }, writer: openAiWriter(), rows: anyOpenAiRow },
  { name: "toolllama", reader: toolLlamaReader({}), writer: toolLlamaWriter({}), rows: anyToolLlamaRow },
  { name: "kagentinstruct", reader: kagentinstructReader({}), writer: kagentinstruct, rows: anyKagentinstructRow },
];

describe.each(FORMATS)("$name", ({ reader, writer, rows }) => {
  test("write(read(x)) is x up to white space and escape style, through the disk too", () => {
    let read = 0;
    fc.assert(
      fc.property(rows, (token) => {
        const text = textOfToken(token);
        const trajectory = trajectoryOrRefused(reader, text);
        if (trajectory === undefined) return;
        read++;
        for (const again of [trajectory, throughDisk(trajectory)]) {
          const result = writeText(writer, again);
          expect(tokensOf(result.written)).toEqual(tokensOf(text));
          expect({ lost: result.lost, stale: result.staleResiduals ?? 0 }).toEqual({ lost: [], stale: 0 });
        }
      }),
      { numRuns: 1_000 },
    );
    expect(read).toBeGreaterThan(400);
  });
});

function trajectoryOrRefused(reader: FormatReader, text: string) {
  try {
    return readText(reader, text).trajectory;
  } catch (error) {
    // A repeated key can hide what makes the row one of the format.
    if (error instanceof WrongFormatError) return undefined;
    throw error;
  }
}

const WRITERS: readonly [string, FormatWriter][] = [
  ["openai", openAiWriter()],
  ["toolllama", toolLlamaWriter({})],
  ["kagentinstruct", kagentinstruct],
  ["glpft-raw, stage 1", rawWriter({ stage: 1 })],
  ["glpft-raw, stage 2", rawWriter({ stage: 2 })],
  ["glpft-raw, stage 1, reference", rawWriter({ stage: 1, compat: "reference" })],
  ["glpft-raw, stage 2, reference", rawWriter({ stage: 2, compat: "reference" })],
];

test.each(WRITERS)("%s writes any trajectory, or refuses it by name", (_name, writer) => {
  fc.assert(
    fc.property(anyAtifRow, (token) => {
      const trajectory = trajectoryOrRefused({ read: readAtif }, textOfToken(token));
      if (trajectory === undefined) return;
      try {
        const { rows, refusals } = writer.write(throughDisk(trajectory), "x");
        const isMasked = !trajectory.steps.some((step) => step.source === "agent" && isTrained(step));
        if (!isMasked) expect(rows.length + (refusals?.length ?? 0)).toBeGreaterThan(0);
        for (const row of rows) parseStoredJson(row.text ?? stringifyJson(row.value!));
      } catch (error) {
        if (!(error instanceof RowRefusedError)) throw error;
      }
    }),
    { numRuns: 300 },
  );
});

/** What a target need not hold: numbering, versions, names that only ATIF asks for, our own bookkeeping. */
const STRUCTURE =
  /^(schema_version|trajectory_id|agent\.name|agent\.version|steps\[\]\.step_id|(.*\.)?extra\.mat\.(?!train|thought|finish|fields).*)$/;

test.each<[string, FormatReader, FormatWriter, (source: Trajectory, again: Trajectory) => [Trajectory, Trajectory]]>([
  ["openai", { read: readOpenAi }, openAiWriter(), (source, again) => [source, again]],
  ["toolllama", toolLlamaReader({}), toolLlamaWriter({}), comparable],
])("%s: what of a trajectory is not in the output is named in the loss report", (_name, reader, writer, prepare) => {
  let written = 0;
  fc.assert(
    fc.property(anyAtifRow, (token) => {
      const source = trajectoryOrRefused({ read: readAtif }, textOfToken(token));
      if (source === undefined) return;
      const result = writeText(writer, source);
      if (result.rows.length === 0) return;
      written++;
      const [before, after] = prepare(source, readText(reader, result.written).trajectory);
      for (const path of missing(before as unknown as JsonValue, after as unknown as JsonValue, "")) {
        const named = result.lost.some((field) => path === field || path.startsWith(field) || field.startsWith(path));
        if (!named && !STRUCTURE.test(path)) expect.fail(`${path} is lost, and only ${result.lost.join(", ")} named`);
      }
    }),
    { numRuns: 1_000 },
  );
  expect(written).toBeGreaterThan(300);
});

/** Both from the agent's first step on, without what text does not tell apart: parts, the ids of calls, empty texts. */
function comparable(source: Trajectory, again: Trajectory): [Trajectory, Trajectory] {
  return [withTexts(source), withTexts(again)];
}

function withTexts(made: Trajectory): Trajectory {
  const first = made.steps.findIndex((step) => step.source === "agent");
  const steps = made.steps.slice(first === -1 ? made.steps.length : first).map((step): Step => {
    const calls = step.tool_calls?.map((call) => ({ ...call, tool_call_id: "" }));
    const results = step.observation?.results.map((result) => ({
      ...result,
      source_call_id: null,
      content: textOf(result.content),
    }));
    const { mat, ...extra } = step.extra ?? {};
    const { train, thought, fields = {}, ...others } = mat ?? {};
    const told = Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== ""));
    const marks = {
      ...others,
      ...(thought ? { thought } : {}),
      ...(Object.keys(told).length > 0 ? { fields: told } : {}),
    };
    const isUsual = train === undefined || train === (step.source === "agent");
    return {
      ...step,
      extra: { ...extra, mat: isUsual ? marks : { ...marks, train } },
      reasoning_content: step.reasoning_content || null,
      message: textOf(step.message),
      ...(calls === undefined ? {} : { tool_calls: calls }),
      ...(results === undefined ? {} : { observation: { ...step.observation, results } }),
    };
  });
  return { ...made, steps };
}

/** The paths of what `source` says and `again` does not. */
function missing(source: JsonValue, again: JsonValue | undefined, path: string): string[] {
  // An agent's false is a weight of 0; a last step without calls is the answer.
  const isDefault =
    path === "steps[].extra.mat.train" ? source === false : path.endsWith(".finish") && source === "answer";
  if (source === null || isDefault || (again !== undefined && sameJson(source, again))) return [];
  if (isObject(source)) {
    const other = isObject(again) ? again : {};
    return Object.entries(source).flatMap(([key, value]) => {
      return missing(value, Object.hasOwn(other, key) ? other[key] : undefined, path === "" ? key : `${path}.${key}`);
    });
  }
  if (!Array.isArray(source)) return [path];
  if (source.length === 0 && again === undefined) return [];
  if (!Array.isArray(again) || again.length !== source.length) return [path];
  return source.flatMap((item, index) => missing(item, again[index], `${path}[]`));
}
