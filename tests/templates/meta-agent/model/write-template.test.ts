import fc from "fast-check";
import { expect, test } from "vitest";
import { createRandom } from "../../../../src/core/random.ts";
import type { ChatClient } from "../../../../src/llm/chat-client.ts";
import { checkTemplate } from "../../../../src/templates/check/check-template.ts";
import { TEMPLATE_CHECKS } from "../../../../src/templates/check/registry.ts";
import { possibleCells } from "../../../../src/templates/meta-agent/grid.ts";
import { WRITING_REASONS } from "../../../../src/templates/meta-agent/model/check/check-written.ts";
import { planAttempt } from "../../../../src/templates/meta-agent/model/plan-attempt.ts";
import { writeTemplate } from "../../../../src/templates/meta-agent/model/write-template.ts";
import { SPOILERS } from "../../../infra/template-spoilers.ts";
import type { Spoiler } from "../../../infra/template-writer.ts";
import { writingClient } from "../../../infra/writing-client.ts";

const CELLS = createRandom(5, "cells of this test").shuffled(possibleCells(["en", "zh"]));
const AUTHOR = { model: "scripted", seed: 4 };
const planned = (number: number) => planAttempt(4, number, CELLS[number]!, []);
const write = (number: number, spoil?: Spoiler) => writeTemplate(writingClient(spoil), planned(number), AUTHOR);

/** Every reason that there is. */
const REASONS = new Set([
  ...["no_json", "wrong_shape", "cut_off", "refused", "schema", "unsafe_template"],
  ...Object.keys(WRITING_REASONS),
  ...TEMPLATE_CHECKS.flatMap(({ reasons }) => Object.keys(reasons)),
]);

test("a good reply becomes a template that knows where it is from", async () => {
  for (let number = 1; number <= 12; number++) {
    const { template } = await write(number);
    expect(checkTemplate(template!)).toEqual([]);
    const { ability, rendering, episode, tone, language, kind } = CELLS[number]!;
    expect(template).toMatchObject({ ability, tool_rendering: rendering, episode, tone, language, protocol: { kind } });
    expect(template!.origin).toMatchObject({ by: "model", model: "scripted", seed: 4, number, prompt: "meta-agent-1" });
  }
});

test("a reply in a fence, with prose around it, or behind thoughts, is one too", async () => {
  for (const around of ["Here you are:\n```json\n@\n```\nEnjoy!", "<think>{ so }</think>\n@", "@\n\nDone."]) {
    const { replies, template } = await write(2, (good) => around.replace("@", () => JSON.stringify(good)));
    expect({ text: template?.origin, replies: replies.length }).toMatchObject({ text: { by: "model" }, replies: 1 });
  }
});

test("the model is shown what was wrong, and what it mends is kept", async () => {
  const client = writingClient((good, { repairs }) =>
    repairs === 0 ? JSON.stringify({ ...good, slots: { ...good.slots, goal: "Go." } }) : undefined,
  );
  const { template } = await writeTemplate(client, planned(3), AUTHOR);
  expect(client.requests[1]!.messages).toHaveLength(4);
  expect(client.requests[1]!.messages.at(-1)!.content).toContain("goal_not_shown: the goal slot nowhere says");
  expect(template!.origin).toMatchObject({ repairs: 1 });
});

test.each(Object.entries(SPOILERS))(
  "a model that %s is asked three times, and has a reason",
  async (_, [reason, spoil]) => {
    for (const number of [7, 8]) {
      const { template, replies } = await write(number, spoil);
      expect(template).toBeUndefined();
      expect(replies).toHaveLength(3);
      for (const { problems } of replies) expect(problems.map((problem) => problem.reason)).toContain(reason);
    }
  },
  20_000,
);

test("whatever a reply says, it is a sound template or has reasons by name", async () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "{{",
      "}}",
      "{%",
      "%}",
      "{{ goal }}",
      "{% if ",
      "{#",
      "\\",
      "\0",
      "\ud800",
      "Thought:",
      "```",
      "</",
      "<|",
      "\n",
    ),
    fc.constantFrom(
      ...[
        "__proto__",
        "constructor",
        "{{ goal | json }}",
        "{% for a in tools %}",
        "\u2028",
        "ｆｕｌｌ",
        "\ue000goal\ue001",
      ],
    ),
  );
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
  const goods = await Promise.all([11, 12, 13, 14, 15, 16].map(good));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...goods), fc.nat(1000), text, fc.boolean(), async (reply, at, junk, replaces) => {
      const started = performance.now();
      const said = spoiled(reply.written, at, junk, replaces);
      const client: ChatClient = { model: "fixed", complete: async () => ({ text: said, finish: "stop" }) };
      const { template, replies } = await writeTemplate(client, planned(reply.number), AUTHOR);
      for (const { problems } of replies) for (const { reason } of problems) expect(REASONS).toContain(reason);
      if (template === undefined) expect(replies.at(-1)!.problems).not.toEqual([]);
      else expect(checkTemplate(template)).toEqual([]);
      expect(performance.now() - started).toBeLessThan(5_000);
    }),
    { numRuns: 80 },
  );
}, 60_000);

/** What the writer says to an attempt. */
async function good(number: number): Promise<{ readonly number: number; readonly written: object }> {
  const { replies } = await write(number);
  return { number, written: JSON.parse(replies.at(-1)!.text) as object };
}

/** A reply with junk in, or in the place of, one of its texts. */
function spoiled(good: object, at: number, junk: string, replaces: boolean): string {
  let count = 0;
  const texts = JSON.stringify(good).match(/"(?:[^"\\]|\\.)*"(?!:)/g)!.length;
  return JSON.stringify(good, (_, value: unknown) => {
    if (typeof value !== "string" || count++ !== at % texts) return value;
    const middle = Math.floor(value.length / 2);
    return replaces ? junk : value.slice(0, middle) + junk + value.slice(middle);
  });
}
