import { isObject } from "../../../core/json/value.ts";
import { type AgentCall, type AgentStep, agentCall, agentStep } from "../agent-step.ts";
import { jsonOf } from "../arguments.ts";
import { unescapeLines } from "../escape.ts";
import { type FoundLabel, findLabels } from "../label-variants.ts";
import { fieldNameOf, isFieldRole, labelsOf } from "../labels.ts";
import type { LabelledProtocol } from "../protocol.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { findObjects } from "./find-json.ts";
import { type Mending, mendArgumentsText, mendCall, mendName } from "./mend-call.ts";

interface Part {
  readonly role: FoundLabel["role"];
  readonly text: string;
}

/** Reads labels in any spelling and order that still says what was meant. */
export function readLabelsLeniently(protocol: LabelledProtocol, text: string, mending: Mending): AgentStep | Refusal {
  if (text.trim() === "") return refuse("no_step", "the text is empty");
  const parts = inOrder(partsOf(protocol, text, mending), mending);
  if (!areMusingsInOrder(protocol, parts)) mending.repairs.add("labels_out_of_order");
  const calls: AgentCall[] = [];
  const fields: Record<string, string> = {};
  let [thought, answer, giveUp]: (string | undefined)[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.role === "thought") {
      const isOver = calls.length > 0 || answer !== undefined || giveUp !== undefined;
      if (isOver) mending.repairs.add("later_step_dropped");
      else if (thought !== undefined) mending.repairs.add("thoughts_joined");
      if (isOver) break;
      thought = thought === undefined ? part.text : `${thought}\n${part.text}`;
    }
    if (isFieldRole(part.role)) {
      if (calls.length > 0 || answer !== undefined || giveUp !== undefined) {
        mending.repairs.add("later_step_dropped");
        break;
      }
      const name = fieldNameOf(part.role);
      const isSecond = Object.hasOwn(fields, name);
      if (isSecond) mending.repairs.add("fields_joined");
      fields[name] = isSecond ? `${fields[name]}\n${part.text}` : part.text;
    }
    if (part.role === "action") {
      if (answer !== undefined || giveUp !== undefined || (calls.length > 0 && !protocol.parallel)) {
        mending.repairs.add("later_step_dropped");
        break;
      }
      const next = parts[index + 1];
      const call = callOf(protocol, part.text, next?.role === "arguments" ? next.text : undefined, mending);
      if (call === undefined) return refuse("no_tool_name", "an action names no tool");
      calls.push(call);
    }
    if (part.role === "answer" || part.role === "give_up") {
      if (calls.length > 0 || answer !== undefined || giveUp !== undefined) {
        mending.repairs.add(calls.length > 0 ? "invented_ending" : "later_step_dropped");
        break;
      }
      if (part.role === "answer") answer = part.text;
      else giveUp = part.text;
    }
  }
  const isMute = thought === undefined && Object.keys(fields).length === 0;
  if (calls.length === 0 && answer === undefined && giveUp === undefined && isMute)
    return refuse("no_step", "the text has no label that says something");
  return agentStep({ thought, calls, answer, give_up: giveUp, fields });
}

/** Do the thought and the fields at the beginning stand in the protocol's order? */
function areMusingsInOrder(protocol: LabelledProtocol, parts: readonly Part[]): boolean {
  const roles = labelsOf(protocol).map(([role]) => role);
  const end = parts.findIndex(({ role }) => role !== "thought" && !isFieldRole(role));
  const places = parts.slice(0, end === -1 ? parts.length : end).map(({ role }) => roles.indexOf(role));
  return places.every((place, index) => index === 0 || place >= places[index - 1]!);
}

