import { DatasetDamagedError } from "../core/errors.ts";
import { parsePlain, parseStoredJson } from "../core/json/parse.ts";
import { isObject, type JsonValue } from "../core/json/value.ts";
import type { Trajectory } from "../core/trajectory.ts";
import type { DatasetRow } from "../store/dataset.ts";

/** Parses the trajectory of a dataset's row. Throws DatasetDamagedError for a row that is no JSON. */
export type StoredRowParser = (row: DatasetRow) => Trajectory;

/**
 * Makes a parser. Rows with the same tools get the same object of them, parsed once: most datasets have few lists of tools
 * and many rows, and what is made of tools can then be kept by that object. It must not be changed.
 */
export function storedRowParser(): StoredRowParser {
  const parseTools = toolsParser();
  return (row) => {
    try {
      return (withSharedTools(row.text, parseTools) ?? parseStoredJson(row.text)) as unknown as Trajectory;
    } catch (cause) {
      const place = { file: row.part, line: row.line, id: row.id };
      throw new DatasetDamagedError(
        `a row is no JSON: ${(cause as Error).message}`,
        "Run `mat verify` on the dataset, and import it again.",
        place,
      );
    }
  };
}

type ToolsParser = (text: string) => JsonValue | undefined;

const [AGENT, TOOLS, AFTER_TOOLS] = ['"agent":{', '"tool_definitions":', ']},"steps":['];
/** Stands for the tools while the rest of the row is parsed. */
const STAND_IN = "0";

/**
 * The row with tools that other rows may share. Undefined for a row of which it is not plain to see where its tools stand, as
 * our own rows show it. Quotes as they stand here are never inside a JSON string, so what is found is structure.
 */
function withSharedTools(text: string, parseTools: ToolsParser): JsonValue | undefined {
  const agent = text.indexOf(AGENT);
  const tools = text.indexOf(TOOLS, agent);
  const last = text.indexOf(AFTER_TOOLS, tools);
  if (agent < 0 || tools < 0 || last < 0 || !text.endsWith("}") || !isFlat(text, 1, agent)) return undefined;
  const [start, end] = [tools + TOOLS.length, last + 1];
  if (!isFlat(text, agent + AGENT.length, tools)) return undefined;
  const shared = parseTools(text.slice(start, end));
  if (!Array.isArray(shared)) return undefined;
  const row = parsePlain(flat(text.slice(0, start) + STAND_IN + text.slice(end)));
  if (!isObject(row) || !isObject(row["agent"]) || row["agent"]["tool_definitions"] !== Number(STAND_IN)) {
    return undefined;
  }
  row["agent"]["tool_definitions"] = shared;
  return row;
}

/** The same text, which ends in a bracket, in one piece: V8 reads what was joined character by character much slower, and trimming puts it together. */
function flat(json: string): string {
  return json.trim();
}

/** Does nothing open between two places of the text? (A bracket in a string counts, too: it is not looked into.) */
function isFlat(text: string, start: number, end: number): boolean {
  const between = text.slice(start, end);
  return !between.includes("{") && !between.includes("[");
}

/** As many texts of tools are kept as have so many characters together. */
const MOST_CHARACTERS = 1 << 20;

function toolsParser(): ToolsParser {
  const known = new Map<string, JsonValue>();
  let characters = 0;
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const tools = parsePlain(text);
    if (tools === undefined) return undefined;
    if (characters + text.length > MOST_CHARACTERS) {
      known.clear();
      characters = 0;
    }
    characters += text.length;
    // A text of its own: a part of the row's would keep the whole row.
    known.set(Buffer.from(text).toString(), tools);
    return tools;
  };
}
