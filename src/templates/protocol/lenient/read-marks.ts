import type { AgentCall, AgentStep } from "../agent-step.ts";
import type { Block } from "../blocks.ts";
import { literal, unescapeMarks } from "../escape.ts";
import { marksOf } from "../marks.ts";
import type { Marks, TaggedProtocol } from "../protocol.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { readSpoken, spokenRoles } from "../spoken.ts";
import { readXmlCall } from "../xml-call.ts";
import { findObjects } from "./find-json.ts";
import { type Mending, mendCall } from "./mend-call.ts";

/** Reads marks that are written in another case, not closed, or missing around a call. */
export function readMarksLeniently(protocol: TaggedProtocol, text: string, mending: Mending): AgentStep | Refusal {
  let rest = cutAtObservation(protocol, text, mending);
  if (rest.trim() === "") return refuse("no_step", "the text is empty");
  const all = marksOf(protocol);
  const blocks: Block[] = [];
  const roles = protocol.reasoning === undefined ? {} : { reasoning: protocol.reasoning };
  for (const [role, marks] of Object.entries({ ...roles, ...spokenRoles(protocol) })) {
    const taken = takeBlock(rest, marks, role === "reasoning", mending);
    if (taken === undefined) continue;
    rest = taken.rest;
    blocks.push({ role, text: unescapeMarks(taken.text, all) });
  }
  const calls: AgentCall[] = [];
  for (;;) {
    const taken = takeBlock(rest, protocol.call.marks, false, mending);
    if (taken === undefined) break;
    const call = callIn(protocol, taken.text, mending);
    if (call === undefined && calls.length === 0) return refuse("call_malformed", "between the marks stands no call");
    if (call !== undefined) calls.push(call);
    if (
      calls.length > 0 &&
      rest.slice(taken.at).trim() !== "" &&
      taken.after.trim() !== "" &&
      !taken.after.trim().startsWith(protocol.call.marks.open)
    )
      mending.repairs.add("prose_after");
    rest = taken.rest.slice(0, taken.at) + (calls.length > 0 ? nextCalls(protocol, taken.after) : taken.after);
  }
  if (calls.length === 0) {
    const found = bareCall(protocol, rest, mending);
    if (found !== undefined) {
      calls.push(found.call);
      rest = found.rest;
    }
  }
  const bare = unescapeMarks(rest.trim(), all);
  const hasEnding = blocks.some(({ role }) => role === "answer" || role === "give_up");
  if (bare !== "" && (calls.length > 0 || hasEnding)) {
    if (protocol.thought.always || hasEnding) mending.repairs.add("text_outside_marks");
    if (!blocks.some(({ role }) => role === "thought")) blocks.push({ role: "thought", text: bare });
  } else if (bare !== "") {
    if (protocol.answer !== "bare") mending.repairs.add("unlabelled_answer");
    blocks.push({ role: "answer", text: bare });
  }
  return readSpoken(protocol, blocks, calls);
}

/** From the next call on: what stands between calls is dropped. */
function nextCalls({ call }: TaggedProtocol, text: string): string {
  const at = text.toLowerCase().indexOf(call.marks.open.toLowerCase());
  return at === -1 ? "" : text.slice(at);
}

function cutAtObservation({ observation }: TaggedProtocol, text: string, { repairs }: Mending): string {
  const at = text.toLowerCase().indexOf(observation.open.toLowerCase());
  if (at === -1) return text;
  repairs.add("invented_observation");
  return text.slice(0, at);
}

interface Taken {
  readonly text: string;
  /** The text without the block, and where the block stood. */
  readonly rest: string;
  readonly at: number;
  readonly after: string;
}

function takeBlock(text: string, marks: Marks, mayLackOpen: boolean, { repairs }: Mending): Taken | undefined {
  const open = new RegExp(literal(marks.open), "i").exec(text);
  const close = new RegExp(literal(marks.close), "i");
  if (open === null) {
    const end = mayLackOpen ? close.exec(text) : null;
    if (end === null) return undefined;
    repairs.add("opened_mark");
    const after = text.slice(end.index + end[0].length);
    return { text: text.slice(0, end.index).trim(), rest: after, at: 0, after };
  }
  const from = open.index + open[0].length;
  const closing = close.exec(text.slice(from));
  // A block that another one opens in was not closed.
  const next = text.slice(from).toLowerCase().indexOf(marks.open.toLowerCase());
  if (next !== -1 && (closing === null || next < closing.index)) {
    repairs.add("closed_mark");
    const after = text.slice(from + next);
    return {
      text: text.slice(from, from + next).trim(),
      rest: text.slice(0, open.index) + after,
      at: open.index,
      after,
    };
  }
  const end = closing;
  if (open[0] !== marks.open || (end !== null && end[0] !== marks.close)) repairs.add("mark_case");
  if (end === null) repairs.add("closed_mark");
  const until = end === null ? text.length : from + end.index;
  const after = end === null ? "" : text.slice(until + end[0].length);
  return { text: text.slice(from, until).trim(), rest: text.slice(0, open.index) + after, at: open.index, after };
}

function callIn({ call: form }: TaggedProtocol, text: string, mending: Mending): AgentCall | undefined {
  if (form.body === "xml") {
    const call = readXmlCall(form, text);
    if (!isRefusal(call)) return call;
  }
  const object = findObjects(text)[0];
  if (object === undefined) return undefined;
  const hasFence = /^```/.test(text);
  if (form.body === "xml") mending.repairs.add("call_shape");
  else if (hasFence && form.fence === undefined) mending.repairs.add("fence_removed");
  else if (form.fence !== undefined && !text.startsWith(`\`\`\`${form.fence}\n`)) mending.repairs.add("no_fence");
  for (const repair of object.repairs) mending.repairs.add(repair);
  return mendCall(object.value, form.body === "xml" ? { name: "name", arguments: "arguments" } : form, mending);
}

/** A call whose marks are missing: an object that names a known tool. */
export function bareCall(
  { call: form }: TaggedProtocol,
  text: string,
  mending: Mending,
): { call: AgentCall; rest: string } | undefined {
  const known = [...mending.tools.map((tool) => tool.function.name), ...mending.finals];
  for (const object of findObjects(text)) {
    const tried = { ...mending, repairs: new Set<string>() };
    const call = mendCall(object.value, form.body === "xml" ? { name: "name", arguments: "arguments" } : form, tried);
    if (call === undefined || !known.includes(call.name)) continue;
    for (const repair of ["marks_missing", ...object.repairs, ...tried.repairs]) mending.repairs.add(repair);
    if (text.slice(object.end).replace(/[`\s]/g, "") !== "") mending.repairs.add("prose_after");
    return { call, rest: text.slice(0, object.start).replace(/```\w*\s*$/, "") };
  }
  return undefined;
}
