import { describe, expect, test } from "vitest";
import { runEpisode } from "../../src/agent/run-episode.ts";
import { EndpointError } from "../../src/core/errors.ts";
import { trajectorySchema } from "../../src/core/trajectory-schema.ts";
import { renderTrajectory } from "../../src/templates/prompt/render-trajectory.ts";
import { isRefusal } from "../../src/templates/protocol/refusal.ts";
import { namedProtocol } from "../../src/templates/protocol/registry.ts";
import { CHAT, sampleTemplate } from "../templates/prompt/sample-template.ts";
import { episodeOf, scriptedClient, TASK, weatherWorld } from "./sample-episode.ts";

const CALL = (city: string) => `Thought: I look it up.\nAction: get_weather\nAction Input: {"city":"${city}"}`;
const ANSWER = "Thought: I know it.\nFinal Answer: It has 4 degrees.";

describe("an episode", () => {
  test("prompts, calls, observes, answers and is judged", async () => {
    const client = scriptedClient(CALL("Oslo"), ANSWER);
    const { trajectory, stop, judgement } = await runEpisode(episodeOf(client));
    expect(stop).toBe("answered");
    expect(judgement.reward).toBe(1);
    expect(trajectorySchema.parse(trajectory)).toEqual(trajectory);
    expect(trajectory.steps.map((step) => step.source)).toEqual(["user", "agent", "agent"]);
    expect(trajectory.steps[1]!.observation!.results).toEqual([{ source_call_id: "call_2_1", content: "4 degrees" }]);
    expect(trajectory.extra!.mat).toMatchObject({
      task_id: "weather-1",
      template_id: "sample",
      teacher: "scripted",
      reward: 1,
      stop: "answered",
    });
  });

  test.each([
    ["one prompt", {}],
    ["a chat", { layout: CHAT }],
  ])("in %s the model was asked what it will be tuned on", async (_, change) => {
    const act = sampleTemplate(change);
    const client = scriptedClient(CALL("Paris"), CALL("Oslo"), ANSWER);
    const { trajectory } = await runEpisode(episodeOf(client, { templates: { act } }));
    const rendering = renderTrajectory(act, trajectory);
    if (isRefusal(rendering)) throw new Error(rendering.detail);
    expect(rendering.lineage).toBe("native");
    expect(rendering.instances.map((instance) => instance.messages)).toEqual(client.asked.map((one) => one.messages));
    expect(rendering.instances.map((instance) => instance.response)).toEqual([CALL("Paris"), CALL("Oslo"), ANSWER]);
  });

  test("the day of a task's world goes before that of the run, in what the model is asked and what it is tuned on", async () => {
    const { slots } = sampleTemplate();
    const act = sampleTemplate({ slots: { ...slots, instructions: "Today is {{ date }}." } });
    const client = scriptedClient(CALL("Oslo"), ANSWER);
    const task = { ...TASK, date: "2031-05-30" };
    const { trajectory } = await runEpisode(
      episodeOf(client, { task, templates: { act }, about: { date: "2020-01-01" } }),
    );
    const rendering = renderTrajectory(act, trajectory);
    if (isRefusal(rendering)) throw new Error(rendering.detail);
    expect(rendering.instances.map((instance) => instance.messages)).toEqual(client.asked.map((one) => one.messages));
    expect(JSON.stringify(client.asked[0]!.messages)).toContain("Today is 2031-05-30.");
  });

  test("a call that does not fit is not made: the agent is told what is wrong", async () => {
    const calls: string[] = [];
    const world = weatherWorld({
      async call(name) {
        calls.push(name);
        return { content: "4" };
      },
    });
    const client = scriptedClient(
      'Action: get_weather\nAction Input: {"town":"Oslo"}',
      "Action: get_wether\nAction Input: {}",
      ANSWER,
    );
    const { trajectory } = await runEpisode(episodeOf(client, { world }));
    expect(calls).toEqual([]);
    const told = trajectory.steps.map((step) => String(step.observation?.results[0]?.content ?? ""));
    expect(told[1]).toContain("invalid arguments for get_weather");
    expect(told[2]).toContain("did you mean get_weather?");
  });

  test("repairs of a reply are named on the step", async () => {
    const client = scriptedClient('thought: I look.\naction: get_weather\naction input: {"city":"Oslo"}', ANSWER);
    const { trajectory } = await runEpisode(episodeOf(client));
    expect(trajectory.steps[1]!.extra!.mat!.verdicts).toContainEqual({ by: "read:reply", reason: "label_case" });
  });

  test("behind a failed step the template for reflection asks", async () => {
    const reflect = sampleTemplate({ id: "reflect", slots: { ...sampleTemplate().slots, profile: "Reflect first." } });
    const client = scriptedClient(CALL("Paris"), CALL("Oslo"), ANSWER);
    await runEpisode(episodeOf(client, { templates: { act: sampleTemplate(), reflect } }));
    const reflecting = client.asked.map(({ messages }) => messages[0]!.content.includes("Reflect first."));
    expect(reflecting).toEqual([false, true, false]);
  });

  test("what is concluded is the answer; what was said before stands as its thought", async () => {
    const conclude = sampleTemplate({ id: "conclude", ability: "conclusion", episode: "finished-tasks" });
    const client = scriptedClient(CALL("Oslo"), "Final Answer: done", ANSWER);
    const { trajectory } = await runEpisode(episodeOf(client, { templates: { act: sampleTemplate(), conclude } }));
    expect(trajectory.steps).toHaveLength(3);
    expect(trajectory.steps[2]).toMatchObject({ message: "It has 4 degrees.", extra: { mat: { thought: "done" } } });
  });

  test("a world with a user goes on until nobody replies", async () => {
    let asked = 0;
    const world = weatherWorld({ reply: async () => (asked++ === 0 ? "In Oslo." : undefined) });
    const client = scriptedClient("Final Answer: Where?", CALL("Oslo"), ANSWER);
    const { trajectory, stop } = await runEpisode(episodeOf(client, { world }));
    expect(trajectory.steps.map((step) => step.source)).toEqual(["user", "agent", "user", "agent", "agent"]);
    expect(stop).toBe("answered");
  });

  test("earlier turns are context, and get no loss", async () => {
    const history = [{ query: "Hello?", answer: "Hello." }];
    const client = scriptedClient(ANSWER);
    const { trajectory } = await runEpisode(episodeOf(client, { task: { ...TASK, history } }));
    expect(client.asked[0]!.messages[0]!.content).toContain("Q: Hello? A: Hello.");
    expect(trajectory.steps[1]!.extra!.mat!.train).toBe(false);
  });
});

