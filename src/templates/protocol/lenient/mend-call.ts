import { isObject, type JsonObject, type JsonValue } from "../../../core/json/value.ts";
import type { ToolDefinition } from "../../../core/tool.ts";
import type { AgentCall } from "../agent-step.ts";
import { findObjects, objectAt } from "./find-json.ts";

/** What a lenient reader goes by, and the repairs that it has made. */
export interface Mending {
  readonly tools: readonly ToolDefinition[];
  /** The names of commands that end an episode: as good as tools here. */
  readonly finals: readonly string[];
  readonly repairs: Set<string>;
}

const NAME_KEYS = ["name", "tool", "tool_name", "action", "api_name", "function", "command"];
const ARGUMENT_KEYS = ["arguments", "args", "parameters", "action_input", "input", "tool_args", "tool_input", "params"];

/** A tool's name without quotes, brackets and a full stop around it, as the tools spell it. */
export function mendName(name: string, { tools, finals, repairs }: Mending): string {
  const known = [...tools.map((tool) => tool.function.name), ...finals];
  if (known.includes(name)) return name;
  const bare = name.replace(/^[\s`"'“”「*[(<]+|[\s`"'“”」*\])>.。,，:：]+$/g, "");
  if (bare !== name) repairs.add("tool_name_trimmed");
  if (known.includes(bare)) return bare;
  const plain = (text: string) => text.toLowerCase().replace(/[\s_-]/g, "");
  const other = known.find((one) => plain(one) === plain(bare));
  if (other === undefined) return bare;
  repairs.add("tool_name_spelling");
  return other;
}

/** A call as an object, under keys that models confuse. */
export function mendCall(
  value: JsonValue | undefined,
  keys: { readonly name: string; readonly arguments: string },
  mending: Mending,
): AgentCall | undefined {
  if (!isObject(value)) return undefined;
  const inner =
    isObject(value["function"]) && typeof value["function"]["name"] === "string" ? value["function"] : value;
  const nameKey = keyIn(inner, keys.name, NAME_KEYS);
  if (nameKey === undefined || typeof inner[nameKey] !== "string") return undefined;
  const argumentsKey = keyIn(inner, keys.arguments, ARGUMENT_KEYS);
  if (nameKey !== keys.name || (argumentsKey !== undefined && argumentsKey !== keys.arguments) || inner !== value)
    mending.repairs.add("key_variant");
  const name = mendName(inner[nameKey] as string, mending);
  if (argumentsKey === undefined) mending.repairs.add("no_arguments");
  return { name, arguments: mendArguments(argumentsKey === undefined ? {} : inner[argumentsKey]!, name, mending) };
}

function keyIn(object: JsonObject, wanted: string, variants: readonly string[]): string | undefined {
  if (Object.hasOwn(object, wanted)) return wanted;
  return variants.find((key) => Object.hasOwn(object, key));
}

/** Arguments as an object, where they are one, JSON text of one, or the text for a tool's first parameter. */
export function mendArguments(value: JsonValue, tool: string, mending: Mending): JsonObject {
  if (isObject(value)) return value;
  if (typeof value === "string") return mendArgumentsText(value, tool, mending, true);
  if (value === null) {
    mending.repairs.add("no_arguments");
    return {};
  }
  mending.repairs.add("bare_argument");
  return { [firstParameter(tool, mending)]: value };
}

/** Arguments that stand as text: JSON with faults, `key=value` pairs, or the bare text of the first parameter. */
export function mendArgumentsText(text: string, tool: string, mending: Mending, quoted = false): JsonObject {
  const trimmed = text.trim();
  if (["", "None", "none", "null", "N/A", "无", "()", "-"].includes(trimmed)) {
    mending.repairs.add("no_arguments");
    return {};
  }
  const fence = /^`{1,3}\w*\s*([\s\S]*?)\s*`{1,3}$/.exec(trimmed);
  if (fence !== null) mending.repairs.add("fence_removed");
  const bare = fence?.[1] ?? trimmed;
  const object = /^[{｛]/.test(bare) ? objectAt(bare, 0) : findObjects(bare)[0];
  if (object !== undefined) {
    if (quoted) mending.repairs.add("arguments_as_text");
    for (const repair of object.repairs) mending.repairs.add(repair);
    if (object.start > 0) mending.repairs.add("prose_before");
    if (bare.slice(object.end).trim() !== "") mending.repairs.add("prose_after");
    return object.value;
  }
  const pairs = keywordArguments(bare);
  if (pairs !== undefined) {
    mending.repairs.add("keyword_arguments");
    return pairs;
  }
  mending.repairs.add("bare_argument");
  return { [firstParameter(tool, mending)]: bare.replace(/^"([^"]*)"$|^'([^']*)'$/, "$1$2") };
}

/** `city="Oslo", days=3` as an object, or undefined where the text is something else. */
export function keywordArguments(text: string): JsonObject | undefined {
  const pair = /\s*([\p{L}_][\p{L}\w]*)\s*=\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^,，\s]+)\s*(?:[,，]|$)/uy;
  const object: JsonObject = {};
  while (pair.lastIndex < text.length) {
    const match = pair.exec(text);
    if (match === null) return undefined;
    object[match[1]!] = scalar(match[2]!);
  }
  return object;
}

function scalar(text: string): JsonValue {
  if (/^["']/.test(text)) return text.slice(1, -1).replace(/\\(.)/g, "$1");
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  const literals: Record<string, JsonValue> = {
    true: true,
    True: true,
    false: false,
    False: false,
    null: null,
    None: null,
  };
  return Object.hasOwn(literals, text) ? literals[text]! : text;
}

/** The name of a tool's first required parameter, else of its first; "input" for a tool that names none. */
function firstParameter(tool: string, { tools }: Mending): string {
  const parameters = tools.find((one) => one.function.name === tool)?.function.parameters;
  const required = parameters?.["required"];
  if (Array.isArray(required) && typeof required[0] === "string") return required[0];
  const properties = parameters?.["properties"];
  return (isObject(properties) ? Object.keys(properties)[0] : undefined) ?? "input";
}
