/**
 * Installs the environments in Python that come with mat, from nothing, and plays all of their tasks: by their solutions, which
 * must solve every one, and without a call (200 of them), which must solve none. AgentBench's need its data ($MAT_GOLDEN). Says why where
 * there is no Python, or no index to install from.
 *
 * npm run bridge
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { InstallFailedError, UsageError } from "../src/core/errors.ts";
import { playEnvironment } from "../src/pipeline/play-environment.ts";
import { readAdapter } from "../src/tasks/bridge/adapter.ts";
import { openBridge } from "../src/tasks/bridge/bridge.ts";
import { installAdapter } from "../src/tasks/bridge/install-adapter.ts";
import { systemPython } from "../src/tasks/bridge/installed-python.ts";

const GOLDEN = resolve(process.env["MAT_GOLDEN"] ?? "../shared/golden");
const PLAYED = [
  { environment: "bfcl-multi-turn", tasks: 600 },
  { environment: "agentbench-db", tasks: 60, data: join(GOLDEN, "agentbench", "dbbench-dev.jsonl") },
];

const say = (line: string) => process.stdout.write(`${line}\n`);
const cache = mkdtempSync(join(tmpdir(), "mat-bridge-cache-"));
process.env["XDG_CACHE_HOME"] = cache;
try {
  systemPython();
  for (const one of PLAYED) await check(one);
  await attack();
} catch (error) {
  if (!(error instanceof InstallFailedError || error instanceof UsageError)) throw error;
  say(`Not checked: ${error.message}`);
} finally {
  rmSync(cache, { recursive: true, force: true });
}

/** What a model writes never becomes code, though BFCL evaluates calls as Python. */
async function attack(): Promise<void> {
  const bridge = openBridge(readAdapter("bfcl-multi-turn"));
  const file = join(cache, "attacked");
  const code = `__import__('os').system('touch ${file}')`;
  for await (const task of bridge.tasks({ count: 1 })) {
    const world = await bridge.open(task);
    await world.call("cd", { [`folder=${code}) or dict(a`]: 1 });
    await world.call("cd", { folder: `' + ${code} + '` });
    await world.call("exec", { source: code });
    await world.call(`${code} or cd`, { folder: "document" });
    await world.close();
  }
  bridge.close();
  const harmed = existsSync(file);
  say(`bfcl-multi-turn: ${harmed ? "a model's words ran as code: WRONG" : "no call ran as code"}`);
  if (harmed) process.exitCode = 1;
}

async function check({ environment, tasks, data }: (typeof PLAYED)[number]): Promise<void> {
  if (data !== undefined && !existsSync(data)) {
    say(`${environment}: not checked, ${data} is not here`);
    return;
  }
  const { with: by, bytes, seconds } = await installAdapter(readAdapter(environment));
  if (by !== null) say(`${environment}: installed with ${by} in ${seconds} s, ${(bytes / 1e6).toFixed(1)} MB`);
  for (const [model, count, expected] of [
    ["oracle", tasks, tasks],
    ["no-tool", Math.min(tasks, 200), 0],
  ] as const) {
    const started = performance.now();
    const report = await playEnvironment({ environment, data, model, count, concurrency: 4 });
    const took = Math.round((performance.now() - started) / 1000);
    const right = report.tasks === count && report.solved === expected;
    say(`${environment}: ${model} solves ${report.solved} of ${report.tasks} in ${took} s${right ? "" : ": WRONG"}`);
    if (!right) process.exitCode = 1;
  }
}
