import { stringifyJson } from "../core/json/stringify.ts";
import type { JsonObject } from "../core/json/value.ts";
import { visibleText } from "../core/visible-text.ts";
import type { FoundTask } from "../tasks/find-task.ts";
import type { AgentStep } from "../templates/protocol/agent-step.ts";
import { signatureRendering } from "../templates/protocol/tool-list/signature.ts";

/** A task as people read it, ending in a line break: what is asked, with what tools, and how it can be solved. */
export function showTask({ task, solution }: FoundTask): string {
  const { id, environment, kind, level, language, split, tools, query, knowledge = [], history = [] } = task;
  const about = [environment, kind, level === undefined ? undefined : `level ${level}`, language, split];
  const lines = [
    id,
    about.filter((one) => one !== undefined).join(", "),
    ...(task.eval_only ? ["for evaluation alone"] : []),
    ...(task.licence === undefined ? [] : [`licence ${task.licence}`]),
    ...(task.date === undefined ? [] : [`today is ${task.date}`]),
    ...section("query", [query]),
    ...section("knowledge", knowledge),
    ...section(
      "history",
      history.map((turn) => `${turn.query} -> ${turn.answer}`),
    ),
    ...section(`tools (${tools.length})`, tools.length === 0 ? [] : signatureRendering.render(tools).split("\n")),
    ...section("solution", (solution ?? []).map(describeStep)),
  ];
  return `${visibleText(lines.join("\n"))}\n`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line.replaceAll("\n", "\n  ")}`)];
}

function describeStep({ thought, calls, answer, give_up }: AgentStep): string {
  const made = calls.map((call) => `${call.name} ${stringifyJson(call.arguments as JsonObject)}`);
  const ending = answer !== undefined ? `answer: ${answer}` : give_up !== undefined ? `give up: ${give_up}` : undefined;
  return [...(thought === undefined ? [] : [`(${thought})`]), ...made, ...(ending === undefined ? [] : [ending])].join(
    "\n",
  );
}
