import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import type { ObservationResult, Step, ToolCall, Verdict } from "../../core/trajectory.ts";
import { keepStepResidual } from "../residual.ts";
import { readArguments } from "./arguments.ts";
import { readContent } from "./content.ts";
import { messagesOf } from "./messages.ts";

/** The format's name, under which its residuals stand. */
export const NAME = "openai";

const SOURCES: ReadonlyMap<JsonValue | undefined, Step["source"]> = new Map([
  ["system", "system"],
  ["developer", "system"],
  ["user", "user"],
  ["assistant", "agent"],
]);
/** Roles that a message of a known kind can have. */
export const ROLES: ReadonlySet<JsonValue | undefined> = new Set([...SOURCES.keys(), "tool", "function"]);

/** The steps of a message list, residuals included: each message opens a step, tool messages join the one before them. */
export function readSteps(messages: readonly JsonObject[]): Step[] {
  let calls = 0;
  const nextId = () => `call_${++calls}`;
  return unitsOf(messages).map((unit, index) => {
    const step = readUnit(unit, index + 1, nextId);
    return keepStepResidual(NAME, step, messagesOf(step, step.extra?.mat?.train).messages, [...unit]);
  });
}

function isAnswer(message: JsonObject): boolean {
  return message["role"] === "tool" || message["role"] === "function";
}

function unitsOf(messages: readonly JsonObject[]): JsonObject[][] {
  const units: JsonObject[][] = [];
  for (const message of messages) {
    if (isAnswer(message) && units.length > 0) units.at(-1)!.push(message);
    else units.push([message]);
  }
  return units;
}

/** What a step is made of while it is read. */
interface Draft {
  readonly message: Step["message"];
  readonly reasoning?: string;
  readonly calls: readonly ToolCall[];
  readonly train?: boolean;
  readonly verdicts: readonly Verdict[];
}

function readUnit(unit: readonly JsonObject[], stepId: number, nextId: () => string): Step {
  const orphaned = isAnswer(unit[0]!);
  const said = orphaned ? undefined : unit[0]!;
  const source = SOURCES.get(said?.["role"]) ?? "system";
  const draft = source === "agent" ? readAgent(said!, nextId) : readOther(said);
  const answers = readAnswers(orphaned ? unit : unit.slice(1), draft.calls);
  const verdicts = [...draft.verdicts, ...answers.verdicts];
  const mat = {
    ...(draft.train === undefined ? {} : { train: draft.train }),
    ...(verdicts.length === 0 ? {} : { verdicts }),
  };
  return {
    step_id: stepId,
    source,
    message: draft.message,
    ...(draft.reasoning === undefined ? {} : { reasoning_content: draft.reasoning }),
    ...(draft.calls.length === 0 ? {} : { tool_calls: [...draft.calls] }),
    ...(answers.results.length === 0 ? {} : { observation: { results: answers.results } }),
    ...(Object.keys(mat).length === 0 ? {} : { extra: { mat } }),
  };
}

function readOther(message: JsonObject | undefined): Draft {
  const { content, unknownParts } = readContent(message ?? {});
  const role = message?.["role"];
  const verdicts = unknownParts ? [verdict("unknown_content_part")] : [];
  if (typeof role === "string" && !ROLES.has(role)) verdicts.push(verdict("unknown_role", role));
  return { message: content, calls: [], verdicts };
}

function readAgent(message: JsonObject, nextId: () => string): Draft {
  const { content, refusal, reasoning_content, reasoning, weight } = message;
  const said = readContent(message, (content ?? null) === null && typeof refusal === "string" ? "refusal" : "content");
  const thought = [reasoning_content, reasoning].find((text): text is string => typeof text === "string");
  const calls = sourceCalls(message).map((call) => readCall(call, nextId));
  const verdicts = [
    ...(said.unknownParts ? [verdict("unknown_content_part")] : []),
    ...calls.flatMap((call) => call.verdicts),
  ];
  return {
    message: said.content,
    calls: calls.map(({ call }) => call),
    verdicts,
    ...(thought === undefined ? {} : { reasoning: thought }),
    ...(weight === 0 || weight === 1 ? { train: weight === 1 } : {}),
  };
}

/** The calls of an assistant message: `tool_calls`, else the older `function_call`, put into the same shape. */
function sourceCalls(message: JsonObject): JsonValue[] {
  const calls = message["tool_calls"];
  if (Array.isArray(calls) && calls.length > 0) return calls;
  const call = message["function_call"];
  return isObject(call) ? [{ type: "function", function: call }] : [];
}

function readCall(source: JsonValue, nextId: () => string): { call: ToolCall; verdicts: Verdict[] } {
  const call = isObject(source) ? source : {};
  const made = isObject(call["function"]) ? call["function"] : undefined;
  const { arguments: args, text, unparsable } = readArguments(made?.["arguments"]);
  const toolCall: ToolCall = {
    tool_call_id: typeof call["id"] === "string" ? call["id"] : nextId(),
    function_name: typeof made?.["name"] === "string" ? made["name"] : "",
    arguments: args,
    ...(text === undefined ? {} : { extra: { mat: { arguments_text: text } } }),
  };
  if (made === undefined) return { call: toolCall, verdicts: [verdict("unknown_call_kind", shown(call["type"]))] };
  return { call: toolCall, verdicts: unparsable ? [verdict("unparsable_arguments", shown(text))] : [] };
}

function readAnswers(messages: readonly JsonObject[], calls: readonly ToolCall[]) {
  const open = [...calls];
  const verdicts: Verdict[] = [];
  const results = messages.map((message): ObservationResult => {
    const { content, unknownParts } = readContent(message);
    if (unknownParts) verdicts.push(verdict("unknown_content_part"));
    const call = callAnswered(message, calls, open);
    if (call === undefined) {
      verdicts.push(verdict("unmatched_tool_message", shown(message["tool_call_id"] ?? message["name"])));
      return { content };
    }
    if (open.includes(call)) open.splice(open.indexOf(call), 1);
    return { source_call_id: call.tool_call_id, content };
  });
  return { results, verdicts };
}

/** The call that a tool message names, or (it names none) the first call of its function that has no answer yet. */
function callAnswered(
  message: JsonObject,
  calls: readonly ToolCall[],
  open: readonly ToolCall[],
): ToolCall | undefined {
  const { tool_call_id: id, name } = message;
  if (typeof id === "string") return calls.find((call) => call.tool_call_id === id);
  return open.find((call) => typeof name !== "string" || call.function_name === name);
}

function verdict(reason: string, detail?: string): Verdict {
  return { by: `read:${NAME}`, reason, ...(detail === undefined ? {} : { detail }) };
}

const DETAIL_LENGTH = 200;

function shown(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" ? value.slice(0, DETAIL_LENGTH) : undefined;
}
