import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { maskStep, redact } from "../../src/core/edit.ts";
import { UsageError, WrongFormatError } from "../../src/core/errors.ts";
import { parseJson } from "../../src/core/json/parse.ts";
import { stringifyJson } from "../../src/core/json/stringify.ts";
import type { JsonObject, JsonValue } from "../../src/core/json/value.ts";
import type { Step, Trajectory } from "../../src/core/trajectory.ts";
import { trajectoryProblems } from "../../src/core/trajectory-problems.ts";
import { detect } from "../../src/format/kagentinstruct/detect.ts";
import { reader } from "../../src/format/kagentinstruct/read.ts";
import { rowSchema, type WriteOptions } from "../../src/format/kagentinstruct/schema.ts";
import { writer } from "../../src/format/kagentinstruct/write.ts";
import { reader as toolbenchReader } from "../../src/format/toolbench/read.ts";
import { acts, answer, call, trajectory, user, weatherTrajectory } from "../core/sample-trajectory.ts";
import { describeGolden, goldenPath } from "../golden.ts";
import { CONTEXT, readText, throughDisk, writeText } from "./round-trip.ts";

interface Item {
  readonly instruction: string;
  readonly input: string;
  readonly output: string;
  readonly llm_name: string;
  readonly human_edited: boolean;
}
interface Row {
  readonly id: string;
  readonly source: string;
  readonly functions: readonly string[];
  readonly llm_prompt_response: readonly Item[];
  readonly extra_infos: { readonly template: string; readonly lineage: string; readonly weight?: number };
}

const ROWS = parseJson(readFileSync("tests/fixtures/kagentinstruct/rows.json", "utf8")) as JsonObject[];
const USUAL: WriteOptions = { perTrajectory: 1, seed: 0, weights: false };
const usual = await writer(USUAL);

function readRow(row: JsonValue, protocol?: string): Trajectory {
  return readText(reader({ protocol }), stringifyJson(row)).trajectory;
}

function readFixture(at: number): Trajectory {
  return readRow(ROWS[at - 1]!);
}

async function written(made: Trajectory, options: Partial<WriteOptions> = {}, id = "t") {
  const result = (await writer({ ...USUAL, ...options })).write(made, id);
  return { ...result, rows: result.rows.map((row) => row.value as unknown as Row) };
}

function saidBy(step: Step): unknown {
  const { finish, thought, verdicts } = step.extra?.mat ?? {};
  return {
    message: step.message,
    calls: (step.tool_calls ?? []).map((one) => [one.function_name, one.arguments]),
    ...(finish === undefined ? {} : { finish }),
    ...(thought === undefined ? {} : { thought }),
    ...(verdicts === undefined ? {} : { verdicts: verdicts.map(({ reason, detail }) => `${reason}: ${detail}`) }),
  };
}

