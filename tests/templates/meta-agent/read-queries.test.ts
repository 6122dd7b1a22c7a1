import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readQueries } from "../../../src/templates/meta-agent/read-queries.ts";
import { temporaryFolder } from "../../store/temporary-folder.ts";

const folder = temporaryFolder();

function written(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

test("queries are lines, texts and objects", async () => {
  expect(await readQueries(written("a.txt", "one\r\n\r\n two \n"))).toEqual(["one", "two"]);
  expect(await readQueries(written("b.jsonl", '"one"\n{"query":"two"}\n'))).toEqual(["one", "two"]);
});

test("a file without any is refused", async () => {
  await expect(readQueries(written("none.txt", "\n \n"))).rejects.toThrow("the file holds no query");
});