describe("every stop has a name", () => {
  test.each([
    ["gave_up", ["Thought: No way.\nGive Up: I cannot."], {}],
    ["too_many_steps", ["A", "B", "C"].map(CALL), { limits: { maxSteps: 3 } }],
    ["repeated_call", [CALL("Oslo")], { limits: { maxRepeats: 2 } }],
    ["too_many_tokens", [CALL("A"), CALL("B"), CALL("C")], { limits: { maxTokens: 120 } }],
    ["unreadable", ['{"weird": '], { templates: { act: sampleTemplate({ protocol: namedProtocol("autogpt") }) } }],
    ["cut_off", [{ text: "Thought: I wo", finish: "length" as const }], {}],
    ["model_refused", [{ text: "No.", finish: "refusal" as const }], {}],
    ["no_prompt", [ANSWER], { limits: { maxPromptTokens: 3 } }],
  ])("%s", async (name, replies, more) => {
    const { stop, trajectory } = await runEpisode(episodeOf(scriptedClient(...replies), more));
    expect(stop).toBe(name);
    expect(trajectorySchema.safeParse(trajectory).success).toBe(true);
  });

  test.each([
    ["context_too_long", "context_too_long"],
    ["content_filtered", "model_refused"],
  ])("a prompt that the server does not take, %s, is one: %s", async (reason, stop) => {
    const complete = async () => Promise.reject(new EndpointError(reason, "no reply: not this prompt", "Change it."));
    const result = await runEpisode(episodeOf({ model: "x", complete }));
    expect(result).toMatchObject({ stop, detail: "no reply: not this prompt" });
  });

  test("the reasoning of a reply that was cut off is kept", async () => {
    const client = scriptedClient({ text: "", finish: "length", reasoning: "Two towers, or" });
    const { trajectory } = await runEpisode(episodeOf(client));
    expect(trajectory.steps[1]).toMatchObject({ message: "", reasoning_content: "Two towers, or" });
  });

  test("what could not be read gets no loss, and the agent is told", async () => {
    const act = sampleTemplate({ protocol: namedProtocol("autogpt") });
    const { trajectory } = await runEpisode(episodeOf(scriptedClient('{"weird": '), { templates: { act } }));
    expect(trajectory.steps[1]!.extra!.mat!.train).toBe(false);
    expect(trajectory.steps[1]!.observation!.results[0]!.content).toContain("could not be read");
  });
});

test("what a client throws ends the episode, and an abort stops it", async () => {
  const broken = { model: "x", complete: async () => Promise.reject(new Error("no endpoint")) };
  await expect(runEpisode(episodeOf(broken))).rejects.toThrow("no endpoint");
  await expect(runEpisode(episodeOf(scriptedClient(ANSWER), { signal: AbortSignal.abort() }))).rejects.toThrow();
});
