import { createDataset } from "../../src/store/dataset-writer.ts";

/** Makes a dataset of these rows (texts as they are, anything else as JSON) with ids row-1, row-2, ... */
export async function makeDataset(path: string, rows: readonly unknown[]): Promise<void> {
  const writer = await createDataset(path, { command: { name: "test", options: {} } });
  for (const [index, row] of rows.entries()) {
    const text = typeof row === "string" ? row : JSON.stringify(row);
    const id = await writer.append({
      id: `row-${index + 1}`,
      text,
      origin: { file: "source.jsonl", line: index + 1, row: index + 1 },
    });
    await writer.sidecar("tree", id, "{}");
  }
  await writer.finish();
}
