import { stringifyJson } from "../../core/json/stringify.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { finishOf, type Step, type StepMat, type ToolCall, type Trajectory, textOf } from "../../core/trajectory.ts";

/** A call as protocols see it: no id. */
export interface AgentCall {
  readonly name: string;
  readonly arguments: JsonObject;
  /** The arguments as the source spelled them, where that is another text than their compact JSON. */
  readonly arguments_text?: string;
}

/**
 * What one agent step says: at most one of calls, an answer and a give-up. A step with none of them is a thought (in
 * ATIF: a message in mid-episode). An empty thought is no thought.
 */
export interface AgentStep {
  readonly thought?: string;
  readonly calls: readonly AgentCall[];
  readonly answer?: string;
  /** The text beside a give-up; mostly empty. */
  readonly give_up?: string;
  /** The model's own reasoning channel. */
  readonly reasoning?: string;
  /** What else it says, by name, such as `plan`, `criticism`, `reflection` or `speak`; an empty text says nothing. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** The agent step of a trajectory at an index, or undefined where another source speaks. */
export function stepOf(trajectory: Trajectory, index: number): AgentStep | undefined {
  const step = trajectory.steps[index];
  if (step === undefined || step.source !== "agent") return undefined;
  const message = textOf(step.message);
  const finish = finishOf(trajectory, index);
  const calls = (step.tool_calls ?? []).map(callOf);
  const ended = calls.length === 0 && finish !== undefined;
  return agentStep({
    thought: ended ? step.extra?.mat?.thought : message,
    calls,
    answer: ended && finish === "answer" ? message : undefined,
    give_up: ended && finish === "give_up" ? message : undefined,
    reasoning: step.reasoning_content ?? undefined,
    fields: step.extra?.mat?.fields,
  });
}

function callOf(call: ToolCall): AgentCall {
  const args = call.arguments as JsonObject;
  const text = call.extra?.mat?.arguments_text;
  return agentCall(call.function_name, args, text);
}

/** A call; arguments text that says nothing beyond the arguments is left out. */
export function agentCall(name: string, args: JsonObject, text?: string): AgentCall {
  return text === undefined || text === stringifyJson(args)
    ? { name, arguments: args }
    : { name, arguments: args, arguments_text: text };
}

/** What a reader found, with absent and empty members left out. */
export function agentStep(
  parts: {
    readonly [Key in keyof AgentStep]: AgentStep[Key] | undefined;
  },
): AgentStep {
  const { thought, calls = [], answer, give_up, reasoning, fields = {} } = parts;
  const said = Object.entries(fields).filter(([, text]) => text !== "");
  return {
    ...(thought ? { thought } : {}),
    calls,
    ...(answer !== undefined ? { answer } : {}),
    ...(give_up !== undefined ? { give_up } : {}),
    ...(reasoning ? { reasoning } : {}),
    ...(said.length > 0 ? { fields: Object.fromEntries(said) } : {}),
  };
}

/** The ATIF step that says this; calls get the ids `call_<step id>_1`, `call_<step id>_2`, ... */
export function toStep(said: AgentStep, stepId: number): Step {
  const ended = said.answer !== undefined || said.give_up !== undefined;
  const mat: StepMat = {};
  if (ended) mat.finish = said.answer !== undefined ? "answer" : "give_up";
  if (ended && said.thought !== undefined) mat.thought = said.thought;
  if (said.fields !== undefined) mat.fields = { ...said.fields };
  return {
    step_id: stepId,
    source: "agent",
    message: said.answer ?? said.give_up ?? said.thought ?? "",
    ...(said.reasoning === undefined ? {} : { reasoning_content: said.reasoning }),
    ...(said.calls.length === 0
      ? {}
      : { tool_calls: said.calls.map((call, index) => toToolCall(call, `call_${stepId}_${index + 1}`)) }),
    ...(Object.keys(mat).length > 0 ? { extra: { mat } } : {}),
  };
}

function toToolCall(call: AgentCall, id: string): ToolCall {
  return {
    tool_call_id: id,
    function_name: call.name,
    arguments: call.arguments,
    ...(call.arguments_text === undefined ? {} : { extra: { mat: { arguments_text: call.arguments_text } } }),
  };
}

/**
 * The first member in which two steps differ, or undefined: values count, and of `except` nothing does. Where `fields` is
 * among `except`, the second step may lack some, not have others.
 */
export function differenceOf(a: AgentStep, b: AgentStep, except: readonly string[] = []): string | undefined {
  for (const key of ["thought", "answer", "give_up", "reasoning"] as const) {
    if (except.includes(key)) continue;
    if (key === "thought" || key === "reasoning" ? (a[key] ?? "") !== (b[key] ?? "") : a[key] !== b[key]) return key;
  }
  if (haveOtherFields(a.fields ?? {}, b.fields ?? {}, except.includes("fields"))) return "fields";
  if (a.calls.length !== b.calls.length) return "calls";
  for (const [index, call] of a.calls.entries()) {
    const other = b.calls[index]!;
    if (call.name !== other.name) return "tool_name";
    if (stringifyJson(call.arguments) !== stringifyJson(other.arguments)) return "arguments";
    if (!except.includes("arguments_text") && call.arguments_text !== other.arguments_text) return "arguments_text";
  }
  return undefined;
}

function haveOtherFields(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
  lacks: boolean,
): boolean {
  const textIn = (fields: Readonly<Record<string, string>>, name: string) =>
    Object.hasOwn(fields, name) ? fields[name]! : "";
  return [...Object.keys(a), ...Object.keys(b)].some(
    (name) => textIn(a, name) !== textIn(b, name) && !(lacks && textIn(b, name) === ""),
  );
}

/** Are the texts of this step, keys and names included, well-formed Unicode? */
export function isWellFormedStep(step: AgentStep): boolean {
  const texts = [
    step.thought,
    step.answer,
    step.give_up,
    step.reasoning,
    ...Object.entries(step.fields ?? {}).flat(),
    ...step.calls.flatMap((call) => [call.name, call.arguments_text]),
  ];
  return (
    texts.every((text) => text === undefined || text.isWellFormed()) &&
    step.calls.every((call) => isWellFormed(call.arguments))
  );
}

function isWellFormed(value: JsonValue): boolean {
  if (typeof value === "string") return value.isWellFormed();
  if (Array.isArray(value)) return value.every(isWellFormed);
  return !isObject(value) || Object.entries(value).every(([key, member]) => key.isWellFormed() && isWellFormed(member));
}

/** Has this step neither a thought nor fields nor calls nor an ending? */
export function isNothing(step: AgentStep): boolean {
  const ends = step.calls.length > 0 || step.answer !== undefined || step.give_up !== undefined;
  return !ends && !step.thought && Object.values(step.fields ?? {}).every((text) => text === "");
}
