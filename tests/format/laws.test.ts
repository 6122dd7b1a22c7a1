import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RowRefusedError, WrongFormatError } from "../../src/core/errors.ts";
import { parseStoredJson } from "../../src/core/json/parse.ts";
import { sameJson } from "../../src/core/json/spelling.ts";
import { stringifyJson } from "../../src/core/json/stringify.ts";
import { isObject, type JsonValue } from "../../src/core/json/value.ts";
import { read as readAtif } from "../../src/format/atif/read.ts";
import { writer as atifWriter } from "../../src/format/atif/write.ts";
import type { FormatReader, FormatWriter } from "../../src/format/format.ts";
import { writer as rawWriter } from "../../src/format/glpft-raw/write.ts";
import { read as readOpenAi } from "../../src/format/openai/read.ts";
import { writer as openAiWriter } from "../../src/format/openai/write.ts";
import { type Token, tokensOf } from "../core/json/json-texts.ts";
import { anyAtifRow, anyOpenAiRow, textOfToken } from "./generate-trajectory.ts";
import { readText, throughDisk, writeText } from "./round-trip.ts";

const FORMATS: readonly { name: string; reader: FormatReader; writer: FormatWriter; rows: fc.Arbitrary<Token> }[] = [
  { name: "atif", reader: { read: readAtif }, writer: atifWriter(), rows: anyAtifRow },
  { name: "openai", reader: { read: readOpenAi }, writer: openAiWriter(), rows: anyOpenAiRow },
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
        expect(rows.length + (refusals?.length ?? 0)).toBeGreaterThan(0);
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

test("openai: what of a trajectory is not in the output is named in the loss report", () => {
  let written = 0;
  fc.assert(
    fc.property(anyAtifRow, (token) => {
      const source = trajectoryOrRefused({ read: readAtif }, textOfToken(token));
      if (source === undefined) return;
      const result = writeText(openAiWriter(), source);
      if (result.rows.length === 0) return;
      written++;
      const again = readText({ read: readOpenAi }, result.written).trajectory;
      for (const path of missing(source as unknown as JsonValue, again as unknown as JsonValue, "")) {
        const named = result.lost.some((field) => path === field || path.startsWith(field) || field.startsWith(path));
        if (!named && !STRUCTURE.test(path)) expect.fail(`${path} is lost, and only ${result.lost.join(", ")} named`);
      }
    }),
    { numRuns: 1_000 },
  );
  expect(written).toBeGreaterThan(300);
});

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
