import { stringifyJson } from "../../../core/json/stringify.ts";
import { isObject, type JsonObject, type JsonValue } from "../../../core/json/value.ts";
import { type AgentCall, type AgentStep, agentStep } from "../agent-step.ts";
import { valueAt } from "../json-object.ts";
import type { JsonProtocol } from "../protocol.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { type FoundObject, findObjects } from "./find-json.ts";
import { type Mending, mendCall } from "./mend-call.ts";

const THOUGHT_KEYS = ["thought", "thoughts", "task_name", "reasoning", "text"];
const ANSWER_KEYS = ["answer", "final_answer", "response"];

/** Reads a step from the first JSON object in a text that says one. */
export function readObjectLeniently(protocol: JsonProtocol, text: string, mending: Mending): AgentStep | Refusal {
  const objects = findObjects(text);
  if (objects.length === 0) return refuse("no_json", "there is no JSON object in the text");
  for (const object of objects) {
    const tried = { ...mending, repairs: new Set<string>() };
    const step = stepIn(protocol, object.value, tried);
    if (step === undefined) continue;
    for (const repair of surroundings(protocol, text, object, objects)) mending.repairs.add(repair);
    for (const repair of [...object.repairs, ...tried.repairs]) mending.repairs.add(repair);
    return step;
  }
  return refuse("no_step", "no JSON object in the text holds a thought, a call or an ending");
}

function surroundings(
  protocol: JsonProtocol,
  text: string,
  object: FoundObject,
  objects: readonly FoundObject[],
): string[] {
  const repairs: string[] = [];
  const before = text.slice(0, object.start);
  const after = text.slice(object.end);
  const hasFence = /```\w*\s*$/.test(before);
  if (hasFence && protocol.fence === undefined) repairs.push("fence_removed");
  if (!hasFence && protocol.fence !== undefined) repairs.push("no_fence");
  if (
    before
      .replace(/```\w*\s*$/, "")
      .replace(/^\s*\[\s*$/, "")
      .trim() !== ""
  )
    repairs.push("prose_before");
  const rest = after
    .replace(/^\s*`*/, "")
    .replace(/^\s*\]\s*`*\s*$/, "")
    .trim();
  const shown = protocol.observation.open.trim();
  if (shown !== "" && rest.includes(shown)) repairs.push("invented_observation");
  else if (objects.some((other) => other.start > object.start)) repairs.push("several_objects");
  else if (rest !== "") repairs.push("prose_after");
  return repairs;
}

/** The step of one object, or undefined where it says nothing. */
function stepIn(protocol: JsonProtocol, root: JsonObject, mending: Mending): AgentStep | undefined {
  const thought = textAt(root, protocol.thought, THOUGHT_KEYS, mending);
  const calls = callsIn(protocol, root, mending);
  const reasoning = protocol.reasoning === undefined ? undefined : valueAt(root, protocol.reasoning);
  const answer = "path" in protocol.answer ? valueAt(root, protocol.answer.path) : undefined;
  const giveUp = "path" in protocol.give_up ? valueAt(root, protocol.give_up.path) : undefined;
  const ended = calls.length > 0 || typeof answer === "string" || typeof giveUp === "string";
  const said = ended ? undefined : textAt(root, ["answer"], ANSWER_KEYS, mending);
  const fields = fieldsIn(protocol, root, mending);
  const isMute = Object.values(fields).every((text) => text === "");
  if (!ended && said === undefined && thought === undefined && isMute) return undefined;
  return agentStep({
    thought,
    calls,
    reasoning: typeof reasoning === "string" ? reasoning : undefined,
    answer: typeof answer === "string" && calls.length === 0 ? answer : said,
    give_up: typeof giveUp === "string" && calls.length === 0 ? giveUp : undefined,
    fields,
  });
}

/** The fields as texts: models write lists of texts, and now and then something else. */
function fieldsIn({ fields = [] }: JsonProtocol, root: JsonObject, { repairs }: Mending): Record<string, string> {
  return Object.fromEntries(
    fields.map(({ name, path }) => {
      const value = valueAt(root, path) ?? "";
      if (typeof value === "string") return [name, value];
      repairs.add("field_not_text");
      const lines = Array.isArray(value) ? value : [value];
      return [name, lines.map((line) => (typeof line === "string" ? line : stringifyJson(line))).join("\n")];
    }),
  );
}

function textAt(
  root: JsonObject,
  path: readonly string[],
  keys: readonly string[],
  mending: Mending,
): string | undefined {
  const value = valueAt(root, path);
  if (typeof value === "string") return value;
  const key = keys.find((name) => typeof root[name] === "string");
  if (key === undefined) return undefined;
  mending.repairs.add("key_variant");
  return root[key] as string;
}

function callsIn(protocol: JsonProtocol, root: JsonObject, mending: Mending): AgentCall[] {
  const value = valueAt(root, protocol.call.path);
  if (protocol.parallel !== Array.isArray(value) && value !== undefined && isContainer(value))
    mending.repairs.add(protocol.parallel ? "call_not_in_list" : "call_in_list");
  const items = Array.isArray(value) ? value : [value];
  const calls = items.flatMap((item) => mendCall(item, protocol.call, mending) ?? []);
  if (calls.length > 0) return calls;
  // A command that is a name, with its arguments beside it; or the object is the call itself.
  const flat = mendCall(root, protocol.call, mending);
  if (flat === undefined) return [];
  mending.repairs.add("key_variant");
  return [flat];
}

function isContainer(value: JsonValue): boolean {
  return isObject(value) || Array.isArray(value);
}
