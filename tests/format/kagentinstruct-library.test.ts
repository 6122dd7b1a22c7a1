import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { NotADatasetError, UsageError } from "../../src/core/errors.ts";
import { openShelf } from "../../src/format/kagentinstruct/template-shelf.ts";
import { writer } from "../../src/format/kagentinstruct/write.ts";
import { namedTemplate } from "../../src/templates/library/registry.ts";
import { createLibrary } from "../../src/templates/store/create-library.ts";
import { weatherTrajectory } from "../core/sample-trajectory.ts";
import { writeSample } from "../store/sample-dataset.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const pathOf = temporaryFolder();
const NUMBERS = Array.from({ length: 300 }, (_, index) => index + 1);

async function writeLibrary(name: string): Promise<string> {
  const path = pathOf(name);
  const library = await createLibrary(path, { command: { name: "templates generate", options: {} }, force: true });
  for (const number of NUMBERS) await library.add({ ...namedTemplate("autogpt-en"), id: `made-${number}` });
  await library.finish();
  return path;
}

test("a library's templates are taken one by one, beside ids and files", async () => {
  const file = pathOf("one.json");
  writeFileSync(file, JSON.stringify({ ...namedTemplate("hermes-en"), id: "mine" }));
  const shelf = await openShelf(`${await writeLibrary("library")}, ${file},kagentsys-en`);
  const ids = Array.from({ length: shelf.size }, (_, index) => shelf.take(index).id);
  expect(ids).toEqual([...NUMBERS.map((number) => `made-${number}`), "mine", "kagentsys-en"]);
  // More are taken than are kept, and a template is the same whether kept or not.
  expect(shelf.take(0)).toEqual({ ...namedTemplate("autogpt-en"), id: "made-1" });
  expect(shelf.take(0)).toBe(shelf.take(0));
});

test("trajectories are shown under K templates of a library", async () => {
  const options = { perTrajectory: 3, seed: 1, weights: false, templates: await writeLibrary("many") };
  const { rows } = (await writer(options)).write(weatherTrajectory(), "t");
  const used = rows.map((row) => (row.value as { extra_infos: { template: string } }).extra_infos.template);
  expect(new Set(used).size).toBe(3);
  for (const id of used) expect(id).toMatch(/^made-\d+$/);
});

test("a name that is none, and a dataset of trajectories, are errors", async () => {
  await expect(openShelf("no-such")).rejects.toThrow(UsageError);
  const trajectories = pathOf("trajectories");
  await writeSample(trajectories);
  await expect(openShelf(trajectories)).rejects.toThrow(NotADatasetError);
});
