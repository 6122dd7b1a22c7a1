import { expect, test } from "vitest";
import { type Command, defineCommand } from "../../src/cli/command.ts";
import { parseArguments } from "../../src/cli/parse-arguments.ts";
import { UsageError } from "../../src/core/errors.ts";

const convert = defineCommand({
  name: "convert",
  summary: "Convert",
  positionals: [{ name: "INPUT", summary: "What to read", required: true }],
  options: {
    to: { type: "text", value: "FORMAT", required: true, summary: "The target" },
    output: { type: "text", short: "o", value: "PATH", summary: "Where to" },
    filter: { type: "list", value: "FILTER", commas: false, summary: "A filter" },
    tags: { type: "list", summary: "Tags" },
    cap: { type: "number", summary: "At most so many" },
    "on-error": { type: "text", choices: ["fail", "skip"], summary: "What bad rows do" },
    strict: { type: "flag", summary: "No loss" },
  },
  moreOptions: async () => ({
    stage: { key: "stage", type: "number", choices: ["1", "2"], summary: "The stage" },
    "held-out": { key: "heldOut", type: "text", summary: "A folder" },
    share: { key: "maxShare", type: "fraction", summary: "A share" },
    wide: { key: "wide", type: "flag", summary: "Wide" },
  }),
  examples: [],
  run: async () => "ok",
});
const gather: Command = { ...convert, name: "gather", positionals: [], moreOptions: async () => ({}) };

const parse = (...words: string[]) => parseArguments(convert, words);
const refusal = async (command: Command, ...words: string[]) => {
  const error = await parseArguments(command, words).catch((caught: unknown) => caught);
  if (!(error instanceof UsageError)) throw new Error(`not refused: ${words.join(" ")}`);
  return `${error.message} | ${error.fix}`;
};

test("values arrive typed, absent ones as their type has it", async () => {
  const { positionals, options, more } = await parse(
    "007",
    "--to",
    "atif",
    "-o",
    "-",
    "--cap",
    "20",
    "--tags",
    "a,b",
    "--tags=c",
    "--strict",
  );
  expect(positionals).toEqual({ INPUT: "007" });
  expect(options).toMatchObject({
    to: "atif",
    output: "-",
    cap: 20,
    tags: ["a", "b", "c"],
    filter: [],
    strict: true,
    json: false,
  });
  expect(options["on-error"]).toBeUndefined();
  expect(more).toEqual({});
});

test("a format's flags come by the name that the format knows", async () => {
  const { more } = await parse("x", "--to", "atif", "--held-out", "d", "--stage", "2", "--wide");
  expect(more).toEqual({ heldOut: "d", stage: 2, wide: true });
});

test("commas stay where they are part of the value", async () => {
  const { options } = await parse("x", "--to", "atif", "--filter", "known-tools:a=1,b=2", "--filter", "duplicates");
  expect(options["filter"]).toEqual(["known-tools:a=1,b=2", "duplicates"]);
});

test("a list swallows what follows only where no argument can follow", async () => {
  expect((await parse("--to", "atif", "--tags", "a", "INPUT")).positionals).toEqual({ INPUT: "INPUT" });
  expect((await parseArguments(gather, ["--tags", "a", "b", "--to", "atif"])).options["tags"]).toEqual(["a", "b"]);
});

test("standard input is a value", async () => {
  expect((await parseArguments(gather, ["--tags", "-", "--to", "atif"])).options["tags"]).toEqual(["-"]);
  expect((await parse("-", "--to", "atif")).positionals).toEqual({ INPUT: "-" });
});

test.each([
  ["0.25", 0.25],
  [".5", 0.5],
  ["1", 1],
  ["1e-1", 0.1],
])("%s is a fraction", async (word, value) => {
  expect((await parse("x", "--to", "atif", "--share", word)).more).toEqual({ maxShare: value });
});

test("after two dashes everything is an argument", async () => {
  expect((await parse("--to", "atif", "--", "--strict")).positionals).toEqual({ INPUT: "--strict" });
});

test.each([
  [["x", "--to", "atif", "--ouptut", "y"], "mat convert has no flag --ouptut | Did you mean --output?"],
  [["x", "--to", "atif", "--helt-out", "y"], "Did you mean --held-out?"],
  [["x", "--to", "atif", "-x"], "mat convert has no flag -x"],
  [["x", "--to", "atif", "--no-strict"], "mat convert has no flag --no-strict"],
  [["x", "--to", "atif", "--cap", "many"], '--cap must be a whole number, but is "many"'],
  [["x", "--to", "atif", "--cap", "1e3"], '--cap must be a whole number, but is "1e3"'],
  [["x", "--to", "atif", "--share", "half"], '--share must be a number, but is "half"'],
  [["x", "--to", "atif", "--stage", "3"], '--stage cannot be "3" | It is one of: 1, 2'],
  [["x", "--to", "atif", "--on-error", "skp"], '--on-error cannot be "skp" | Did you mean skip?'],
  [["x", "--to", "a", "--to", "b"], "--to was given 2 times"],
  [["x", "--to"], "--to needs a value"],
  [["x", "--to", "--strict"], "--to needs a value"],
  [["x", "--to", "atif", "--tags"], "--tags needs a value"],
  [["x", "--to", "atif", "--strict=maybe"], '--strict takes no value, but got "maybe"'],
  [["x"], "mat convert needs --to FORMAT: the target"],
  [["--to", "atif"], "mat convert needs INPUT: what to read"],
  [["x", "y", "--to", "atif"], 'mat convert does not know what to do with "y"'],
])("%j is refused", async (words, expected) => {
  expect(await refusal(convert, ...words)).toContain(expected);
});

test("only where a flag is not of the formats that are named, all formats are asked for theirs", async () => {
  const asked: (readonly string[] | undefined)[] = [];
  const some: Command = {
    ...convert,
    moreOptions: async (words) => {
      asked.push(words);
      const wide = { wide: { key: "wide", type: "flag", summary: "Wide" } } as const;
      return words === undefined ? { ...wide, ...(await convert.moreOptions!()) } : wide;
    },
  };
  const of = (...words: string[]) => parseArguments(some, ["a.jsonl", "--to", "x", ...words]);
  expect((await of("--wide", "-o", "b", "--cap=3")).more).toEqual({ wide: true });
  expect(asked.map((words) => words !== undefined)).toEqual([true]);
  for (const word of ["--held-out", "-held-out"]) expect((await of(word, "c")).more).toEqual({ heldOut: "c" });
  expect((await of("--stage=2")).more).toEqual({ stage: 2 });
  expect(asked.map((words) => words !== undefined)).toEqual([true, true, false, true, false, true, false]);
  expect(await refusal(some, "a.jsonl", "--to", "x", "--hold-out", "c")).toContain("Did you mean --held-out?");
});
