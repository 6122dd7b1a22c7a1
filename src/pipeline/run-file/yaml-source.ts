import { readFileSync } from "node:fs";
import { UsageError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json/value.ts";
import { readFailure } from "../../store/read-failure.ts";

/** One step on the way from a whole value to a part of it. */
export type PathStep = string | number;

/** What a YAML file holds, and where each part of it stands. */
export interface YamlSource {
  readonly file: string;
  readonly value: JsonValue;
  /** The 1-based line of the part at this path, or of the nearest part around it that there is. */
  lineOf(path: readonly PathStep[]): number | undefined;
}

const FIX = "docs/run-file.md shows how a run file is written.";

/** Reads a YAML (or JSON) file. Throws InputMissingError, or one UsageError for all that is wrong with its syntax. */
export async function readYaml(file: string): Promise<YamlSource> {
  const { parseDocument, LineCounter, isMap, isSeq, isScalar } = await import("yaml");
  const lines = new LineCounter();
  const document = parseDocument(textOf(file), { lineCounter: lines, prettyErrors: false, version: "1.2" });
  const line = (offset: number | undefined) => (offset === undefined ? undefined : lines.linePos(offset).line);
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ message, pos }) => `${file}, line ${line(pos[0])}: ${message}`);
    throw new UsageError(problems.join("\n"), FIX);
  }
  return {
    file,
    value: converted(() => document.toJS({ maxAliasCount: 100 }) as JsonValue, file),
    lineOf(path) {
      let node: unknown = document.contents;
      let offset = document.contents?.range?.[0];
      for (const step of path) {
        if (isMap(node)) {
          const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
          if (pair === undefined) break;
          offset = (pair.key as { range?: [number, number, number] }).range?.[0] ?? offset;
          node = pair.value;
        } else if (isSeq(node)) {
          node = node.items[Number(step)];
          offset = (node as { range?: [number, number, number] } | undefined)?.range?.[0] ?? offset;
        } else break;
      }
      return line(offset);
    },
  };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw readFailure(error, file);
  }
}

function converted(convert: () => JsonValue, file: string): JsonValue {
  try {
    return convert();
  } catch (cause) {
    // Aliases to nowhere, or so many that they multiply.
    throw new UsageError((cause as Error).message, FIX, { file }, { cause });
  }
}
