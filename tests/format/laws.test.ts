import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { WrongFormatError } from "../../src/core/errors.ts";
import { read as readAtif } from "../../src/format/atif/read.ts";
import { writer as atifWriter } from "../../src/format/atif/write.ts";
import type { FormatReader, FormatWriter } from "../../src/format/format.ts";
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
      { numRuns: 2_000 },
    );
    expect(read).toBeGreaterThan(800);
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
