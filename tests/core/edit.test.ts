import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutFrom, maskStep, redact } from "../../src/core/edit.ts";
import { parseJson } from "../../src/core/json/parse.ts";
import { stringifyJson } from "../../src/core/json/stringify.ts";
import type { Step, Trajectory } from "../../src/core/trajectory.ts";
import { trajectoryProblems } from "../../src/core/trajectory-problems.ts";
import { acts, answer, call, json, trajectory, user, weatherTrajectory } from "./sample-trajectory.ts";

const verdict = { by: "filter:test", reason: "for_the_test" };
const textOf = (value: unknown) => stringifyJson(json(value));
const parse = (text: string) => parseJson(text) as unknown as Trajectory;

/** A trajectory of an older version with keys that ATIF does not know, wherever one can stand. */
function withUnknownKeys(): Trajectory {
  const sample = weatherTrajectory();
  const steps = structuredClone(sample.steps) as unknown as Record<string, unknown>[];
  const [first, second] = steps as [Record<string, unknown>, Record<string, unknown>];
  first["message"] = [{ type: "text", text: "hello", cache: { a: 1 } }];
  first["speaker"] = "me";
  Object.assign((second["tool_calls"] as object[])[0]!, { kind: "function" });
  Object.assign(second["observation"] as object, { seconds: 3 });
  Object.assign((second["observation"] as { results: object[] }).results[0]!, { status: 200 });
  second["metrics"] = { prompt_tokens: 1, latency: 2 };
  second["extra"] = { colour: "red" };
  second["colour"] = "blue";
  const agent = { ...sample.agent, owner: "us" };
  return { ...sample, agent, steps, schema_version: "ATIF-v1.2", final_metrics: { total: 1 }, origin: "web" } as never;
}

describe("every edit", () => {
  const edits: Record<string, (item: Trajectory) => Trajectory | undefined> = {
    maskStep: (item) => maskStep(item, 1, verdict),
    cutFrom: (item) => cutFrom(item, 2, verdict),
    redact: (item) => redact(item, (text) => text),
  };
  it.each(Object.entries(edits))(
    "%s gives a valid trajectory of our version and moves unknown keys into extra",
    (_, edit) => {
      const before = withUnknownKeys();
      const text = textOf(before);
      const after = edit(before)!;
      expect(textOf(before)).toBe(text);
      expect(trajectoryProblems(json(after))).toEqual([]);
      expect({ ...after, steps: after.steps.slice(0, 2) }).toMatchObject({
        schema_version: "ATIF-v1.7",
        extra: { origin: "web" },
        agent: { extra: { owner: "us" } },
        steps: [
          { extra: { speaker: "me", content_parts: { "0": { cache: { a: 1 } } } } },
          {
            extra: { colour: "red", "colour~2": "blue" },
            tool_calls: [{ extra: { kind: "function" } }],
            metrics: { extra: { latency: 2 } },
            observation: { extra: { seconds: 3 }, results: [{ extra: { status: 200 } }] },
          },
        ],
      });
    },
  );

  it("keeps the spelling of what it does not touch", () => {
    const text = textOf(weatherTrajectory()).replace(
      /}$/,
      ',"big":12345678901234567890,"extra":{"2":0,"1":1.0,"cost":1e-2}}',
    );
    for (const edit of Object.values(edits)) {
      expect(textOf(edit(parse(text)))).toContain('"2":0,"1":1.0,"cost":1e-2');
      expect(textOf(edit(parse(text)))).toContain('"big":12345678901234567890');
    }
  });

  it("does not let a key called __proto__ do harm", () => {
    const text = textOf(weatherTrajectory()).replace(/}$/, ',"__proto__":{"polluted":1}}');
    for (const edit of Object.values(edits)) {
      const after = edit(parse(text))!;
      expect(textOf(after)).toContain('"extra":{"__proto__":{"polluted":1}');
      expect((after as unknown as { polluted?: number }).polluted).toBeUndefined();
    }
  });
});

