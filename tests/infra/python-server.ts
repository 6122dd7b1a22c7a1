import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pythonEnvironment } from "./python-environment.ts";

/** A server in a process of its own. */
export interface PythonServer {
  /** With `/v1` at its end. */
  readonly url: string;
  /** The model's name as requests have it. */
  readonly model: string;
  stop(): Promise<void>;
}

const LONGEST_START = 420_000;

/** Starts a vLLM server on the CPU with a model's folder, and waits until it is healthy: about a minute. */
export function startVllm(folder: string, flags: readonly string[] = []): Promise<PythonServer> {
  const words = (port: number) => [
    "vllm",
    "serve",
    folder,
    "--served-model-name",
    "served",
    "--host",
    "127.0.0.1",
    "--port",
    `${port}`,
  ];
  const small = ["--max-model-len", "4096", "--dtype", "float32", "--enforce-eager", "--gpu-memory-utilization", "0.3"];
  return startServer((port) => [...words(port), ...small, ...flags], "served");
}

/** Starts `transformers serve` with a model's folder. */
export function startTransformers(folder: string): Promise<PythonServer> {
  return startServer(
    (port) => ["transformers", "serve", folder, "--host", "127.0.0.1", "--port", `${port}`, "--device", "cpu"],
    folder,
  );
}

async function startServer(words: (port: number) => readonly string[], model: string): Promise<PythonServer> {
  const [environment, port] = [await pythonEnvironment("served"), await freePort()];
  const [program, ...rest] = words(port) as [string, ...string[]];
  const log = join(tmpdir(), `mat-${program}-${port}.log`);
  const output = openSync(log, "w");
  const child = spawn(join(environment, "bin", program), rest, {
    detached: true,
    stdio: ["ignore", output, output],
    env: {
      ...process.env,
      HF_HUB_OFFLINE: "1",
      VLLM_NO_USAGE_STATS: "1",
      DO_NOT_TRACK: "1",
      VLLM_CPU_KVCACHE_SPACE: "1",
    },
  });
  closeSync(output);
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, "SIGTERM");
    await Promise.race([ended, sleep(20_000).then(() => process.kill(-child.pid!, "SIGKILL"))]);
  };
  for (const deadline = Date.now() + LONGEST_START; Date.now() < deadline; await sleep(1000)) {
    if (await isHealthy(port)) return { url: `http://127.0.0.1:${port}/v1`, model, stop };
    if (child.exitCode !== null) break;
  }
  await stop();
  throw new Error(`${program} did not start:\n${readFileSync(log, "utf8").slice(-4000)}`);
}

async function isHealthy(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/health`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
