import type { JsonLayout } from "../../core/json/layout.ts";
import { stringifyJson } from "../../core/json/stringify.ts";
import type { JsonObject } from "../../core/json/value.ts";
import { type ToolCall, type Trajectory, textOf } from "../../core/trajectory.ts";
import { stepOf } from "../../templates/protocol/agent-step.ts";
import { escapeMarks, escapeMarksInJson } from "../../templates/protocol/escape.ts";
import { marksOf } from "../../templates/protocol/marks.ts";
import { modelscope } from "../../templates/protocol/named/modelscope.ts";
import { type EncodedTurn, encodeTurn } from "../protocol-text/encode-turn.ts";

const MARKS = marksOf(modelscope);
const { open, close } = modelscope.call.marks;
const FENCE = "```";
/** How MSAgent-Bench spells JSON. */
const PYTHON: JsonLayout = { style: "python", indent: 0, ascii: false };

/** The stretch of an assistant's value that says a step, with what came back for it. */
export function writeStretch(trajectory: Trajectory, index: number, first: boolean): EncodedTurn {
  const step = trajectory.steps[index]!;
  const said = sayStep(trajectory, index);
  const results = (step.observation?.results ?? []).map(({ content }) => writeResult(textOf(content)));
  return { ...said, text: (first ? "" : "\n") + said.text + results.join("") };
}

function sayStep(trajectory: Trajectory, index: number): EncodedTurn {
  const { calls, thought, answer, give_up, reasoning, fields } = stepOf(trajectory, index)!;
  // Nothing at all can be said of nothing; protocols refuse it, and a value may yet be empty.
  if (calls.length === 0 && give_up === undefined && !(thought || answer || reasoning || fields))
    return { text: "", lost: [] };
  const said = encodeTurn(modelscope, trajectory, index);
  if (said.refusal !== undefined) return said;
  const call = trajectory.steps[index]!.tool_calls?.[0];
  const url = call?.extra?.["url"] ?? "";
  if (typeof url === "string") return { ...said, text: asInSource(said.text, call, url) };
  return { text: asInSource(said.text, call, ""), lost: [...said.lost, "steps[].tool_calls[].extra.url"] };
}

/**
 * The step with its call as MSAgent-Bench writes it: spelled by Python's `json.dumps`, its fence next to the marks. Marks in
 * texts are escaped, so that the first one that opens a call is the call's own.
 */
function asInSource(text: string, call: ToolCall | undefined, url: string): string {
  if (call === undefined) return text;
  const value = { api_name: call.function_name, url, parameters: call.arguments as JsonObject };
  const json = escapeMarksInJson(stringifyJson(value, PYTHON), MARKS);
  return `${text.slice(0, text.indexOf(open))}${open}${FENCE}JSON\n${json}\n${FENCE}${close}`;
}

function writeResult(text: string): string {
  const marks = modelscope.observation;
  return `\n\n${marks.open}${FENCE}JSON\n${escapeMarks(text, MARKS)}\n${FENCE}${marks.close}`;
}