describe("reading", () => {
  test.each(ROWS.map((row, index) => ({ row, name: `${index + 1}, ${String(row["source"])}` })))(
    "row $name comes back as it was, and is valid ATIF",
    ({ row }) => {
      const read = throughDisk(readRow(row));
      expect(trajectoryProblems(read as unknown as JsonValue)).toEqual([]);
      const result = writeText(usual, read);
      expect(result.written).toBe(stringifyJson(row));
      expect({ lost: result.lost, stale: result.staleResiduals }).toEqual({ lost: [], stale: 0 });
    },
  );

  test("the query is the user's step, each item a step of the agent, in the protocol of the source", () => {
    const read = readFixture(1);
    expect(read.steps[0]).toEqual({ step_id: 1, source: "user", message: "Which is warmer today, Oslo or Rome?" });
    expect(read.steps.slice(1).map(saidBy)).toEqual([
      { message: "Look up Oslo", calls: [["get_weather", { location: "Oslo" }]] },
      { message: "Rome is warmer: 17 degrees against 4 in Oslo.", calls: [], finish: "answer" },
    ]);
    expect(read.agent.tool_definitions?.map((tool) => tool.function.name)).toEqual(["get_weather", "web_search"]);
    expect(read.extra?.mat).toMatchObject({ source_format: "kagentinstruct", protocol: "kagentsys" });
  });

  test("who wrote an item, and that a person edited it, are seen by any reader of ATIF", () => {
    const [, first, second] = readFixture(1).steps;
    expect([first!.model_name, first!.extra?.["human_edited"]]).toEqual(["gpt4", undefined]);
    expect([second!.model_name, second!.extra?.["human_edited"]]).toEqual(["gpt3.5", true]);
  });

  test.each<[number, string, unknown[]]>([
    [2, "kagentsys", [{ message: "查询节气", verdicts: ["repaired: fence_removed"] }]],
    [
      3,
      "react",
      [{ verdicts: ["repaired: invented_observation, bare_argument"] }, { thought: "I have one.", finish: "answer" }],
    ],
    [4, "autogpt", [{ message: "先查天气" }, { finish: "answer", verdicts: ["repaired: plain_text"] }]],
    [5, "toolllama", [{ calls: [["book_table", { people: 2 }]] }, { message: "Booked.", finish: "answer" }]],
    [6, "modelscope", [{ calls: [["paint", { text: "猫" }]] }, { message: "猫已经画好了。", finish: "answer" }]],
    [7, "kagentsys", [{ calls: [["lookup", { topic: "tower" }]] }]],
    [8, "plain-answer", [{ message: "I am Ada, and I look after the library.", finish: "answer" }]],
    [
      10,
      "toolllama",
      [
        { message: "it broke" },
        { message: '["no","text"]', verdicts: ["value_not_text: the output of an item is no text"] },
        { message: "", verdicts: ["no_step: toolllama: the text is empty"] },
      ],
    ],
  ])("row %d is in %s", (at, protocol, steps) => {
    const read = readFixture(at);
    expect(read.extra?.mat?.protocol).toBe(protocol);
    expect(read.steps.slice(1).map(saidBy)).toMatchObject(steps);
  });

  test("--protocol overrides, and a template that the row names counts more than its source", () => {
    expect(readRow(ROWS[4]!, "react").steps.at(-1)!.tool_calls![0]!.function_name).toBe("Finish");
    const named = { ...ROWS[4]!, extra_infos: { template: "react-en", lineage: "native" } };
    expect(readRow(named).extra?.mat).toMatchObject({ protocol: "react", template_id: "react-en" });
    const rerendered = { ...named, extra_infos: { template: "react-en", lineage: "rerendered" } };
    expect(readRow(rerendered).extra?.mat?.template_id).toBeUndefined();
  });

  test("functions that are no tools are counted by a verdict", () => {
    const read = readFixture(7);
    expect(read.agent.tool_definitions?.map((tool) => tool.function.name)).toEqual(["measure"]);
    expect(read.extra?.mat?.verdicts).toEqual([
      { by: "read:kagentinstruct", reason: "unparsable_function", detail: "2 of 3 functions" },
    ]);
  });

  test.each([
    ["no object", []],
    ["no query", { llm_prompt_response: [] }],
    ["no items", { query: "?" }],
    ["items that are no list", { query: "?", llm_prompt_response: {} }],
    ["an item that is none", { query: "?", llm_prompt_response: [{}, "x"] }],
  ])("refuses %s, with its place", (_name, row) => {
    const attempt = () => reader({}).read(row as JsonValue, CONTEXT);
    expect(attempt).toThrow(WrongFormatError);
    expect(attempt).toThrow(expect.objectContaining({ place: CONTEXT.place, format: "kagentinstruct" }));
  });
});

