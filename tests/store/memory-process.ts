// Run as a process of its own: writes so many rows and reads them back, and prints the peak memory in kB.
import { setFlagsFromString } from "node:v8";
import { openDataset } from "../../src/store/dataset.ts";
import { createDataset } from "../../src/store/dataset-writer.ts";

// V8 lets the space for new objects grow for speed, whatever the program keeps: that is not what is measured.
setFlagsFromString("--semi-space-growth-factor=1");
const [, , path = "", count = ""] = process.argv;
const writer = await createDataset(path, { command: { name: "test", options: {} } });
for (let row = 1; row <= Number(count); row++) {
  const id = writer.append({
    id: `row-${row}`,
    text: `{"text":"${"x".repeat(120)}"}`,
    origin: { file: "in", line: row, row },
  });
  if (typeof id !== "string") await id;
}
await writer.finish();
let rows = 0;
for await (const batch of (await openDataset(path)).rows()) rows += batch.length;
if (rows !== Number(count)) throw new Error(`read ${rows} of ${count} rows`);
process.stdout.write(String(process.resourceUsage().maxRSS));
