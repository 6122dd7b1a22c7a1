import { type DatasetRow, openDataset } from "../../src/store/dataset.ts";
import { createDataset, type DatasetOptions } from "../../src/store/dataset-writer.ts";
import type { Manifest } from "../../src/store/manifest.ts";

/** A valid trajectory as one line. */
export function sampleText(number: number, message = "What is the weather in Zürich? 天气"): string {
  const steps = [
    { step_id: 1, source: "user", message },
    { step_id: 2, source: "agent", message: `Answer ${number}.` },
  ];
  return JSON.stringify({ schema_version: "ATIF-v1.7", agent: { name: "sample", version: "1" }, steps });
}

/** What {@link writeSample} is to write beside the defaults. */
export interface Sample extends Partial<DatasetOptions> {
  readonly rows?: number;
}

/** Writes a small dataset with every kind of file in it. */
export async function writeSample(path: string, { rows = 10, ...options }: Sample = {}): Promise<Manifest> {
  const command = { name: "import", options: { from: "sample" } };
  const writer = await createDataset(path, { command, sources: ["in.jsonl"], licences: ["Apache-2.0"], ...options });
  for (let number = 1; number <= rows; number++) {
    const origin = { file: "in.jsonl", line: number, row: number };
    const id = await writer.append({ id: `row-${number}`, text: sampleText(number), origin });
    await writer.sidecar("tree", id, JSON.stringify({ number, 'a"b': ["x"] }));
  }
  const origin = { file: "in.jsonl", line: rows + 1, row: rows + 1 };
  await writer.drop({
    id: "bad",
    by: "read:sample",
    reason: "no_answer",
    detail: "it just ends",
    origin,
    text: '{\n "odd": 1.0 }',
  });
  writer.note("layout", { style: "compact" });
  return writer.finish();
}

/** All rows of a dataset. */
export async function rowsOf(path: string): Promise<DatasetRow[]> {
  return all((await openDataset(path)).rows());
}

/** What a generator gives, batch after batch, as one list. */
export async function all<T>(batches: AsyncIterable<readonly T[]>): Promise<T[]> {
  const items: T[] = [];
  for await (const batch of batches) items.push(...batch);
  return items;
}
