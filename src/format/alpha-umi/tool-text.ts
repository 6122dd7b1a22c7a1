import { ObjectBuilder } from "../../core/json/object-builder.ts";
import { membersOf } from "../../core/json/spelling.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import type { ToolDefinition } from "../../core/tool.ts";
import { firstCodePoints, lastCodePoints } from "./python-text.ts";

/** The longest tool name, in code points: its last ones are kept. Source: α-UMi's stage-1 preprocessing. */
const NAME_LENGTH = 64;
/** The longest description of a tool (its first code points) or of an argument (its last ones). */
const DESCRIPTION_LENGTH = 256;

/** ToolBench's final command: taken out of the tools on reading, and never a tool of GLPFT data. */
export const FINISH = "Finish";

/** A tool as α-UMi's training data shows it. */
export type ToolText = JsonObject & { Name: string; function: string; input: JsonObject };

/** The tool in α-UMi's short form: texts cut to their lengths, each argument as "type, description". */
function writeToolText(tool: ToolDefinition): ToolText {
  const { name, description, parameters } = tool.function;
  return {
    Name: lastCodePoints(name, NAME_LENGTH),
    function: firstCodePoints(description ?? "", DESCRIPTION_LENGTH),
    input: eachArgument(parameters?.["properties"], argumentText),
  };
}

/** The members of an object, each made anew: in the source's order, with names like `10` too; of repeats the last counts. */
function eachArgument(from: unknown, make: (value: JsonValue) => JsonValue): JsonObject {
  const members = new Map(isObject(from) ? membersOf(from).map(({ key, value }) => [key, value] as const) : []);
  const made = new ObjectBuilder();
  for (const [key, value] of members) made.add(key, make(value), undefined);
  return made.finish();
}

const written = new WeakMap<readonly ToolDefinition[], ToolText[]>();

/** All tools of a list in short form; one list, which many rows may share, gives the same object again. */
export function writeToolTexts(tools: readonly ToolDefinition[]): ToolText[] {
  const texts = written.get(tools) ?? tools.map(writeToolText);
  written.set(tools, texts);
  return texts;
}

function argumentText(schema: JsonValue): string {
  const { type, description } = isObject(schema) ? schema : {};
  const name = typeof type === "string" ? type : Array.isArray(type) ? type.join("|") : "any";
  return typeof description === "string" ? `${name}, ${lastCodePoints(description, DESCRIPTION_LENGTH)}` : name;
}

/** The tool that a short form stands for; what it cannot say (required arguments) stays unsaid. */
export function readToolText(text: JsonValue): ToolDefinition {
  const { Name, function: description, input } = isObject(text) ? text : {};
  return {
    type: "function",
    function: {
      name: typeof Name === "string" ? Name : "",
      description: typeof description === "string" ? description : "",
      parameters: { type: "object", properties: eachArgument(input, argumentSchema) },
    },
  };
}

function argumentSchema(value: JsonValue): JsonObject {
  if (typeof value !== "string") return {};
  const comma = value.indexOf(", ");
  return comma < 0 ? { type: value } : { type: value.slice(0, comma), description: value.slice(comma + 2) };
}

/** Why the reference would raise on this tool of a raw ToolBench file, or undefined where it would not. */
export function toolFault(tool: ToolDefinition): string | undefined {
  const { description, parameters } = tool.function;
  if (typeof description !== "string") return "a tool has no description text";
  const properties = parameters?.["properties"];
  if (!isObject(properties)) return "a tool's parameters have no properties";
  for (const schema of Object.values(properties)) {
    if (!isObject(schema) || typeof schema["type"] !== "string") return "an argument has no type text";
    if (Object.hasOwn(schema, "description") && typeof schema["description"] !== "string") {
      return "an argument's description is no text";
    }
  }
  return undefined;
}