describe("after an edit", () => {
  const edited = (made: Trajectory, at: number, message: string): Trajectory => ({
    ...made,
    steps: made.steps.map((step, index) => (index === at ? { ...step, message } : step)),
  });

  test("a masked step is left out, and that is said; all else stays", () => {
    const result = usual.write(maskStep(readFixture(1), 1, { by: "filter:test", reason: "test" }), "t");
    const row = result.rows[0]!.value as JsonObject;
    expect(row).toEqual({ ...ROWS[0], llm_prompt_response: [(ROWS[0]!["llm_prompt_response"] as JsonValue[])[1]] });
    expect({ lost: result.lost, stale: result.staleResiduals }).toEqual({ lost: ["steps[] without loss"], stale: 0 });
    const none = usual.write(maskStep(readFixture(8), 1, { by: "filter:test", reason: "test" }), "t");
    expect(none).toEqual({ rows: [], lost: ["steps[] without loss"], staleResiduals: 0 });
  });

  test("a prompt in which the old text may stand does not come back", () => {
    const { rows, staleResiduals } = usual.write(edited(readFixture(8), 0, "Who is Bob?"), "t");
    expect(staleResiduals).toBe(2);
    const row = rows[0]!.value as unknown as Row;
    expect(row.extra_infos).toMatchObject({ template: "kagentsys-en", lineage: "rerendered" });
    expect(JSON.stringify(row)).not.toContain("Who are you?");
    expect(row.llm_prompt_response[0]!.instruction).toContain("Who is Bob?");
  });

  test("where new prompts would lack what tools said, the row is refused", () => {
    const result = usual.write(edited(readFixture(1), 0, "Which is colder?"), "t");
    expect(result).toMatchObject({ rows: [], refusals: [{ reason: "prompt_unknown" }], staleResiduals: 3 });
  });

  test("of a redacted row nothing old is left", () => {
    const redacted = redact(readFixture(8), (text) => text.replaceAll("Ada", "Eve"));
    expect(JSON.stringify(usual.write(redacted, "t").rows)).toContain("I am Eve");
    expect(JSON.stringify(usual.write(redacted, "t").rows)).not.toContain("Ada");
  });
});

