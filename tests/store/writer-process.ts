// Run as a process of its own and killed at any moment: writes datasets of so many rows to a path, one after the other,
// with the round in each row. Prints a line when it begins and after each.
import { createDataset } from "../../src/store/dataset-writer.ts";
import { sampleText } from "./sample-dataset.ts";

const [, , path = "", rows = "", first = ""] = process.argv;
process.stdout.write("begun\n");
for (let round = Number(first); ; round++) {
  const writer = await createDataset(path, {
    command: { name: "round", options: { round } },
    force: true,
    shardRows: 40,
  });
  for (let row = 1; row <= Number(rows); row++) {
    const origin = { file: "in", line: row, row };
    const id = await writer.append({ id: `${round}-${row}`, text: sampleText(round), origin });
    await writer.sidecar("tree", id, String(round));
  }
  await writer.finish();
  process.stdout.write("finished\n");
}
