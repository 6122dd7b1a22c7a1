import { appendFileSync, mkdtempSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CassetteError, InputMissingError } from "../../../src/core/errors.ts";
import type { JsonObject } from "../../../src/core/json/value.ts";
import { openCassette } from "../../../src/tools/cassette/cassette.ts";
import { hashOfCassette } from "../../../src/tools/cassette/cassette-files.ts";
import { throughCassette } from "../../../src/tools/cassette/through-cassette.ts";
import type { ToolBox, ToolReply } from "../../../src/tools/tool-box.ts";
import { temporaryFolder } from "../../store/temporary-folder.ts";

const folder = temporaryFolder();
const nextCassette = () => join(mkdtempSync(join(folder, "tape-")), "cassette");

/** A table whose rows calls add and count: the same question has another answer later. */
function table(): ToolBox & { readonly made: () => number } {
  let rows = 0;
  let made = 0;
  return {
    tools: [{ name: "insert" }, { name: "count" }],
    made: () => made,
    async call(name, { by = 1 }): Promise<ToolReply> {
      made++;
      if (name === "insert") rows += Number(by);
      return name === "fail" ? { content: "no such tool", failed: true } : { content: `${rows} rows` };
    },
  };
}

const NEVER: ToolBox = {
  tools: [],
  call: async () => {
    throw new Error("a real tool was called");
  },
};

type Calls = readonly { readonly name: string; readonly args: JsonObject }[];
interface PlayOptions {
  readonly episode?: string;
  readonly keepState?: boolean;
}

async function play(folder: string, mode: "record" | "replay", box: ToolBox, calls: Calls, options: PlayOptions = {}) {
  const cassette = await openCassette(folder, mode);
  const { episode = "one", keepState = false } = options;
  const through = throughCassette(box, { cassette, episode, keepState });
  try {
    const replies: ToolReply[] = [];
    for (const { name, args } of calls) replies.push(await through.call(name, args));
    return replies;
  } finally {
    await cassette.close();
  }
}

const INSERT = { name: "insert", args: {} };
const COUNT = { name: "count", args: {} };

const callsArbitrary = fc.array(
  fc.record({
    name: fc.constantFrom("insert", "count", "fail"),
    args: fc.oneof(fc.constant({}), fc.record({ by: fc.integer({ min: 0, max: 9 }) })),
  }),
  { maxLength: 12 },
);

describe("a cassette", () => {
  test("gives what was recorded, whatever the calls, and calls nothing", async () => {
    await fc.assert(
      fc.asyncProperty(callsArbitrary, async (calls) => {
        const tape = nextCassette();
        const recorded = await play(tape, "record", table(), calls);
        expect(await play(tape, "replay", NEVER, calls)).toEqual(recorded);
        expect(await play(tape, "record", NEVER, calls)).toEqual(recorded);
      }),
      { numRuns: 30 },
    );
  });

  test("tells a question before a change from the same one after it", async () => {
    const tape = nextCassette();
    const calls = [COUNT, INSERT, COUNT];
    const recorded = await play(tape, "record", table(), calls);
    expect(recorded.map(({ content }) => content)).toEqual(["0 rows", "1 rows", "1 rows"]);
    expect(await play(tape, "replay", NEVER, calls)).toEqual(recorded);
  });

  test("has calls of one episode only for it", async () => {
    const tape = nextCassette();
    await play(tape, "record", table(), [COUNT]);
    const other = play(tape, "replay", NEVER, [COUNT], { episode: "two" });
    await expect(other).rejects.toThrow(CassetteError);
    await expect(other).rejects.toThrow("no answer to this call of count");
  });

  test("goes on with what it has not: the rest is made and recorded", async () => {
    const tape = nextCassette();
    await play(tape, "record", table(), [INSERT]);
    const real = table();
    await play(tape, "record", real, [INSERT, COUNT]);
    expect(real.made()).toBe(1);
    expect(await play(tape, "replay", NEVER, [INSERT, COUNT])).toHaveLength(2);
  });

  test("takes the same arguments in any order of their keys", async () => {
    const tape = nextCassette();
    await play(tape, "record", table(), [{ name: "count", args: { a: 1, b: [{ c: 1, d: 2 }] } }]);
    await play(tape, "replay", NEVER, [{ name: "count", args: { b: [{ d: 2, c: 1 }], a: 1 } }]);
  });

  test("of tools with a state checks that they give what was recorded", async () => {
    const tape = nextCassette();
    const options = { keepState: true };
    const recorded = await play(tape, "record", table(), [INSERT, COUNT], options);
    const real = table();
    expect(await play(tape, "replay", real, [INSERT, COUNT], options)).toEqual(recorded);
    expect(real.made()).toBe(2);
    const other: ToolBox = { tools: [], call: async () => ({ content: "7 rows" }) };
    await expect(play(tape, "replay", other, [INSERT], options)).rejects.toThrow(
      "another answer than the cassette has",
    );
  });

  test("that is not there cannot be replayed", async () => {
    await expect(openCassette(nextCassette(), "replay")).rejects.toThrow(InputMissingError);
    await expect(hashOfCassette(folder)).rejects.toThrow("holds no cassette");
  });
});

describe("what the end of a process left behind", () => {
  test("is mended wherever it cut the file off, and no whole line is lost", async () => {
    const tape = nextCassette();
    const calls = [INSERT, { name: "count", args: { 城市: "北京" } }, COUNT];
    const recorded = await play(tape, "record", table(), calls);
    const file = join(tape, "calls-00000.jsonl");
    const whole = readFileSync(file);
    for (let bytes = whole.length; bytes >= 0; bytes -= 7) {
      writeFileSync(file, whole);
      truncateSync(file, bytes);
      const lines = whole.subarray(0, bytes).toString("utf8").split("\n").length - 1;
      const real = table();
      const replies = await play(tape, "record", real, calls);
      expect(real.made()).toBe(3 - lines);
      expect(replies.slice(0, lines)).toEqual(recorded.slice(0, lines));
      expect(await play(tape, "replay", NEVER, calls)).toEqual(replies);
    }
  });

  test("is passed over where it is no call at all", async () => {
    const tape = nextCassette();
    await play(tape, "record", table(), [INSERT]);
    appendFileSync(join(tape, "calls-00000.jsonl"), `${"\0".repeat(50)}\n{"address":`);
    await play(tape, "replay", NEVER, [INSERT]);
    await play(tape, "record", table(), [INSERT, COUNT]);
    await play(tape, "replay", NEVER, [INSERT, COUNT]);
  });
});

test("many record at once, each into a file of its own", async () => {
  const tape = nextCassette();
  const names = Array.from({ length: 5 }, (_, at) => `episode ${at}`);
  const replies = await Promise.all(
    names.map((episode) => play(tape, "record", table(), [INSERT, COUNT], { episode })),
  );
  const files = readdirSync(tape).sort();
  expect(files.length).toBeGreaterThan(1);
  expect(files.every((name) => /^calls-\d{5}\.jsonl$/.test(name))).toBe(true);
  for (const [at, episode] of names.entries())
    expect(await play(tape, "replay", NEVER, [INSERT, COUNT], { episode })).toEqual(replies[at]);
});
