import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../../store/temporary-folder.ts";
import { EVERYTHING, FILESYSTEM, processesWith, serve } from "./serving.ts";

type Served = Awaited<ReturnType<typeof serve>>;

/** What server-everything answers, whichever way it is reached. */
async function tryEverything({ call, names, leftOut }: Served): Promise<void> {
  expect(names).toEqual(names.toSorted());
  expect(names).toContain("get-sum");
  expect(leftOut.join()).toContain("is called as a task only");
  expect(await call("echo", { message: "你好" })).toEqual({ content: "Echo: 你好" });
  expect(await call("get-sum", { a: 2, b: 3 })).toEqual({ content: "The sum of 2 and 3 is 5." });
  expect(await call("get-sum", { a: "x" })).toMatchObject({ failed: true });
  expect((await call("get-tiny-image")).content).toContain("[image, image/png, ");
  expect((await call("get-resource-links", { count: 1 })).content).toContain("demo://resource/dynamic/");
  expect((await call("trigger-long-running-operation", { duration: 0.2, steps: 2 })).content).toContain("completed");
}

describe("server-everything", () => {
  test("over stdio, with PATH and HOME alone for an environment", async () => {
    process.env["MAT_TEST_CANARY"] = "canary-of-the-environment";
    const lines: string[] = [];
    const served = await serve([`node ${EVERYTHING}`], { said: (_, line) => lines.push(line) });
    try {
      await tryEverything(served);
      const { content } = await served.call("get-env");
      expect(Object.keys(JSON.parse(content))).toEqual(["PATH", "HOME"]);
      expect(lines.join()).toContain("Starting default (STDIO) server");
      const aborted = served.call("trigger-long-running-operation", { duration: 20 }, AbortSignal.timeout(200));
      await expect(aborted).rejects.toThrow("aborted due to timeout");
    } finally {
      delete process.env["MAT_TEST_CANARY"];
      await served.close();
    }
  });

  describe.each([
    ["streamableHttp", "mcp"],
    ["sse", "sse"],
  ])("over %s", (kind, path) => {
    let child: ChildProcess;
    let url: string;
    const begin = (port: number) => startListening(kind, port);

    beforeAll(async () => {
      const port = await freePort();
      child = await begin(port);
      url = `http://127.0.0.1:${port}/${path}`;
    });
    afterAll(() => void child.kill());

    test("is spoken to", async () => {
      const served = await serve([url]);
      await tryEverything(served);
      await served.close();
    });

    test("is refused where private addresses are not allowed", async () => {
      await expect(serve([url], { allowPrivate: false })).rejects.toThrow("is not a public address");
    });

    test("that is started anew is spoken to again, in a new session", async () => {
      const served = await serve([url]);
      child.kill();
      await new Promise((resolve) => child.once("exit", resolve));
      const lost = await served.call("echo", { message: "anyone?" });
      expect(lost.failed).toBe(true);
      child = await begin(Number(new URL(url).port));
      expect(await served.call("echo", { message: "back" })).toEqual({ content: "Echo: back" });
      await served.close();
    });
  });
});

test("server-filesystem reads and writes in its folder and nowhere else", async () => {
  const folder = realpathSync(temporaryFolder());
  const shared = join(folder, "shared");
  mkdirSync(shared);
  writeFileSync(join(shared, "a.txt"), "alpha");
  writeFileSync(join(folder, "outside.txt"), "beta");
  const { call, close, names } = await serve([`node ${FILESYSTEM} '${shared}'`]);
  expect(names).toContain("read_text_file");
  expect((await call("read_text_file", { path: join(shared, "a.txt") })).content).toBe("alpha");
  await call("write_file", { path: join(shared, "b.txt"), content: "gamma" });
  expect(readFileSync(join(shared, "b.txt"), "utf8")).toBe("gamma");
  expect(await call("read_text_file", { path: join(folder, "outside.txt") })).toMatchObject({ failed: true });
  await close();
  expect(processesWith(shared)).toEqual([]);
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { readonly port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function startListening(kind: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [EVERYTHING, kind], { env: { ...process.env, PORT: String(port) } });
  child.stdout.resume();
  await new Promise<void>((resolve, reject) => {
    child.once("exit", () => reject(new Error("it ended")));
    child.stderr.on("data", (text: Buffer) => {
      if (/listening|running/i.test(String(text))) resolve();
    });
  });
  return child;
}
