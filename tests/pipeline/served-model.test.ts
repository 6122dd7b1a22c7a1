import { globSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { EndpointError, RunIncompleteError, UsageError } from "../../src/core/errors.ts";
import { generateRun } from "../../src/pipeline/generate-run.ts";
import { verifyDataset } from "../../src/store/verify/verify.ts";
import type { Fault, FaultPlan } from "../infra/fault.ts";
import { atRandom } from "../infra/fault-plans.ts";
import { type FaultServer, type FaultServerOptions, startFaultServer } from "../infra/fault-server.ts";

const EPISODES = 30;
const KEY = "sk-canary-51c0";
const servers: FaultServer[] = [];
const folder = () => join(mkdtempSync(join(tmpdir(), "mat-served-")), "run");

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const server of servers.splice(0)) await server.close();
});

async function serve(options: FaultServerOptions): Promise<FaultServer> {
  const server = await startFaultServer({ reply: "Thought: I cannot look.\nFinal Answer: ten", ...options });
  servers.push(server);
  return server;
}

function run(server: FaultServer, output: string, more: { readonly apiKeyVariable?: string } = {}) {
  return generateRun(
    {
      tasks: ["builtin:search"],
      templates: ["react"],
      model: "m",
      episodes: EPISODES,
      seed: 3,
      output,
      connection: { baseUrls: [server.url], stallSeconds: 1, ...more },
      sampling: { temperature: 0.5 },
    },
    { concurrency: 8 },
  );
}

function partsOf(output: string): string {
  return globSync(join(output, "part-*"))
    .sort()
    .map((file) => readFileSync(file, "utf8"))
    .join("");
}

test("a run on a server that fails in passing ends with the bytes of one that never failed", async () => {
  const [clean, faulty] = [folder(), folder()];
  await run(await serve({}), clean);
  const shares = ([{ kind: "rate_limit" }, { kind: "server_error" }, { kind: "reset", when: "middle" }] as Fault[]).map(
    (fault) => ({ fault, share: 0.06 }),
  );
  const report = await run(await serve({ faults: [atRandom(5, shares)] }), faulty);
  expect(report.all.episodes).toBe(EPISODES);
  expect(partsOf(faulty)).toBe(partsOf(clean));
  expect((await verifyDataset(faulty)).problems).toEqual([]);
});

test("what a server gives no reply to is missing by name, and is all that the next call asks for", async () => {
  const [clean, output] = [folder(), folder()];
  await run(await serve({}), clean);
  // A prompt that this server cannot bear, whenever it comes: tasks in Chinese.
  const poison: FaultPlan = ({ body }) =>
    /[\u4e00-\u9fff]/.test(body.toString()) ? { kind: "empty", what: "choices" } : undefined;
  const error = await run(await serve({ faults: [poison] }), output).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RunIncompleteError);
  const { missing, message } = error as RunIncompleteError;
  const count = missing["empty_reply"]!;
  expect(missing).toEqual({ empty_reply: count });
  expect(message).toContain(`${EPISODES - count} of ${EPISODES} episodes are done`);
  expect(message).toContain("the first of these: ");
  expect(message).toContain("the reply has no choice");
  const well = await serve({});
  await run(well, output);
  expect(well.requests.count).toBe(count);
  expect(partsOf(output)).toBe(partsOf(clean));
}, 30_000);

test("a key that is refused ends the run at once", async () => {
  const server = await serve({ faults: [() => ({ kind: "expired_key" })] });
  await expect(run(server, folder())).rejects.toMatchObject({ name: EndpointError.name, reason: "not_allowed" });
  expect(server.requests.count).toBeLessThanOrEqual(8);
});

test("no key is found in a run's folder", async () => {
  vi.stubEnv("CANARY_KEY", KEY);
  const server = await serve({ record: true });
  const output = folder();
  await run(server, output, { apiKeyVariable: "CANARY_KEY" });
  expect(server.requests.recorded[0]!.headers.authorization).toBe(`Bearer ${KEY}`);
  const files = globSync(join(output, "**/*"), { withFileTypes: true }).filter((entry) => entry.isFile());
  const names = files.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["replies-00000.jsonl", "ledger.json", "telemetry.jsonl"]));
  for (const { parentPath, name } of files) expect(readFileSync(join(parentPath, name), "utf8")).not.toContain(KEY);
});

test("a variable without a key is named", async () => {
  const server = await serve({});
  await expect(run(server, folder(), { apiKeyVariable: "NO_SUCH_KEY" })).rejects.toThrow(UsageError);
});
