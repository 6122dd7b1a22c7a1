/**
 * Reading and writing JSONL exactly (readRows, parseRow, stringifyJson, createRowFile, from disk to disk) against `JSON.parse` and `JSON.stringify` alone on the same rows, already in memory, in the same call.
 * Goal: at least 0.5 of their speed. Also an indented array, for which there is no goal.
 *
 * node bench/jsonl.ts [--rows N] [--rounds N]
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type FileLayout, JSONL, PYTHON_INDENT_2 } from "../src/core/json/layout.ts";
import { stringifyJson } from "../src/core/json/stringify.ts";
import { parseRow } from "../src/store/parse-row.ts";
import { readRows } from "../src/store/read-rows.ts";
import { createRowFile } from "../src/store/row-file.ts";

const { values } = parseArgs({
  options: { rows: { type: "string", default: "10000" }, rounds: { type: "string", default: "9" } },
});
const folder = mkdtempSync(join(tmpdir(), "mat-bench-"));
try {
  await compare("JSONL", "rows.jsonl", JSONL, 0.5);
  await compare("indented array", "rows.json", PYTHON_INDENT_2);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function compare(title: string, name: string, layout: FileLayout, goal?: number): Promise<void> {
  const depth = layout.container === "array" ? 1 : 0;
  const texts = Array.from({ length: Number(values.rows) }, (_, index) =>
    stringifyJson(trajectory(index), layout, depth),
  );
  const source = join(folder, name);
  const copy = join(folder, `copy-of-${name}`);
  const [open, comma, close] = depth === 0 ? ["", "\n", "\n"] : ["[\n  ", ",\n  ", "\n]"];
  writeFileSync(source, open + texts.join(comma) + close);
  let [alone, exact] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  // In turn, and the best of each: whatever else the machine does only ever adds time.
  for (let round = 0; round < Number(values.rounds); round++) {
    alone = Math.min(alone, await milliseconds(() => engineAlone(texts, layout)));
    exact = Math.min(exact, await milliseconds(() => copyRows(source, copy, layout, depth)));
  }
  const megabytes = statSync(source).size / 1e6;
  if (statSync(copy).size !== statSync(source).size) throw new Error("the copy is not the source");
  const ratio = alone / exact;
  const verdict = goal === undefined ? "" : ` (goal ${goal}: ${ratio >= goal ? "met" : "missed"})`;
  print(
    `${title}, ${megabytes.toFixed(0)} MB: ${((megabytes / exact) * 1000).toFixed(0)} MB/s read, parsed, written; `,
  );
  print(`${ratio.toFixed(2)} of the speed of JSON.parse + JSON.stringify alone${verdict}\n`);
}

/** The baseline: no file, no decoding, nothing checked. */
function engineAlone(texts: readonly string[], layout: FileLayout): void {
  let length = 0;
  for (const text of texts) length += JSON.stringify(JSON.parse(text), null, layout.indent).length;
  if (length === 0) throw new Error("no rows");
}

async function copyRows(source: string, copy: string, layout: FileLayout, depth: number): Promise<void> {
  const file = await createRowFile(copy, layout, { force: true });
  for await (const rows of readRows([source])) {
    for (const row of rows) await file.write(stringifyJson(parseRow(row), layout, depth));
  }
  await file.finish();
}

async function milliseconds(work: () => void | Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** A made-up trajectory of 4 to 10 kB: tools, and steps of which every other calls one. */
function trajectory(index: number) {
  const words = [
    "plan",
    "search",
    "größer",
    "result",
    "查询",
    '"quoted"',
    "line\nbreak",
    "tool",
    "answer",
    "of",
    "the",
  ];
  const text = (from: number, count: number) =>
    Array.from({ length: count }, (_, word) => words[(from * 7 + word * (from % 5) + word) % words.length]).join(" ");
  const steps = Array.from({ length: 8 + (index % 9) }, (_, step) => ({
    step_id: step + 1,
    source: step % 2 === 0 ? "user" : "agent",
    message: text(index + step, 40 + (index % 30)),
    ...(step % 2 === 1 && {
      tool_calls: [
        {
          tool_call_id: `call-${step}`,
          function_name: `tool_${step % 4}`,
          arguments: { query: text(step, 5), limit: step * 1.5 },
        },
      ],
      observation: {
        results: [{ source_call_id: `call-${step}`, content: JSON.stringify({ response: text(index, 20), code: 0 }) }],
      },
    }),
  }));
  const tools = Array.from({ length: 4 }, (_, tool) => ({
    type: "function",
    function: {
      name: `tool_${tool}`,
      description: text(tool, 15),
      parameters: {
        type: "object",
        properties: { query: { type: "string" }, limit: { type: "number" } },
        required: ["query"],
      },
    },
  }));
  return {
    schema_version: "ATIF-v1.7",
    session_id: `row-${index}`,
    agent: { name: "bench", version: "1", tool_definitions: tools },
    steps,
  };
}

function print(text: string): void {
  process.stdout.write(text);
}
