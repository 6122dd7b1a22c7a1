import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OutputExistsError } from "../../../src/core/errors.ts";
import { checkRunFile } from "../../../src/pipeline/run-file/check-run-file.ts";
import { runStages } from "../../../src/pipeline/run-file/run-stages.ts";
import { type FaultServer, startFaultServer } from "../../infra/fault-server.ts";
import { temporaryFolder } from "../../store/temporary-folder.ts";

const folder = temporaryFolder();
let server: FaultServer;

beforeAll(async () => {
  server = await startFaultServer({ reply: "Thought: done.\nFinal Answer: ten" });
});
afterAll(() => server.close());

async function check(episodes: number, port = server.url) {
  return checkWith(episodes, `{ base-url: "${port}" }`, "out");
}

async function checkWith(episodes: number, where: string, output: string) {
  const file = join(folder, "served.yaml");
  const text = `
name: served
stages:
  - do: generate
    with:
      { tasks: "builtin:search", templates: [react-en], episodes: ${episodes}, model: m, languages: [en],
        server: ${where}, sampling: { temperature: 0.5, max-tokens: 100 } }
`;
  writeFileSync(file, text);
  return checkRunFile({ file, flags: { output: join(folder, output) }, environment: {}, set: [] });
}

test("a served model plays, wherever it moves; its episodes are replaced only where that is asked for", async () => {
  await runStages(await check(4));
  expect(server.requests.count).toBe(4);
  const moved = await runStages(await check(4, `${server.url}/`));
  expect(moved.stages[0]).toMatchObject({ kept: true });
  await expect(runStages(await check(5))).rejects.toThrow(OutputExistsError);
  expect(server.requests.count).toBe(4);
  await runStages(await check(5), { fresh: true });
  expect(server.requests.count).toBe(9);
});

test("a stage answers from the cache of another, without a server; a budget needs prices", async () => {
  await runStages(await checkWith(3, `{ base-url: "${server.url}", max-tokens: 100000 }`, "recorded"));
  const asked = server.requests.count;
  const cache = join(folder, "recorded/generate/cache");
  await runStages(await checkWith(3, `{ replay: true, cache: ${cache} }`, "replayed"));
  expect(server.requests.count).toBe(asked);
  const [one, other] = ["recorded", "replayed"].map((output) =>
    readFileSync(join(folder, output, "generate/part-00000.jsonl"), "utf8"),
  );
  expect(one).toBe(other);
  await expect(checkWith(3, `{ base-url: "${server.url}", max-usd: 1.5 }`, "unpaid")).rejects.toThrow("without prices");
});