describe("maskStep", () => {
  it("takes the loss from one step and says why", () => {
    const before = weatherTrajectory();
    const after = maskStep(before, 1, verdict);
    expect(after.steps[1]!.extra).toEqual({ mat: { train: false, verdicts: [verdict] } });
    expect(after.steps[0]).toBe(before.steps[0]);
  });

  it("leaves a step alone that has no loss", () => {
    const before = weatherTrajectory();
    expect(maskStep(before, 0, verdict)).toBe(before);
    const once = maskStep(before, 1, verdict);
    expect(maskStep(once, 1, verdict)).toBe(once);
  });
});

describe("cutFrom", () => {
  it("takes the step and all later ones, and what only they referred to", () => {
    const reference = { subagent_trajectory_ref: [{ trajectory_id: "late" }] };
    const late: Step = { ...answer("done"), observation: { results: [reference] } };
    const before = trajectory([...weatherTrajectory().steps.slice(0, 2), user("more"), late], {
      final_metrics: { total_steps: 4 },
      continued_trajectory_ref: "next.json",
      subagent_trajectories: [{ trajectory_id: "late" }, { trajectory_id: "other" }],
      extra: { mat: { raw: [{ format: "x", of: "0", patch: { v: "CANARY" } }] } },
    });
    const after = cutFrom(before, 2, verdict)!;
    expect(after.steps.map((step) => step.step_id)).toEqual([1, 2]);
    expect(after).not.toHaveProperty("final_metrics");
    expect(after.subagent_trajectories).toEqual([{ trajectory_id: "other" }]);
    expect(after.extra?.mat).toEqual({
      verdicts: [verdict],
      before_cut: { steps: 4, final_metrics: { total_steps: 4 }, continued_trajectory_ref: "next.json" },
    });
    expect(cutFrom(after, 1, verdict)).toBeUndefined();
  });

  it("keeps what was true before the first cut", () => {
    const twice = trajectory([user("a"), answer("b"), answer("c"), answer("d")]);
    const cut = cutFrom(cutFrom(twice, 3, verdict)!, 2, verdict)!;
    expect(cut.extra?.mat?.["before_cut"]).toEqual({ steps: 4 });
    expect(cut.extra?.mat?.verdicts).toHaveLength(2);
  });

  it("gives nothing when no agent step is left", () => {
    expect(cutFrom(weatherTrajectory(), 1, verdict)).toBeUndefined();
    expect(cutFrom(weatherTrajectory(), 0, verdict)).toBeUndefined();
  });
});

const CANARY = "kanárie@example.org";
const clean = (text: string) => text.replaceAll(CANARY, "[gone]");
/** All texts that a value holds, read through JSON escapes as often as they are nested. */
function unescaped(value: unknown): string {
  return textOf(value).replace(/\\+(?:u([0-9a-f]{4})|\/)/gi, (_, code) =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : "/",
  );
}

