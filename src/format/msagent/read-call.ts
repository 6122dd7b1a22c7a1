import { isObject, type JsonValue } from "../../core/json/value.ts";
import { parsePythonLiteral } from "../../core/python/parse-literal.ts";
import type { ToolDefinition } from "../../core/tool.ts";
import type { AgentCall } from "../../templates/protocol/agent-step.ts";
import { jsonOf } from "../../templates/protocol/arguments.ts";
import { decodeStep } from "../../templates/protocol/decode-step.ts";
import { modelscope } from "../../templates/protocol/named/modelscope.ts";
import { isRefusal } from "../../templates/protocol/refusal.ts";
import { unfence } from "./unfence.ts";

/** A call, the address that it names, and what was mended in it. */
export interface ReadCall {
  readonly call: AgentCall;
  readonly url?: string;
  readonly repairs: readonly string[];
}

/** The call between the marks: JSON, a Python literal, or what lenient reading makes of it; undefined where it is none. */
export function readCall(inner: string, tools: readonly ToolDefinition[]): ReadCall | undefined {
  const text = unfence(inner);
  const exact = callIn(jsonOf(text), []) ?? callIn(pythonIn(text), ["python_literals"]);
  if (exact !== undefined) return exact;
  const { open, close } = modelscope.call.marks;
  const read = decodeStep(modelscope, `${open}\n${inner.trim()}\n${close}`, { mode: "lenient", tools });
  const call = isRefusal(read) ? undefined : read.step.calls[0];
  return isRefusal(read) || call === undefined ? undefined : { call, repairs: read.repairs };
}

/** What Python wrote, not what is JSON but for a comma too many. */
function pythonIn(text: string): JsonValue | undefined {
  return /'|\b(?:True|False|None)\b/.test(text) ? parsePythonLiteral(text) : undefined;
}

function callIn(value: JsonValue | undefined, repairs: readonly string[]): ReadCall | undefined {
  if (!isObject(value)) return undefined;
  const { api_name: name, url, parameters } = value;
  if (typeof name !== "string" || !isObject(parameters)) return undefined;
  const call = { name, arguments: parameters };
  return { call, repairs, ...(typeof url === "string" && url !== "" ? { url } : {}) };
}
