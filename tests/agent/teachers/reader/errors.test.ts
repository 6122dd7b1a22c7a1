import { describe, expect, test } from "vitest";
import { runEpisode } from "../../../../src/agent/run-episode.ts";
import { PLANTED_ERRORS } from "../../../../src/agent/teachers/reader/errors/planted-error.ts";
import { createReader } from "../../../../src/agent/teachers/reader/reader.ts";
import { namedEnvironment } from "../../../../src/tasks/registry.ts";
import { namedTemplate } from "../../../../src/templates/library/registry.ts";
import { decodeStep } from "../../../../src/templates/protocol/decode-step.ts";
import { isRefusal } from "../../../../src/templates/protocol/refusal.ts";
import type { PromptTemplate } from "../../../../src/templates/template.ts";
import { createToolChecker } from "../../../../src/tools/tool-checker.ts";
import { ACTING } from "../teacher-templates.ts";
import { weatherEpisode } from "../weather-episode.ts";

/** Episodes under all templates with one error at each step where it can be made: the replies, and what was planted. */
async function episodesWith(rates: Parameters<typeof createReader>[0]) {
  const replies: { id: string; text: string; planted: readonly string[]; breaks: boolean }[] = [];
  const results = [];
  for (const template of ACTING) {
    const reader = createReader(rates);
    const client = {
      model: "reader",
      async complete(request: Parameters<typeof reader.complete>[0]) {
        const reply = await reader.complete(request);
        const read = decodeStep(template.protocol, reply.text, { mode: "strict" });
        replies.push({ id: template.id, text: reply.text, planted: reply.planted ?? [], breaks: isRefusal(read) });
        return reply;
      },
    };
    results.push(await weatherEpisode(template, (world) => ({ client, world })));
  }
  return { replies, results };
}

const mayRetry = (template: PromptTemplate) => template.demands.behaviours.includes("retry-after-error");

describe("errors on request", () => {
  test.each(PLANTED_ERRORS.filter((what) => what !== "loop"))(
    "%s is made under every template, and named",
    async (what) => {
      const { results } = await episodesWith({ rates: { [what]: 1 } });
      const without = results.flatMap(({ planted, trajectory }) =>
        planted.some((one) => one.what === what) ? [] : [trajectory.extra!.mat!.template_id],
      );
      expect(without).toEqual([]);
    },
  );

  test("none is made unless asked for, and the words are the same but for the error", async () => {
    const { replies } = await episodesWith({});
    expect(replies.flatMap(({ planted }) => planted)).toEqual([]);
    const some = await episodesWith({ rates: { wrong_tool: 0.5 } });
    const first = new Map(replies.toReversed().map(({ id, text }) => [id, text]));
    const clean = some.replies.filter(
      ({ planted }, at) => planted.length === 0 && some.replies[at - 1]?.planted.length === 0,
    );
    expect(clean.length).toBeGreaterThan(10);
    expect(some.replies.some(({ id, text, planted }) => planted.length === 0 && first.get(id) === text)).toBe(true);
  });

  test("a broken format is one that the protocol refuses", async () => {
    const { replies } = await episodesWith({ rates: { broken_format: 1 } });
    expect(replies.filter(({ planted, breaks }) => planted.length > 0 && !breaks)).toEqual([]);
  });

  test("errors cost reward", async () => {
    for (const what of ["wrong_tool", "early_stop", "undeclared_argument", "wrong_argument"] as const) {
      const { results } = await episodesWith({ rates: { [what]: 1 } });
      // Who is asked to try another way finds the right tool after a wrong one.
      const solved = results.filter(({ judgement }, at) => judgement.reward > 0 && !mayRetry(ACTING[at]!));
      expect([what, solved.length]).toEqual([what, 0]);
    }
  });

  test("a loop makes the last call again, until the episode ends", async () => {
    const environment = namedEnvironment("search");
    const options = { seed: 2, languages: ["zh"], levels: [2], split: "train" } as const;
    const task = environment.task(options, 1);
    const world = await environment.open(task);
    const { stop, planted, trajectory } = await runEpisode({
      task,
      templates: { act: namedTemplate("react-zh") },
      client: createReader({ rates: { loop: 1 } }),
      world,
      tools: createToolChecker()(world),
    });
    expect(stop).toBe("repeated_call");
    expect(planted.length).toBeGreaterThan(1);
    const called = trajectory.steps.flatMap((step) => step.tool_calls ?? []);
    expect(new Set(called.map((call) => JSON.stringify(call.arguments))).size).toBe(1);
    // The data says nothing of it.
    expect(JSON.stringify(trajectory)).not.toContain("planted");
  });

  test("about as many as asked for", async () => {
    const { replies } = await episodesWith({ rates: { wrong_argument: 0.3 } });
    const calls = replies.length / 2;
    const planted = replies.filter((one) => one.planted.length > 0).length;
    expect(planted / calls).toBeGreaterThan(0.15);
    expect(planted / calls).toBeLessThan(0.5);
  });
});