/** Arguments that stand in front of their action, or behind a thought that follows it, put where they belong. */
function inOrder(parts: readonly Part[], { repairs }: Mending): readonly Part[] {
  const at = (role: Part["role"]) => parts.findIndex((part) => part.role === role);
  const [action, args] = [at("action"), at("arguments")];
  if (action === -1 || args === -1 || args === action + 1) return parts;
  if (parts.filter(({ role }) => role === "action").length > 1) return parts;
  repairs.add("labels_out_of_order");
  const others = parts.filter((_, index) => index !== action && index !== args);
  const leads = ({ role }: Part) => role === "thought" || isFieldRole(role);
  return [...others.filter(leads), parts[action]!, parts[args]!, ...others.filter((part) => !leads(part))];
}

/** The texts behind labels, up to the first observation; text in front of the first label is a thought, without any the answer. */
function partsOf(protocol: LabelledProtocol, text: string, { repairs }: Mending): Part[] {
  const found = findLabels(protocol, text);
  const all = labelsOf(protocol).map(([, label]) => label);
  const parts: Part[] = [];
  const before = text.slice(0, found[0]?.start ?? text.length).trim();
  if (before !== "") {
    if (found.length === 0) repairs.add("unlabelled_answer");
    else repairs.add("unlabelled_thought");
    parts.push({ role: found.length === 0 ? "answer" : "thought", text: before });
  }
  for (const [index, label] of found.entries()) {
    if (label.role === "observation") {
      repairs.add("invented_observation");
      break;
    }
    if (label.repair !== undefined) repairs.add(label.repair);
    const content = text.slice(label.end, found[index + 1]?.start ?? text.length);
    parts.push({ role: label.role, text: unescapeLines(content.trim(), all) });
  }
  return parts;
}

function callOf(
  protocol: LabelledProtocol,
  action: string,
  args: string | undefined,
  mending: Mending,
): AgentCall | undefined {
  const plain = /^[\s`"'*[(<]*([\p{L}\p{N}_.\-/ ]+?)[\s`"'*\])>.。]*$/u.exec(action);
  if (args !== undefined && plain !== null) {
    const name = mendName(action, mending);
    return withArguments(name, args, mending);
  }
  const object = findObjects(action)[0];
  if (object !== undefined && /^[`\w\s]*$/.test(action.slice(0, object.start))) {
    const call = mendCall(object.value, { name: "name", arguments: "arguments" }, mending);
    if (call !== undefined) {
      mending.repairs.add("call_in_action");
      for (const repair of object.repairs) mending.repairs.add(repair);
      return call;
    }
  }
  const inline = /^[`"'*]*([\p{L}\w.-]+)\s*[([{｛（]/u.exec(action);
  const shape = "label" in protocol.arguments ? undefined : protocol.arguments;
  const fence = /^(\w+)\s*```\w*\n([\s\S]*?)(?:\n```[\s\S]*)?$/.exec(action);
  const name = mendName(fence?.[1] ?? inline?.[1] ?? action.split("\n")[0]!.replace(/`/g, ""), mending);
  if (name === "") return undefined;
  const parameter = protocol.plain?.[name];
  if (shape === undefined) {
    if (args !== undefined) return withArguments(name, args, mending);
    if (inline !== null) mending.repairs.add("call_in_action");
  } else mending.repairs.add("call_shape");
  if (fence !== null)
    return parameter === undefined
      ? withArguments(name, fence[2]!, mending)
      : { name, arguments: { [parameter]: fence[2]! } };
  if (inline === null) return withArguments(name, "", mending);
  const rest = action.slice(inline[0].length - 1).replace(/[`"*。.\s]*$/, "");
  const inner = /^[{｛]/.test(rest) ? rest : rest.slice(1).replace(/[)\]）]$/, "");
  if (parameter !== undefined && !/^\s*[{｛]/.test(inner)) return { name, arguments: { [parameter]: inner } };
  return withArguments(name, inner, mending);
}

function withArguments(name: string, text: string, mending: Mending): AgentCall {
  const value = jsonOf(text);
  return isObject(value) ? agentCall(name, value, text) : { name, arguments: mendArgumentsText(text, name, mending) };
}
