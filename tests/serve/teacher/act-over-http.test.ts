import { afterEach, describe, expect, test } from "vitest";
import { runEpisode } from "../../../src/agent/run-episode.ts";
import { createReader } from "../../../src/agent/teachers/reader/reader.ts";
import { toolDefinitions } from "../../../src/core/tool.ts";
import type { ChatClient, ChatReply } from "../../../src/llm/chat-client.ts";
import {
  type ServeTeacherOptions,
  serveTeacher,
  type TeacherServer,
} from "../../../src/serve/teacher/serve-teacher.ts";
import { namedEnvironment } from "../../../src/tasks/registry.ts";
import { namedTemplate } from "../../../src/templates/library/registry.ts";
import { createToolChecker } from "../../../src/tools/tool-checker.ts";

const servers: TeacherServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(options: ServeTeacherOptions = {}): Promise<TeacherServer> {
  const server = await serveTeacher(options);
  servers.push(server);
  return server;
}

/** The agent's side of the wire: what a client that knows nothing of teachers sends and reads. */
function overHttp({ url, model }: TeacherServer, withSlots: boolean): ChatClient {
  return {
    model,
    async complete({ messages, tools, stop, slots, sample }): Promise<ChatReply> {
      const body = {
        model,
        messages,
        seed: sample,
        stop,
        ...(tools === undefined || tools.length === 0 ? {} : { tools: toolDefinitions(tools) }),
        ...(withSlots ? { mat_slots: slots } : {}),
      };
      const response = await fetch(`${url}/chat/completions`, { method: "POST", body: JSON.stringify(body) });
      expect(response.status).toBe(200);
      const { choices, mat } = (await response.json()) as { choices: { message: Message }[]; mat: Partial<ChatReply> };
      const { role, content, tool_calls } = choices[0]!.message;
      const native = { role, content, ...(tool_calls === undefined ? {} : { tool_calls }) };
      const text = withSlots && !isNative(slots) ? (content ?? "") : JSON.stringify(native);
      return { text, finish: "stop", ...mat };
    },
  };
}

interface Message {
  readonly role: string;
  readonly content: string | null;
  readonly tool_calls?: readonly object[];
}

function isNative(slots: unknown): boolean {
  return (slots as { protocol: { kind: string } }).protocol.kind === "native";
}

/** How many of these tasks a client does, and its trajectories without what names calls. */
async function play(client: ChatClient, template: string, tasks: number) {
  const environment = namedEnvironment("search");
  const check = createToolChecker();
  const rewards: number[] = [];
  const steps: string[] = [];
  for (let number = 0; number < tasks; number++) {
    const language = template.endsWith("zh") ? ("zh" as const) : ("en" as const);
    const task = environment.task({ seed: 3, split: "train", languages: [language], levels: [1, 2] }, number);
    const world = await environment.open(task);
    const templates = { act: namedTemplate(template) };
    const { judgement, trajectory } = await runEpisode({ task, templates, client, world, tools: check(world) });
    rewards.push(judgement.reward);
    steps.push(
      JSON.stringify(trajectory.steps).replaceAll(/"(?:source|tool)_call_id":"[^"]*"|"metrics":\{[^}]*\}/g, ""),
    );
  }
  return { solved: rewards.filter((reward) => reward === 1).length, steps };
}

describe("an agent behind a plain client", () => {
  test.each(["react-en", "autogpt-zh", "native-en"])(
    "says over HTTP with slots what it says here: %s",
    async (template) => {
      const here = await play(createReader({ seed: 1 }), template, 4);
      const there = await play(overHttp(await start({ seed: 1 }), true), template, 4);
      expect(there.steps).toEqual(here.steps);
      expect(there.solved).toBeGreaterThan(1);
    },
  );

  test.each(["native-en", "native-zh"])("does tasks with native tools alone: %s", async (template) => {
    const { solved } = await play(overHttp(await start(), false), template, 6);
    const here = await play(createReader(), template, 6);
    expect(solved).toBeGreaterThan(0);
    expect(solved).toBe(here.solved);
  });
});
