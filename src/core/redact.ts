import { foldUnknownKeys } from "./fold-unknown-keys.ts";
import { changeMembers } from "./json/change-members.ts";
import { parseJson, repeatedKeysOf } from "./json/parse.ts";
import { sameJson } from "./json/spelling.ts";
import { isObject, type JsonValue } from "./json/value.ts";
import { type Replace, redactText, redactValue } from "./redact-value.ts";
import type { Agent, Content, Observation, Step, ToolCall, Trajectory } from "./trajectory.ts";
import { isTrajectory } from "./trajectory-problems.ts";

/**
 * The trajectory with `replace` applied to everything that it says: messages, thoughts, reasoning, arguments, observations,
 * tools, names, notes and all `extra` data, keys included. What may hold the old text in a form that `replace` cannot see
 * goes for good, whether or not anything was replaced: the residuals of every format, token ids, log probabilities,
 * members that a repeat of their key hides. Ids of calls that change are numbered anew.
 */
export function redact(trajectory: Trajectory, replace: Replace): Trajectory {
  const current = foldUnknownKeys(withoutRepeats(trajectory));
  const redaction = redactionOf(current, replace);
  const { any } = redaction;
  const { final_metrics, subagent_trajectories, extra } = current;
  return changeMembers(current, {
    ...redactTexts(current, ["session_id", "trajectory_id", "notes", "continued_trajectory_ref"], redaction),
    agent: redactAgent(current.agent, redaction),
    steps: current.steps.map((step) => redactStep(step, redaction)),
    ...(final_metrics && { final_metrics: redactExtra(final_metrics, redaction) }),
    ...(subagent_trajectories && {
      subagent_trajectories: subagent_trajectories.map((item) =>
        isTrajectory(item) ? redact(item, replace) : any(item),
      ),
    }),
    ...(extra && { extra: any(withoutResiduals(extra)) }),
  });
}

function withoutRepeats(trajectory: Trajectory): Trajectory {
  const value = trajectory as unknown as JsonValue;
  return repeatedKeysOf(value).length === 0
    ? trajectory
    : (redactValue(value, (text) => text) as unknown as Trajectory);
}

function withoutResiduals<T extends { mat?: object | undefined }>(extra: T): T {
  return extra.mat === undefined ? extra : changeMembers(extra, { mat: changeMembers(extra.mat, { raw: undefined }) });
}

interface Redaction {
  text(value: string): string;
  any<T>(value: T): T;
  /** The new id of a call; the same one wherever the old one stands. */
  id(value: string): string;
}

function redactionOf(trajectory: Trajectory, replace: Replace): Redaction {
  const text = (value: string) => redactText(value, replace);
  const ids = new Map<string, string>();
  const taken = new Set(
    trajectory.steps.flatMap(({ tool_calls }) => tool_calls?.map((call) => call.tool_call_id) ?? []),
  );
  const newId = (id: string) => {
    if (text(id) === id) return id;
    let number = ids.size + 1;
    while (taken.has(`call_${number}`)) number++;
    taken.add(`call_${number}`);
    return `call_${number}`;
  };
  return {
    text,
    any: <T>(value: T) => redactValue(value as JsonValue, replace) as T,
    id(old) {
      const id = ids.get(old) ?? newId(old);
      ids.set(old, id);
      return id;
    },
  };
}

function redactTexts<T extends object>(object: T, keys: readonly (keyof T)[], { text }: Redaction): Partial<T> {
  const found = keys.filter((key) => typeof object[key] === "string");
  return Object.fromEntries(found.map((key) => [key, text(object[key] as string)])) as Partial<T>;
}

function redactExtra<T extends { extra?: object | null | undefined }>(object: T, { any }: Redaction): T {
  return object.extra ? changeMembers(object, { extra: any(object.extra) }) : object;
}

function redactAgent(agent: Agent, redaction: Redaction): Agent {
  const tools = agent.tool_definitions?.map((tool) => changeMembers(redaction.any(tool), { type: tool.type }));
  return changeMembers(redactExtra(agent, redaction), {
    ...redactTexts(agent, ["name", "version", "model_name"], redaction),
    ...(tools && { tool_definitions: tools }),
  });
}

const TIME = /^\d{4}-\d\d-\d\d(?:[T ][\d:.,]+(?:Z|[+-][\d:]+)?)?$/;

function redactStep(step: Step, redaction: Redaction): Step {
  const { message, timestamp, tool_calls, observation, metrics, extra } = step;
  return changeMembers(step, {
    ...redactTexts(step, ["model_name", "reasoning_effort", "reasoning_content"], redaction),
    message: redactContent(message, redaction),
    ...(timestamp && { timestamp: TIME.test(timestamp) ? timestamp : redaction.text(timestamp) }),
    ...(tool_calls && { tool_calls: tool_calls.map((call) => redactCall(call, redaction)) }),
    ...(observation && { observation: redactObservation(observation, redaction) }),
    ...(metrics && { metrics: changeMembers(redactExtra(metrics, redaction), NO_TOKENS) }),
    ...(extra && { extra: redactStepExtra(extra, redaction) }),
  });
}

const NO_TOKENS = { prompt_token_ids: undefined, completion_token_ids: undefined, logprobs: undefined };

function redactStepExtra(extra: NonNullable<Step["extra"]>, { any }: Redaction): object {
  const redacted = any(withoutResiduals(extra));
  return redacted.mat === undefined
    ? redacted
    : changeMembers(redacted, { mat: changeMembers(redacted.mat, { finish: extra.mat?.finish }) });
}

function redactContent(content: Content, redaction: Redaction): Content {
  if (typeof content === "string") return redaction.text(content);
  return content.map((part) =>
    changeMembers(part, {
      ...redactTexts(part, ["text"], redaction),
      ...(part.source && { source: redaction.any(part.source) }),
    }),
  );
}

function redactCall(call: ToolCall, redaction: Redaction): ToolCall {
  const text = call.extra?.mat?.arguments_text;
  const extra = call.extra && redaction.any(call.extra);
  const mat = extra?.mat && changeMembers(extra.mat, { arguments_text: text && redactArgumentsText(text, redaction) });
  return changeMembers(call, {
    tool_call_id: redaction.id(call.tool_call_id),
    function_name: redaction.text(call.function_name),
    arguments: redaction.any(call.arguments),
    ...(extra && { extra: mat === undefined ? extra : changeMembers(extra, { mat }) }),
  });
}

/**
 * Arguments as they were spelled. Where there is anything to replace in what they mean, the spelling goes and the redacted
 * `arguments` stand alone; only a text that is no object has nothing but itself.
 */
function redactArgumentsText(text: string, redaction: Redaction): string | undefined {
  const redacted = redaction.text(text);
  try {
    const parsed = parseJson(text);
    if (!isObject(parsed)) return redacted;
    const clean = redacted === text && repeatedKeysOf(parsed).length === 0 && sameJson(redaction.any(parsed), parsed);
    return clean ? text : undefined;
  } catch {
    return redacted;
  }
}

function redactObservation(observation: Observation, redaction: Redaction): Observation {
  const results = observation.results.map((result) =>
    changeMembers(redactExtra(result, redaction), {
      ...(result.source_call_id && { source_call_id: redaction.id(result.source_call_id) }),
      ...(result.content && { content: redactContent(result.content, redaction) }),
      ...(result.subagent_trajectory_ref !== undefined && {
        subagent_trajectory_ref: redaction.any(result.subagent_trajectory_ref),
      }),
    }),
  );
  return changeMembers(redactExtra(observation, redaction), { results });
}
