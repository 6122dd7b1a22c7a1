import { describe, expect, test } from "vitest";
import { ToolServerError } from "../../../src/core/errors.ts";
import { startLocalServer } from "../../infra/local-server.ts";
import { temporaryFolder } from "../../store/temporary-folder.ts";
import { isAlive, scriptedFile, serve } from "./serving.ts";

const folder = temporaryFolder();
const CANARY = "canary-0123456789";
const FROM_HERE = ["$", "{MAT_TEST_TOKEN}"].join("");

describe("a server that misbehaves", () => {
  test("is started anew when it has ended, and given up once that does not help", async () => {
    const { call, close } = await serve([scriptedFile(folder)]);
    const crash = await call("crash");
    expect(crash).toEqual({
      failed: true,
      content: '{"error":"the tool\'s server ended with exit code 3 before it answered"}',
    });
    expect(await call("echo", { a: 1 })).toEqual({ content: '{"a":1}' });
    const both = await Promise.all([call("crash"), call("crash"), call("hang")]);
    expect(both.every(({ failed }) => failed)).toBe(true);
    for (let time = 0; time < 4; time++) await call("crash");
    await call("crash");
    await expect(call("echo")).rejects.toThrow(ToolServerError);
    await expect(call("echo")).rejects.toThrow("was started anew 5 times in vain: it ended with exit code 3");
    await close();
  });

  test("leaves no process behind, whatever it has started", async () => {
    const { call, close } = await serve([scriptedFile(folder, { MODE: "stubborn" })]);
    const child = Number((await call("family")).content);
    expect(isAlive(child)).toBe(true);
    await close();
    expect(isAlive(child)).toBe(false);
  }, 15_000);

  test("leaves none behind when it crashes, either", async () => {
    const { call, close } = await serve([scriptedFile(folder)]);
    const child = Number((await call("family")).content);
    await call("crash");
    await expect.poll(() => isAlive(child)).toBe(false);
    await close();
  });

  test("gets no answer to what it asks for itself", async () => {
    const { call, close } = await serve([scriptedFile(folder)]);
    expect((await call("ask")).content).toBe("[-32601,-32601,-32601]");
    await close();
  });

  test("that hangs is waited for no longer than it may take, and serves the next call", async () => {
    const { call, close } = await serve([scriptedFile(folder, {}, { timeout_seconds: 0.3 })]);
    expect((await call("hang")).content).toBe('{"error":"no answer within 0.3 seconds"}');
    expect(await call("echo")).toEqual({ content: "{}" });
    await close();
  });

  test("that writes what is no message is heard on; one that writes without end is ended", async () => {
    const { call, close } = await serve([scriptedFile(folder, {}, { max_output_bytes: 20 })]);
    expect(await call("junk")).toEqual({ content: "still here" });
    expect(await call("flood")).toMatchObject({ failed: true });
    expect((await call("echo", { a: "x".repeat(100) })).content).toContain("[cut off: more than 20 bytes]");
    await close();
  });

  test("that lists tools without end, or says nothing, is refused", async () => {
    await expect(serve([scriptedFile(folder, { MODE: "endless" })])).rejects.toThrow(
      "lists its tools on more than 100 pages",
    );
    const silent = serve([scriptedFile(folder, { MODE: "silent" })], { signal: AbortSignal.timeout(1500) });
    await expect(silent).rejects.toThrow("aborted due to timeout");
  }, 20_000);

  test("that refuses to begin is quoted", async () => {
    const refusing = serve([scriptedFile(folder, { MODE: "refusing" })]);
    await expect(refusing).rejects.toThrow("the MCP server scripted cannot be used: no licence");
  });

  test("that says null where it has nothing is understood", async () => {
    const { names, leftOut, call, close } = await serve([scriptedFile(folder, { MODE: "nulls" })]);
    expect({ names, leftOut }).toEqual({ names: ["fail", "nothing"], leftOut: [] });
    expect(await call("nothing")).toEqual({ content: "" });
    expect((await call("fail")).content).toBe('{"error":"the tool failed, and does not say why"}');
    await close();
  });

  test("and tools that cannot be used are left out, each with its reason", async () => {
    const { names, leftOut, close } = await serve([scriptedFile(folder, { MODE: "bad" })]);
    await close();
    expect(names).toEqual(["fine"]);
    expect(leftOut).toEqual([
      'scripted "fine": another tool has this name',
      'scripted "two words": name has other characters than letters, digits and _ . -',
      expect.stringContaining('scripted "no-schema": inputSchema '),
      'scripted "remote": $ref to "https://evil.example/schema"',
      'scripted "huge": a schema of more than 64 kB',
      'scripted "long": description has more than 20,000 characters',
      'scripted "task": it is called as a task only',
      'scripted "deep": its definition is nested too deep',
      "scripted a tool without a name: Invalid input: expected object, received null",
    ]);
  });
});