describe("writing under templates", () => {
  test("one item for each step, with the whole prompt; KAgentSys unless another template is known", async () => {
    const { rows, lost, refusals } = await written(weatherTrajectory(), {}, "w-1");
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      id: "w-1",
      query: "How is the weather in Oslo?",
      source: "kwai-agent",
      function_names: ["get_weather"],
      extra_infos: { template: "kagentsys-en", lineage: "rerendered", ability: "plan" },
    });
    const [first, second] = rows[0]!.llm_prompt_response;
    expect(first).toMatchObject({ input: "", llm_name: "unknown", human_edited: false });
    expect(first!.output).toContain('"command":{"name":"get_weather"');
    expect(second!.instruction).toContain("rain in Oslo");
    expect(first!.instruction).not.toContain("rain in Oslo");
    expect({ lost, refusals }).toEqual({ lost: [], refusals: [] });
    expect(rowSchema.safeParse(rows[0]).success).toBe(true);
    const native = await written({ ...weatherTrajectory(), extra: { mat: { template_id: "react-en" } } });
    expect(native.rows[0]).toMatchObject({ source: "react", extra_infos: { template: "react-en", lineage: "native" } });
  });

  test("the prompt of a chat says who speaks", async () => {
    const { rows } = await written(weatherTrajectory(), { templates: "hermes-en" });
    const [first, second] = rows[0]!.llm_prompt_response;
    expect(first!.instruction).toMatch(/^\[system\]\n[\s\S]*\n\n\[user\]\nHow is the weather in Oslo\?$/);
    expect(second!.instruction).toMatch(/\n\n\[assistant\]\n[\s\S]*\n\n\[(user|tool)\]\n/);
    expect(rows[0]!.source).toBe("meta-agent");
  });

  test("calls of the chat API are JSON in the prompt", async () => {
    const { rows } = await written(weatherTrajectory(), { templates: "native-en" });
    expect(rows[0]!.llm_prompt_response[1]!.instruction).toContain('{"tool_calls":[{');
  });

  const FIVE = "react-en,toolllama-en,kagentsys-en,autogpt-en,modelscope-en";

  test("K of the templates, the same ones for a seed and an id, and others for others", async () => {
    const chosen = async (seed: number, id: string) => {
      const { rows } = await written(weatherTrajectory(), { templates: FIVE, perTrajectory: 2, seed }, id);
      expect(rows.map((row) => row.id)).toEqual([`${id}#1`, `${id}#2`]);
      return rows.map((row) => row.extra_infos.template).join();
    };
    expect(await chosen(1, "a")).toBe(await chosen(1, "a"));
    const drawn = await Promise.all([1, 2, 3, 4, 5, 6].flatMap((seed) => ["a", "b"].map((id) => chosen(seed, id))));
    expect(new Set(drawn).size).toBeGreaterThan(5);
    for (const pair of drawn) expect(new Set(pair.split(",")).size).toBe(2);
    const all = await written(weatherTrajectory(), { templates: FIVE, perTrajectory: 5 });
    expect(new Set(all.rows.map((row) => row.source)).size).toBe(5);
  });

  test("weights of a trajectory's items add up to one", async () => {
    const { rows } = await written(weatherTrajectory(), { templates: FIVE, perTrajectory: 4, weights: true });
    const sum = rows.reduce((all, row) => all + row.llm_prompt_response.length * row.extra_infos.weight!, 0);
    expect(sum).toBeCloseTo(1);
  });

  test("templates that do not fit are passed over; too few and none are named", async () => {
    const both = await written(weatherTrajectory(), { templates: "react-zh,react-en", perTrajectory: 2 });
    expect(both.rows.map((row) => row.extra_infos.template)).toEqual(["react-en"]);
    expect(both.refusals).toMatchObject([
      { reason: "fewer_templates", detail: expect.stringMatching(/language_differs/) },
    ]);
    const none = await written(weatherTrajectory(), { templates: "react-zh" });
    expect(none).toMatchObject({ rows: [], refusals: [{ reason: "language_differs" }], lost: [] });
    const parallel = trajectory([
      user("?"),
      acts("Both.", [call("f", {}), call("g", {})], ["1", "2"]),
      answer("Rain here."),
    ]);
    const reasons = await written(parallel, { templates: "react-en,react-zh" });
    expect(reasons.refusals).toMatchObject([
      {
        reason: "no_template",
        detail: expect.stringMatching(/behaviour_missing.*language_differs|language_differs.*behaviour_missing/),
      },
    ]);
  });

  test("what rows under foreign templates are beyond the share is refused, in the order of rows", async () => {
    const half = await writer({ ...USUAL, maxRerendered: 0.5 });
    const native = { ...weatherTrajectory(), extra: { mat: { template_id: "kagentsys-en" } } };
    const outcomes = [weatherTrajectory(), native, weatherTrajectory(), weatherTrajectory(), native].map((made) => {
      const { rows, refusals = [] } = half.write(made, "t");
      return [rows.length, ...refusals.map(({ reason }) => reason)];
    });
    expect(outcomes).toEqual([[0, "rerendered_share"], [1], [1], [0, "rerendered_share"], [1]]);
    half.write(readFixture(8), "t");
    expect(half.write(weatherTrajectory(), "t").rows).toHaveLength(1);
  });

  test("steps without loss are left out", async () => {
    const masked = maskStep(weatherTrajectory(), 1, { by: "filter:test", reason: "test" });
    const { rows, lost } = await written(masked);
    expect(rows[0]!.llm_prompt_response).toHaveLength(1);
    expect(lost).toEqual(["steps[] without loss"]);
    const all = maskStep(masked, 2, { by: "filter:test", reason: "test" });
    expect(await written(all)).toMatchObject({ rows: [], refusals: [], lost: ["steps[] without loss"] });
  });

  test("names what it cannot hold", async () => {
    const steps = [
      { step_id: 0, source: "system", message: "Be brief." } as Step,
      user("Weather?"),
      { ...answer("Rain."), reasoning_content: "Hm.", metrics: { prompt_tokens: 1 }, model_name: "m" },
    ];
    const { rows, lost } = await written(trajectory(steps, { notes: "n" }));
    expect(rows[0]!.llm_prompt_response[0]!.llm_name).toBe("m");
    expect(lost).toEqual(["notes", "steps[].message (system)", "steps[].metrics", "steps[].reasoning_content"]);
  });

  test("names what no prompt shows", async () => {
    const picture = [{ type: "image" as const, source: { media_type: "image/png", path: "a.png" } }];
    const steps = [
      { ...user("Weather?"), observation: { results: [{ content: "no call" }] } },
      { ...acts("Look.", [call("f", {})], ["rain"]), message: picture },
      acts("Look on.", [call("f", {})], ["rain"]),
    ];
    expect((await written(trajectory(steps))).lost).toEqual([
      "steps[] behind the last prompt",
      "steps[].message[].source",
      "steps[].observation of the user or system",
    ]);
    const two = [user("Weather?"), acts("Look.", [call("f", {})], ["rain"]), user("And?"), answer("Rain.")];
    const behindResult = "steps[].observation at a turn's end";
    expect((await written(trajectory(two), { templates: "autogpt-en" })).lost).toContain(behindResult);
    expect((await written(trajectory(two), { templates: "native-en" })).lost).not.toContain(behindResult);
    expect((await written(weatherTrajectory(), { templates: "conclusion-en" })).lost).toEqual([
      "steps[] not asked for",
    ]);
  });

  test.each<Partial<WriteOptions>>([
    { templates: "reakt-en" },
    { perTrajectory: 2 },
    { templates: "react-en,react-en", perTrajectory: 2 },
  ])("%j is an error of usage", async (options) => {
    await expect(writer({ ...USUAL, ...options })).rejects.toThrow(UsageError);
  });
});

