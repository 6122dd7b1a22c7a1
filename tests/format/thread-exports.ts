import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { type ExportOptions, exportDataset } from "../../src/format/export.ts";
import { importRows } from "../../src/format/import.ts";
import { writeRows } from "./temporary-folder.ts";

/** A format of four files, with rows that need what rows before left. */
export const GLPFT = {
  format: "glpft",
  writeOptions: { prompts: "configs/prompts/glpft-en.json", compat: "reference" },
} as const;

/** Threads get runs of 512 kB: with this in it three rows fill one. */
export const PADDING = "größer 查询 ".repeat(6000);
const call = (name: string, args: object) => ({
  role: "assistant",
  content: "I look.",
  function_call: { name, arguments: JSON.stringify(args) },
});
const answer = { role: "function", name: "look", content: '{"error": "", "response": "12 m"}' };
const GIVES_UP = call("Finish", { return_type: "give_up_and_restart" });
const ANSWERS = call("Finish", { return_type: "give_answer", final_answer: "12 m" });
/** What a row's agent does. */
export const KINDS = {
  givesUpAtOnce: [GIVES_UP],
  looksAndGivesUp: [call("look", { at: 1 }), answer, GIVES_UP],
  answers: [call("look", { at: 1 }), answer, ANSWERS],
  answersAtOnce: [ANSWERS],
  doesNothing: [],
  // Nobody follows its last turn: the reference raises.
  isCutOff: [call("look", { at: 1 })].map(({ function_call }) => ({ role: "assistant", content: "x", function_call })),
};
export type Kind = keyof typeof KINDS;

function chainRow(kind: Kind, number: number, padding: string) {
  const opening = [
    { role: "system", content: "" },
    { role: "user", content: `\nq${number}\nBegin!\n` },
  ];
  const tools = [{ Name: "look", function: padding, input: { at: "number" } }];
  return { tools, instruction: `q${number}`, chains: [...opening, ...KINDS[kind]] };
}

/** Everything under a path, by name. */
function contentOf(output: string): Record<string, string> {
  if (!existsSync(output)) return {};
  if (statSync(output).isFile()) return { "": readFileSync(output, "latin1") };
  return Object.fromEntries(readdirSync(output).map((name) => [name, readFileSync(`${output}/${name}`, "latin1")]));
}

interface ChainOptions {
  readonly compress?: boolean;
  /** What makes a row long, by its number from 0. */
  readonly padding?: (row: number) => string | undefined;
}

/** Datasets of such rows, and exports of them, in a folder of a test's own. */
export function threadExports(path: (...parts: string[]) => string) {
  let names = 0;

  async function chainDataset(kinds: readonly Kind[], options: ChainOptions = {}) {
    const name = path(`dataset-${names++}`);
    const rows = kinds.map((kind, at) => chainRow(kind, at, options.padding?.(at) ?? PADDING));
    const { compress = false } = options;
    await importRows({ inputs: [writeRows(`${name}.jsonl`, rows)], from: "glpft-raw", output: name, compress });
    return name;
  }

  /** The same export on one thread and on several: report and files, without the output's own name. */
  async function exportBoth(options: Omit<ExportOptions, "output">, ending = "") {
    const results = [];
    for (const threads of [1, 2]) {
      const output = path(`out-${names++}${ending}`);
      const report = await exportDataset({ ...options, output, threads });
      const refused = contentOf(`${output}.refused.jsonl`);
      results.push({
        report: JSON.parse(JSON.stringify(report).replaceAll(output, "OUT")),
        files: contentOf(output),
        refused,
      });
    }
    return results as [(typeof results)[0], (typeof results)[0]];
  }

  return { chainDataset, exportBoth };
}