test("a server at an address that refuses each call with a status is there, however often", async () => {
  const results: Readonly<Record<string, object>> = {
    initialize: { protocolVersion: "2025-06-18", capabilities: { tools: {} }, serverInfo: { name: "x", version: "1" } },
    "tools/list": { tools: [{ name: "no", inputSchema: { type: "object" } }] },
  };
  const server = await startLocalServer(({ body }, response) => {
    const { id, method } = body === "" ? { id: 1, method: "" } : (JSON.parse(body) as { id?: number; method: string });
    if (id === undefined) return void response.writeHead(202).end();
    if (results[method] === undefined) return void response.writeHead(400).end("not so");
    response.setHeader("content-type", "application/json").setHeader("mcp-session-id", "s");
    response.end(JSON.stringify({ jsonrpc: "2.0", id, result: results[method] }));
  });
  const { call, close } = await serve([`${server.base}/mcp`]);
  for (let time = 0; time < 8; time++) expect((await call("no")).content).toContain("not so");
  await close();
  await server.close();
}, 20_000);

test.each([
  ["at once", "initialize"],
  ["when it is asked for its tools", "tools/list"],
])("a server that wants OAuth %s is refused by name, with what to do instead", async (_, refused) => {
  const server = await startLocalServer(({ url, body }, response) => {
    const { id, method } = body === "" ? { id: 1, method: "" } : (JSON.parse(body) as { id?: number; method: string });
    if (url.pathname === "/sse" || method === refused || refused === "initialize")
      return void response.writeHead(401, { "www-authenticate": "Bearer" }).end("{}");
    const serverInfo = { name: "x", version: "1" };
    const result = { protocolVersion: "2025-06-18", capabilities: { tools: {} }, serverInfo };
    if (id === undefined) return void response.writeHead(202).end();
    if (method !== "initialize") return void response.writeHead(400).end();
    response.setHeader("content-type", "application/json").end(JSON.stringify({ jsonrpc: "2.0", id, result }));
  });
  for (const path of ["/mcp", "/sse"]) {
    const problem = await serve([`${server.base}${path}`]).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ToolServerError);
    expect(problem).toMatchObject({
      fix: expect.stringContaining('OAuth is not supported: give a token in "headers"'),
    });
  }
  await server.close();
});

describe("secrets of a server", () => {
  test.each([
    ["in the file", { SECRET_TOKEN: CANARY }, "[SECRET_TOKEN]"],
    ["from the environment", { SECRET_TOKEN: FROM_HERE }, "[MAT_TEST_TOKEN]"],
  ])("%s are in no answer, description, error or line of its log", async (_, env, shown) => {
    process.env["MAT_TEST_TOKEN"] = CANARY;
    const lines: string[] = [];
    const served = await serve([scriptedFile(folder, env)], { said: (_server, line) => lines.push(line) });
    const answers = [await served.call("secret"), await served.call("fail")];
    await served.close();
    delete process.env["MAT_TEST_TOKEN"];
    expect(answers[0]!.content).toMatch(/^\[\w+\] \[.*"HOME","PATH","SECRET_TOKEN"/);
    expect(answers[0]!.content.startsWith(shown)).toBe(true);
    expect(answers[1]).toEqual({ failed: true, content: JSON.stringify({ error: `it failed: ${shown}` }) });
    expect(lines).toEqual([`begins with ${shown}`]);
    const definitions = served.tools.map(({ tool }) => tool);
    expect(JSON.stringify([answers, lines, served.listings, definitions])).not.toContain(CANARY);
  });

  test("that are not set are named, and nothing is started", async () => {
    const starting = serve([scriptedFile(folder, { SECRET_TOKEN: FROM_HERE })]);
    await expect(starting).rejects.toThrow("the environment variable MAT_TEST_TOKEN is not set");
  });
});

test("tools of one name get their servers' names", async () => {
  const { names, call, close } = await serve([scriptedFile(folder), scriptedFile(temporaryFolder(), { MODE: "more" })]);
  expect(names).toContain("scripted_echo");
  expect(names).toContain("scripted_2_echo");
  expect(names).toContain("more");
  expect(await call("scripted_2_echo", { b: 2 })).toEqual({ content: '{"b":2}' });
  await close();
});
