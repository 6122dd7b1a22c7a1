import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { writeTemplates } from "../../src/pipeline/write-templates.ts";
import { startLocalServer } from "../infra/local-server.ts";

const folder = mkdtempSync(join(tmpdir(), "mat-write-templates-"));

afterAll(() => rmSync(folder, { recursive: true }));

test("a library takes no more than its budget, however often it is begun, and leaves nothing beside it once it is whole", async () => {
  const choices = [{ index: 0, message: { content: "No template comes to my mind." }, finish_reason: "stop" }];
  const usage = { prompt_tokens: 1900, completion_tokens: 100 };
  const server = await startLocalServer((_, response) => void response.end(JSON.stringify({ choices, usage })));
  const output = join(folder, "library");
  const write = async (maxTokens?: number) => {
    const before = server.asked.length;
    const request = { model: "m", count: 2, attempts: 2, seed: 1, output };
    const connection = { baseUrls: [`${server.base}/v1`], maxTokens };
    const error = await writeTemplates({ ...request, connection }, { concurrency: 1 }).catch(
      (thrown: unknown) => thrown,
    );
    return [server.asked.length - before, error] as const;
  };
  const [asked, stopped] = await write(6000);
  expect(asked).toBeGreaterThan(0);
  expect(stopped).toMatchObject({ exit: "endpoint", reason: "budget_spent" });
  expect(await write(6000)).toMatchObject([0, { reason: "budget_spent" }]);
  expect(await write()).toMatchObject([6 - asked, { written: { missing: 2 } }]);
  expect(existsSync(output)).toBe(true);
  expect(readdirSync(folder)).toEqual(["library"]);
  await server.close();
});
