import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OutputExistsError } from "../../../src/core/errors.ts";
import { checkRunFile } from "../../../src/pipeline/run-file/check-run-file.ts";
import { runStages } from "../../../src/pipeline/run-file/run-stages.ts";
import { type FaultServer, startFaultServer } from "../../infra/fault-server.ts";
import { templateWriter } from "../../infra/template-writer.ts";
import { temporaryFolder } from "../../store/temporary-folder.ts";

const folder = temporaryFolder();
let server: FaultServer;

beforeAll(async () => {
  server = await startFaultServer({ reply: templateWriter() });
});
afterAll(() => server.close());

function check(options: string) {
  const file = join(folder, "written.yaml");
  const stages = `
name: written
stages:
  - { do: templates, with: { ${options} } }
  - { do: generate, with: { tasks: "builtin:search", templates: $templates, episodes: 4, model: oracle } }
`;
  writeFileSync(file, stages);
  return checkRunFile({ file, flags: { output: join(folder, "out") }, environment: {}, set: [] });
}

test("a model writes templates, and agents act under them; they are replaced only where that is asked for", async () => {
  const served = `model: m, server: { base-url: "${server.url}" }, sampling: { temperature: 0.9 }`;
  const { stages } = await runStages(await check(`count: 6, ${served}`));
  expect(stages[0]).toMatchObject({ do: "templates", report: { templates: 6, written: { model: "m", missing: 0 } } });
  const asked = server.requests.count;
  const moved = await runStages(await check(`count: 6, ${served.replace("/v1", "/v1/")}`));
  expect(moved.stages[0]).toMatchObject({ kept: true });
  await expect(runStages(await check(`count: 7, ${served}`))).rejects.toThrow(OutputExistsError);
  expect(server.requests.count).toBe(asked);
  await runStages(await check(`count: 2, ${served}`), { fresh: true });
  expect(server.requests.count).toBeGreaterThan(asked);
});

test.each([
  ["count: 2, model: m", "nobody says where m is served"],
  ["count: 2, attempts: 4", "are for a model that writes"],
  ["count: 2, model: m, source: grammar, server: { preset: vllm }", "two makers"],
  ["count: 4, model: m, attempts: 2, server: { preset: vllm }", "2 attempts cannot give 4 templates"],
])("%s is refused before anything starts", async (options, problem) => {
  await expect(check(options)).rejects.toThrow(problem);
});
