import type {
  IntendedCall,
  Intent,
  ReaderView,
  SeenCall,
  Skill,
} from "../../../../../src/agent/teachers/reader/reader-view.ts";
import { ATIF_VERSION, type Step, type Trajectory } from "../../../../../src/core/trajectory.ts";
import type { Judgement, World } from "../../../../../src/tasks/environment.ts";
import type { Task } from "../../../../../src/tasks/task.ts";
import type { AgentStep } from "../../../../../src/templates/protocol/agent-step.ts";
import { toStep } from "../../../../../src/templates/protocol/agent-step.ts";
import { createToolChecker } from "../../../../../src/tools/tool-checker.ts";

/** The episode of a skill that sees everything a prompt could show, but for what instructions ask: retries, questions. */
export async function playSkill(
  task: Task,
  world: World,
  skill: Skill,
  asks: ReaderView["asks"],
): Promise<{ trajectory: Trajectory; judgement: Judgement }> {
  const tools = createToolChecker()(world);
  const done: SeenCall[] = [];
  const steps: Step[] = [{ step_id: 1, source: "user", message: task.query }];
  while (steps.length < 20) {
    const view = { language: task.language, goal: task.query, tools: task.tools, done, memory: "", asks };
    const next = decided(view, skill);
    const step = toStep(next, steps.length + 1);
    if (next.calls.length === 0) {
      steps.push(step);
      break;
    }
    const { name, arguments: args } = next.calls[0]!;
    const { content, failed = false } = await tools.call(name, args);
    done.push({
      name,
      arguments: args,
      observation: content,
      failed,
      passing: failed && /again|unavailable|重试|再试/.test(content),
    });
    const results = [
      { source_call_id: step.tool_calls![0]!.tool_call_id, content, ...(failed ? { extra: { failed } } : {}) },
    ];
    steps.push({ ...step, observation: { results } });
  }
  const trajectory = { schema_version: ATIF_VERSION, trajectory_id: "t", agent: { name: "mat", version: "0" }, steps };
  return { trajectory, judgement: await world.judge(trajectory) };
}

function decided(view: ReaderView, skill: Skill): AgentStep {
  const last = view.done.at(-1);
  if (last?.passing) return view.asks.has("retry-after-error") ? calling(last) : givingUp(last.observation);
  const intent: Intent = skill(view) ?? { reason: "no idea", give_up: "no idea" };
  if ("call" in intent) return calling(intent.call);
  if ("answer" in intent) return { calls: [], answer: intent.answer };
  if ("give_up" in intent) return givingUp(intent.give_up);
  return view.asks.has("ask-when-missing") ? { calls: [], answer: intent.question } : givingUp(intent.reason);
}

function calling({ name, arguments: args }: IntendedCall): AgentStep {
  return { calls: [{ name, arguments: args }] };
}

function givingUp(text: string): AgentStep {
  return { calls: [], give_up: text };
}