describe("redact", () => {
  it("leaves no trace of a text, wherever it stands", () => {
    const ascii = JSON.stringify({ to: CANARY }).replace("á", "\\u00e1");
    const twice = JSON.stringify({ response: ascii });
    const before = {
      ...trajectory([
        { ...user(`I am ${CANARY}`), timestamp: "2025-01-01T10:00:00Z", extra: { note: [CANARY], [CANARY]: 1 } },
        {
          ...acts(
            `Write to ${CANARY}`,
            [call(`mail_${CANARY}`, { to: CANARY, [CANARY]: true }, ascii), call("bad", {}, `{"to": "${CANARY}`)],
            [twice, `[{"image": "${CANARY}"}]`],
          ),
          reasoning_content: CANARY,
          model_name: CANARY,
          metrics: { prompt_token_ids: [1], completion_token_ids: [2], logprobs: [CANARY], prompt_tokens: 3 },
        },
        answer("done", { finish: "give_up", thought: CANARY, verdicts: [{ by: "x", reason: "y", detail: CANARY }] }),
      ]),
      session_id: CANARY,
      notes: CANARY,
      [CANARY]: { deep: [{ [CANARY]: CANARY }] },
      agent: {
        name: "a",
        version: "1",
        tool_definitions: [{ type: "function", function: { name: "t", description: CANARY } }],
      },
      subagent_trajectories: [weatherTrajectory(CANARY), { odd: CANARY }],
      final_metrics: { extra: { who: CANARY } },
      extra: { mat: { raw: [{ format: "toolbench", of: "0", patch: { v: "split: kaná" } }], teacher: CANARY } },
    } as unknown as Trajectory;
    const after = redact(before, clean);
    expect(unescaped(after)).not.toContain(CANARY);
    expect(unescaped(after)).not.toContain("kan");
    expect(trajectoryProblems(json(after))).toEqual([]);
    expect(after.steps[2]!.extra?.mat?.finish).toBe("give_up");
    expect(after.steps[0]!.timestamp).toBe("2025-01-01T10:00:00Z");
    expect(after.steps[1]!.metrics).toEqual({ prompt_tokens: 3 });
    const [mail, bad] = after.steps[1]!.tool_calls!;
    expect(mail).toMatchObject({ tool_call_id: "call_1", arguments: { to: "[gone]", "[gone]": true } });
    expect(mail!.extra?.mat?.arguments_text).toBeUndefined();
    expect(bad!.extra?.mat?.arguments_text).toBe('{"to": "[gone]');
    expect(after.steps[1]!.observation!.results.map((result) => result.source_call_id)).toEqual([
      "call_1",
      "call_of_bad_1",
    ]);
  });

  it("drops what a repeated key hides, and keeps the spelling of arguments that say nothing to redact", () => {
    const text = textOf(trajectory([acts("go", [call("f", { a: 1 }, '{ "a": 1 }')], ["ok"])])).replace(
      '"source":"agent"',
      `"source":"${CANARY}","source":"agent","message":"${CANARY}"`,
    );
    const after = redact(parse(text.replace('"a":1}', `"a":"${CANARY}","a":1.0}`)), clean);
    expect(textOf(after)).not.toContain(CANARY);
    expect(textOf(after)).toContain('"a":1.0}');
    expect(after.steps[0]!.tool_calls![0]!.extra?.mat?.arguments_text).toBe('{ "a": 1 }');
  });

  it("replaces numbers by their spelling and numbers keys that become the same", () => {
    const before = trajectory([acts("pay", [call("pay", { card: 4111111111111111, a1: 1, a2: 2, days: 3 })], ["ok"])]);
    const after = redact(before, (text) => text.replace(/\d{16}/, "[card]").replace(/^a\d$/, "key"));
    expect(after.steps[0]!.tool_calls![0]!.arguments).toEqual({ card: "[card]", key: 1, "key~2": 2, days: 3 });
    expect(after.steps[0]!.step_id).toBe(1);
  });

  it("finds a canary in any JSON that a row may carry", () => {
    const hidden = fc.json({ maxDepth: 4 }).map((text) => JSON.parse(text) as unknown);
    fc.assert(
      fc.property(hidden, fc.string(), fc.nat(3), (value, text, place) => {
        const carrier = {
          [text]: value,
          x: `${text}CANARY${text}`,
          nested: JSON.stringify({ [`${text}CANARY`]: [value, "CANARY"] }),
        };
        const step = acts(
          "t",
          [call("f", place === 0 ? (carrier as never) : {})],
          [place === 1 ? JSON.stringify(carrier) : "ok"],
        );
        const rest = place === 2 ? { extra: carrier } : place === 3 ? { odd: carrier } : {};
        const after = redact(trajectory([step], rest as never), (old) => old.replaceAll("CANARY", "-"));
        expect(textOf(after)).not.toContain("CANARY");
      }),
      { numRuns: 300 },
    );
  });
});
