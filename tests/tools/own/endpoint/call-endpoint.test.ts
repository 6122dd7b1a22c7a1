import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../../src/core/json/value.ts";
import { ownToolBox } from "../../../../src/tools/own/own-tool-box.ts";
import { readToolFile } from "../../../../src/tools/own/read-tool-file.ts";
import { type Asked, type LocalServer, startLocalServer } from "../../../infra/local-server.ts";

const CANARY = "sesame open+now/ü";
const KEY = ["$", "{MAT_TEST_KEY}"].join("");
let server: LocalServer;
let answer: (asked: Asked, response: ServerResponse) => void;

beforeAll(async () => {
  process.env["MAT_TEST_KEY"] = CANARY;
  server = await startLocalServer((asked, response) => answer(asked, response));
});
afterAll(async () => {
  delete process.env["MAT_TEST_KEY"];
  await server.close();
});
beforeEach(() => {
  server.asked.splice(0);
  answer = (_, response) => response.end("fine");
});

async function call(http: object, args: JsonObject, more: object = {}, allowPrivate = true) {
  const items = [{ name: "api", http, environment: ["MAT_TEST_KEY"], ...more }];
  return ownToolBox(readToolFile(JSON.stringify(items), "tools.json", { allowPrivate })).call("api", args);
}

describe("what is asked", () => {
  test("places in path and query are filled, and other arguments go into the query", async () => {
    const http = { url: `${server.base}/v1/{city}/now`, query: { units: "{units}", lang: "en", days: "{days}" } };
    const args = { city: "São Paulo/SP?x#y", units: "metric", tags: ["a&b", 2], deep: { x: 1 }, no: null };
    expect(await call(http, args)).toEqual({ content: "fine" });
    const [{ url, method, body }] = server.asked as [Asked];
    expect([method, body, url.pathname]).toEqual(["GET", "", "/v1/S%C3%A3o%20Paulo%2FSP%3Fx%23y/now"]);
    expect([...url.searchParams]).toEqual([
      ["units", "metric"],
      ["lang", "en"],
      ["tags", "a&b"],
      ["tags", "2"],
      ["deep", '{"x":1}'],
    ]);
  });

  test("a body is JSON, a form, or a template", async () => {
    const post = { method: "POST", url: `${server.base}/{id}` };
    const args = { id: 7, text: "a&b=c", n: 1.5 };
    await call(post, args);
    await call({ ...post, body: "form" }, args);
    await call({ ...post, body: { q: { said: "{text}!", exact: "{n}", gone: "{none}", list: ["{none}", 1] } } }, args);
    const seen = server.asked.map(({ url, headers, body }) => [
      url.pathname,
      url.search,
      headers["content-type"],
      body,
    ]);
    expect(seen).toEqual([
      ["/7", "", "application/json", '{"text":"a&b=c","n":1.5}'],
      ["/7", "", "application/x-www-form-urlencoded", "text=a%26b%3Dc&n=1.5"],
      ["/7", "", "application/json", '{"q":{"said":"a&b=c!","exact":1.5,"list":[1]}}'],
    ]);
  });

  test.each(["..", ".", "", "../../admin", "a/../b", "..\\x"])("%j is no step of a path", async (city) => {
    const reply = await call({ url: `${server.base}/v1/{city}` }, { city });
    expect(reply.failed).toBe(true);
    expect(server.asked).toEqual([]);
  });

  test("an argument that its place needs and that is not there, or is no text, is a failed call", async () => {
    const http = { url: `${server.base}/v1/{city}` };
    expect((await call(http, {})).content).toBe('{"error":"the argument city is needed"}');
    expect((await call(http, { city: ["a"] })).content).toContain("must be a text, a number");
  });
});

describe("secrets", () => {
  const ask = () => ({
    url: `${server.base}/echo`,
    query: { key: KEY },
    headers: { Authorization: `Bearer ${KEY}` },
  });

  test("are sent, and no answer that repeats them shows them, however they are spelled", async () => {
    process.env["MAT_TEST_KEY"] = "sesame open+now/&";
    answer = ({ url, headers }, response) =>
      response.end(
        JSON.stringify({ url: url.search, header: headers.authorization, key: url.searchParams.get("key") }),
      );
    const { content } = await call(ask(), {});
    expect(server.asked[0]!.headers.authorization).toBe("Bearer sesame open+now/&");
    expect(server.asked[0]!.url.searchParams.get("key")).toBe("sesame open+now/&");
    expect(JSON.parse(content)).toEqual({
      url: "?key=[MAT_TEST_KEY]",
      header: "Bearer [MAT_TEST_KEY]",
      key: "[MAT_TEST_KEY]",
    });
  });

  test("are in no error either", async () => {
    answer = ({ url }, response) => response.writeHead(403).end(`no: ${url.href}`);
    const refused = await call(ask(), {});
    expect(refused).toEqual({ failed: true, content: expect.stringContaining("status 403 Forbidden: no: ") });
    const unreachable = await call({ ...ask(), url: "http://127.0.0.1:9/x" }, {});
    expect(unreachable.failed).toBe(true);
    expect(refused.content + unreachable.content).not.toContain("sesame");
  });
});

describe("what comes back", () => {
  test("is bounded, in its charset, and of no text only its size", async () => {
    answer = (_, response) =>
      response.setHeader("content-type", "text/plain; charset=latin1").end(Buffer.from([233, 33]));
    const http = { url: `${server.base}/` };
    expect((await call(http, {})).content).toBe("é!");
    answer = (_, response) => response.end("x".repeat(100_000));
    expect((await call(http, {}, { max_output_bytes: 10 })).content).toBe("xxxxxxxxxx\n[cut off: more than 10 bytes]");
    answer = (_, response) => response.setHeader("content-type", "image/png").end("12345");
    expect((await call(http, {})).content).toBe("[image/png, 5 bytes]");
  });

  test("that is no success is a failed call with its status and some of its body", async () => {
    answer = (_, response) => response.writeHead(404).end(`nothing here${" ".repeat(50_000)}`);
    const { content, failed } = await call({ url: `${server.base}/` }, {});
    expect(failed).toBe(true);
    expect(content).toMatch(/^\{"error":"status 404 Not Found: nothing here/);
    expect(content.length).toBeLessThan(3000);
  });

  test("that does not come is a failed call, in time", async () => {
    answer = () => {};
    const started = performance.now();
    expect((await call({ url: `${server.base}/` }, {}, { timeout_seconds: 0.3 })).content).toContain("0.3 seconds");
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test("a server on this machine is asked only where that is allowed", async () => {
    const reply = await call({ url: `${server.base}/` }, {}, {}, false);
    expect(reply).toEqual({ failed: true, content: expect.stringContaining("is not a public address") });
    expect(server.asked).toEqual([]);
  });
});