describeGolden("golden ToolBench trajectories", () => {
  const folder = goldenPath("alpha-umi/data-example/input/answer");
  const read = (file: string) =>
    toolbenchReader(new Set()).read(parseJson(readFileSync(`${folder}/${file}`, "utf8")), CONTEXT);
  const made = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .sort()
    .flatMap((file) => {
      const found = read(file);
      return "trajectory" in found ? [found.trajectory] : [];
    });

  test("go out under five protocols, each response read back as the step that it was", async () => {
    const five = await writer({
      ...USUAL,
      templates: "react-en,toolllama-en,kagentsys-en,autogpt-en,modelscope-en",
      perTrajectory: 5,
    });
    for (const one of made) {
      const { rows, refusals = [] } = five.write(one, "t");
      // ReAct's prompt asks for a thought in front of each call, and none is made up.
      expect(rows.length === 5 ? [] : [expect.stringMatching(/^4 of 5 .*: field_missing 1x/)]).toEqual(
        refusals.map(({ detail }) => detail),
      );
      const steps = one.steps.filter((step) => step.source === "agent").map(saidBy);
      for (const row of rows) {
        const again = readRow(row.value!);
        expect(again.steps.slice(1).map(saidBy)).toEqual(steps);
        expect(again.agent.tool_definitions).toEqual(one.agent.tool_definitions);
      }
    }
    expect(made.length).toBeGreaterThan(10);
  });
});

describe("detect", () => {
  test.each<[number, unknown]>([
    ...ROWS.slice(0, 9).map((row): [number, unknown] => [1, row]),
    [0.8, ROWS[9]],
    [0, { query: 5, llm_prompt_response: [] }],
    [0, { query: "?", conversations: [] }],
    [0, null],
  ])("%d for %j", (score, row) => {
    expect(detect(row as JsonValue)).toBe(score);
  });
});
