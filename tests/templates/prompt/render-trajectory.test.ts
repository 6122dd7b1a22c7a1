import { describe, expect, test } from "vitest";
import type { Trajectory } from "../../../src/core/trajectory.ts";
import { renderTrajectory } from "../../../src/templates/prompt/render-trajectory.ts";
import type { Rendering } from "../../../src/templates/prompt/rendering.ts";
import { isRefusal } from "../../../src/templates/protocol/refusal.ts";
import { namedProtocol } from "../../../src/templates/protocol/registry.ts";
import type { PromptTemplate } from "../../../src/templates/template.ts";
import { CHAT, sampleTemplate } from "./sample-template.ts";
import { asks, calls, says, trajectoryOf } from "./sample-trajectory.ts";

const WEATHER = trajectoryOf(
  asks("Is it warmer in Oslo or in Rome?"),
  calls("Oslo", "4 degrees"),
  calls("Rome", "18 degrees"),
  says("In Rome."),
);

function rendered(template: PromptTemplate, trajectory: Trajectory = WEATHER): Rendering {
  const rendering = renderTrajectory(template, trajectory);
  if (isRefusal(rendering)) throw new Error(`${rendering.reason}: ${rendering.detail}`);
  return rendering;
}

function reason(template: PromptTemplate, trajectory: Trajectory): string {
  const rendering = renderTrajectory(template, trajectory);
  return isRefusal(rendering) ? rendering.reason : "rendered";
}

/** The parts of a text that get loss. */
const trainedText = (content: string, train: readonly { from: number; to: number }[]) =>
  train.map(({ from, to }) => content.slice(from, to));

describe("one prompt", () => {
  test("each agent step has a prompt with the steps before it behind it, and trains on its response alone", () => {
    const { instances } = rendered(sampleTemplate());
    expect(instances.map((instance) => instance.step)).toEqual([1, 2, 3]);
    expect(instances[2]!.messages).toHaveLength(1);
    expect(instances[2]!.messages[0]!.content).toBe(
      `${instances[0]!.messages[0]!.content}\nThought: I need the weather of Oslo.\nAction: get_weather\nAction Input: {"city":"Oslo"}\nObservation: 4 degrees\nThought: I need the weather of Rome.\nAction: get_weather\nAction Input: {"city":"Rome"}\nObservation: 18 degrees\n`,
    );
    expect(instances[2]!.response).toBe("Final Answer: In Rome.");
    for (const { response, train } of instances) expect(trainedText(response, train)).toEqual([response]);
    expect(instances[0]!.stop).toContain("\nObservation:");
  });

  test("the conversation is the prompt and one text, in which observations get no loss", () => {
    const { conversation, instances } = rendered(sampleTemplate());
    expect(conversation!.map((turn) => turn.role)).toEqual(["user", "assistant"]);
    const { content, train } = conversation![1]!;
    expect(trainedText(content, train)).toEqual(instances.map((instance) => instance.response));
    expect(content).toContain("Observation: 18 degrees");
    // What is served is what was trained: each prompt and its response begin the whole.
    const whole = `${conversation![0]!.content}\n${content}`;
    for (const { messages, response } of instances)
      expect(whole.startsWith(messages[0]!.content.replace(/\n?$/, "\n") + response)).toBe(true);
  });

  test("a step without loss has a prompt and no trained characters", () => {
    const masked = { ...WEATHER, steps: WEATHER.steps.map((step, at) => (at === 1 ? mask(step) : step)) };
    const { instances, conversation } = rendered(sampleTemplate(), masked);
    expect(instances.map(({ train }) => train.length)).toEqual([0, 1, 1]);
    expect(conversation![1]!.train).toHaveLength(2);
  });
});

const mask = (step: Trajectory["steps"][number]) => ({ ...step, extra: { mat: { train: false } } });

describe("a chat", () => {
  test("steps follow as turns, and each prompt begins the conversation", () => {
    const { conversation, instances } = rendered(sampleTemplate({ layout: CHAT }));
    expect(conversation!.map((turn) => turn.role)).toEqual([
      "system",
      "user",
      "assistant",
      "user",
      "assistant",
      "user",
      "assistant",
    ]);
    expect(conversation!.map((turn) => turn.trains)).toEqual([false, false, true, false, true, false, true]);
    const messages = conversation!.map(({ role, content }) => ({ role, content }));
    for (const instance of instances) {
      expect(messages.slice(0, instance.messages.length)).toEqual(instance.messages);
      expect(messages[instance.messages.length]).toEqual({ role: "assistant", content: instance.response });
    }
  });

  test("later queries are turns of their own, and what the user replied to is an answer", () => {
    const twice = trajectoryOf(
      asks("The weather of Oslo?"),
      calls("Oslo", "4 degrees"),
      says("Four degrees."),
      asks("And of Rome?"),
      calls("Rome", "18 degrees"),
      says("Eighteen."),
    );
    const { conversation, instances } = rendered(sampleTemplate({ layout: CHAT }), twice);
    expect(conversation!.filter((turn) => turn.role === "user").map((turn) => turn.content)).toEqual([
      "Goal: The weather of Oslo?",
      "Observation: 4 degrees",
      "And of Rome?",
      "Observation: 18 degrees",
    ]);
    expect(instances.map((instance) => instance.response)).toContain("Final Answer: Four degrees.");
    const messages = conversation!.map(({ role, content }) => ({ role, content }));
    for (const instance of instances) expect(messages.slice(0, instance.messages.length)).toEqual(instance.messages);
  });

  test("one prompt holds one query: the earlier one is memory, and there is no whole conversation", () => {
    const twice = trajectoryOf(asks("First?"), says("One."), asks("Second?"), says("Two."));
    const { conversation, instances } = rendered(sampleTemplate(), twice);
    expect(conversation).toBeUndefined();
    expect(instances[1]!.slots.memory).toBe("Q: First? A: One.\n");
    expect(instances[1]!.slots.goal).toBe("Goal: Second?");
  });

  test("native calls are calls, replies name them, and ids differ from step to step", () => {
    const { conversation } = rendered(sampleTemplate({ layout: CHAT, protocol: namedProtocol("native") }));
    expect(conversation!.map((turn) => turn.role)).toEqual([
      "system",
      "user",
      "assistant",
      "tool",
      "assistant",
      "tool",
      "assistant",
    ]);
    expect(conversation!.map((turn) => turn.tool_call_id ?? turn.tool_calls?.[0]?.["id"])).toEqual([
      undefined,
      undefined,
      "call_1_1",
      "call_1_1",
      "call_2_1",
      "call_2_1",
      undefined,
    ]);
    expect(conversation![6]!.content).toBe("In Rome.");
  });
});

describe("finished tasks", () => {
  const template = sampleTemplate({ episode: "finished-tasks", protocol: namedProtocol("kagentsys") });

  test("steps stand in the memory, and each prompt is new", () => {
    const { instances, conversation } = rendered(template);
    expect(conversation).toBeUndefined();
    expect(instances[2]!.slots.memory).toBe(
      'Done: I need the weather of Oslo. get_weather {"city":"Oslo"} 4 degrees\nDone: I need the weather of Rome. get_weather {"city":"Rome"} 18 degrees\n',
    );
    expect(instances[2]!.messages[0]!.content).toContain(instances[2]!.slots.memory);
  });
});

describe("what a template asks for", () => {
  test.each([
    ["tool-use", [1, 2, 3]],
    ["plan", [1, 2, 3]],
    ["reflection", [2, 3]],
    ["conclusion", [3]],
  ] as const)("%s takes the steps that it is for", (ability, steps) => {
    expect(rendered(sampleTemplate({ ability })).instances.map(({ step }) => step)).toEqual(steps);
  });

  test("the steps that it does not ask for get no loss in the conversation either", () => {
    const { conversation } = rendered(sampleTemplate({ ability: "conclusion" }));
    expect(trainedText(conversation![1]!.content, conversation![1]!.train)).toEqual(["Final Answer: In Rome."]);
  });

  const failing = trajectoryOf(
    asks("Warm in Oslo?"),
    calls("Oslo", '{"error": "no such city"}'),
    says("I do not know."),
  );

  test.each([
    ["language_differs", { language: "zh" as const }, WEATHER],
    ["has_calls", { ability: "profile" as const }, WEATHER],
    ["no_answer", { ability: "conclusion" as const }, trajectoryOf(asks("Oslo?"), calls("Oslo", "4"))],
    ["no_calls", { ability: "reflection" as const }, trajectoryOf(asks("Hello?"), says("Hello."))],
    ["field_missing", { demands: { fields: ["ending_thought" as const], behaviours: [] } }, WEATHER],
    ["behaviour_missing", { demands: { fields: [], behaviours: ["cite-tools" as const] } }, WEATHER],
    ["behaviour_missing", { demands: { fields: [], behaviours: ["retry-after-error" as const] } }, failing],
    ["no_goal", {}, trajectoryOf(says("Hello."))],
    ["parallel_calls", {}, twoCalls()],
    ["final_command_in_tools", { protocol: namedProtocol("kagentsys") }, withTool("task_complete")],
  ])("is refused as %s where the trajectory lacks it", (name, change, trajectory) => {
    expect(reason(sampleTemplate(change), trajectory)).toBe(name);
  });

  test("a trajectory that shows the behaviours is taken", () => {
    const demands = {
      fields: ["thought" as const],
      behaviours: ["check-before-answer" as const, "retry-after-error" as const, "one-call" as const],
    };
    expect(rendered(sampleTemplate({ demands })).instances).toHaveLength(3);
  });

  test("lineage is native under the template that it was made with", () => {
    const own = { ...WEATHER, extra: { mat: { template_id: "sample" } } };
    expect(rendered(sampleTemplate(), own).lineage).toBe("native");
    expect(rendered(sampleTemplate(), WEATHER).lineage).toBe("rerendered");
  });

  test("what no prompt shows is named", () => {
    const step = { ...WEATHER.steps[1]!, reasoning_content: "Hm." };
    const trajectory = trajectoryOf({ source: "system", message: "Be nice." }, WEATHER.steps[0]!, step, says("Yes."));
    expect(rendered(sampleTemplate(), trajectory).lost).toEqual(
      expect.arrayContaining(["steps[].message (system)", "steps[].reasoning_content"]),
    );
  });
});

function twoCalls(): Trajectory {
  const [ask, call] = WEATHER.steps;
  const other = { tool_call_id: "other", function_name: "get_weather", arguments: { city: "Rome" } };
  return trajectoryOf(ask!, { ...call!, tool_calls: [...call!.tool_calls!, other] }, says("Yes."));
}

function withTool(name: string): Trajectory {
  const tool = { type: "function" as const, function: { name } };
  return { ...WEATHER, agent: { ...WEATHER.agent, tool_definitions: [tool] } };
}
