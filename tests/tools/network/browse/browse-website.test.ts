import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../../src/core/json/value.ts";
import type { ChatClient, ChatRequest } from "../../../../src/llm/chat-client.ts";
import { namedTool } from "../../../../src/tools/named/named-tool.ts";
import { findChromium } from "../../../../src/tools/network/browse/find-chromium.ts";
import { ownToolBox } from "../../../../src/tools/own/own-tool-box.ts";
import { type LocalServer, startLocalServer } from "../../../infra/local-server.ts";

const CHROMIUM = findChromium();
const article = readFileSync("tests/fixtures/network/article.html");

let server: LocalServer;
/** A server that no page may have anything of. */
let secret: LocalServer;
beforeAll(async () => {
  secret = await startLocalServer((_, response) => {
    response.writeHead(200, { "access-control-allow-origin": "*" }).end("the secret");
  });
  const pages: Readonly<Record<string, readonly [string, string | Buffer]>> = {
    "/article": ["text/html; charset=utf-8", article],
    "/notes.txt": ["text/plain; charset=gbk", Buffer.from([0xd6, 0xd0, 0xce, 0xc4])],
    "/data.json": ["application/json", '{"height": 34}'],
    "/file.pdf": ["application/pdf", "%PDF"],
    "/disguised": ["text/html", "%PDF-1.7"],
    "/feed": ["application/rss+xml", "<rss><item>Harbour news</item></rss>"],
    "/large": ["text/html", `<p>The beginning.</p>${`<p>${"More of it, and more. ".repeat(100)}</p>`.repeat(1500)}`],
    "/scripted": ["text/html", SCRIPTED],
    "/data": ["application/json", '{"text": "fetched by its script"}'],
    "/picture.png": ["image/png", "png"],
    "/busy": ["text/html", "<p>Busy</p><script>for (;;);</script>"],
    "/prying": ["text/html", prying(secret)],
  };
  server = await startLocalServer(({ url }, response) => {
    if (url.pathname === "/moved") return void response.writeHead(301, { location: "/article" }).end();
    if (url.pathname === "/moved-script") return void response.writeHead(302, { location: "/scripted" }).end();
    const [type, body] = pages[url.pathname] ?? [];
    if (type === undefined) return void response.writeHead(404, { "content-type": "text/html" }).end("<h1>Gone</h1>");
    response.writeHead(200, { "content-type": type, "content-encoding": "gzip" }).end(gzipSync(body!));
  });
});
afterAll(() => Promise.all([server.close(), secret.close()]));

const SCRIPTED = `<html><head><title>Before</title></head><body><img src="/picture.png"><p id="p">nothing yet</p><script>
  document.title = "After";
  fetch("/data").then((reply) => reply.json()).then(({ text }) => { document.querySelector("#p").textContent = text; });
</script></body></html>`;

/** A page that tries to reach another server in every way that there is, and says what it got. */
function prying({ port }: LocalServer): string {
  return `<html><body><p id="p"></p><script>
    const say = (word) => { document.querySelector("#p").textContent += word + "; "; };
    for (const host of ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"])
      fetch("http://" + host + ":${port}/fetched").then((r) => r.text()).then((t) => say("got " + t), () => say("refused"));
    fetch("http://169.254.169.254/latest/").then((r) => r.text()).then((t) => say("got " + t), () => say("refused"));
    const socket = new WebSocket("ws://127.0.0.1:${port}/socket");
    socket.onopen = () => say("got a socket");
    navigator.sendBeacon("http://127.0.0.1:${port}/beacon", "x");
    new Image().src = "http://127.0.0.1:${port}/image";
    const frame = document.createElement("iframe");
    frame.src = "http://127.0.0.1:${port}/frame";
    document.body.append(frame);
    const link = document.createElement("link");
    link.rel = "prefetch";
    link.href = "http://127.0.0.1:${port}/prefetch";
    document.head.append(link);
    const worker = new Worker(URL.createObjectURL(new Blob(['fetch("http://127.0.0.1:${port}/worker")'])));
  </script></body></html>`;
}

async function browse(
  path: string,
  args: JsonObject = {},
  options: JsonObject = {},
  allowPrivate = true,
): Promise<Readonly<Record<string, string>>> {
  const tool = namedTool({ use: "browse_website", ...options }, { allowPrivate });
  const url = path.startsWith("/") ? `${server.base}${path}` : path;
  const reply = await ownToolBox([tool]).call("browse_website", { url, ...args });
  return { ...(JSON.parse(reply.content) as JsonObject), ...(reply.failed ? { failed: true } : {}) } as Record<
    string,
    string
  >;
}

describe("browse_website", () => {
  test("gives the passages that go with the question", async () => {
    const found = await browse("/article", { question: "Who was the first keeper?" }, { max_characters: 700 });
    expect(found).toMatchObject({ url: `${server.base}/article`, title: "The lighthouse at Skarv | Coast & Harbour" });
    expect(found["content"]).toContain("Its first keeper was Ada Lind");
    expect(found["content"]!.length).toBeLessThanOrEqual(700);
  });

  test("says where it was sent, and reads texts that are no HTML", async () => {
    expect((await browse("/moved"))["url"]).toBe(`${server.base}/article`);
    expect((await browse("/notes.txt"))["content"]).toBe("中文");
    expect((await browse("/data.json"))["content"]).toBe('{"height": 34}');
    expect((await browse("/feed"))["content"]).toBe("<rss><item>Harbour news</item></rss>");
  });

  test("reads no more than the beginning of a huge page, and says so", async () => {
    const found = await browse("/large");
    expect(found["note"]).toBe("only the first 3000000 bytes were read");
    expect(found["content"]).toMatch(/^The beginning\./);
    expect(found["content"]!.length).toBeLessThanOrEqual(4000);
  }, 30_000);

  test.each([
    ["/file.pdf", /is application\/pdf, not text\//],
    ["/disguised", /is no text, whatever it is called/],
    ["/gone", /answers with status 404$/],
    ["ftp://example.com/", /only http and https/],
    ["no such thing", /it is no URL/],
  ])("%s is a failed call", async (url, message) => {
    expect(await browse(url)).toMatchObject({ failed: true, error: expect.stringMatching(message) });
  });

  test("a page on this machine is read only where that is allowed", async () => {
    expect(await browse("/article", {}, {}, false)).toMatchObject({ failed: true });
  });

  test("a model that it is told of answers from the passages, and is shown what a page says as data", async () => {
    const asked: ChatRequest[] = [];
    const client: ChatClient = {
      model: "page-reader",
      async complete(request) {
        asked.push(request);
        return { text: " Ada Lind. ", finish: "stop" };
      },
    };
    let closed = 0;
    const connect = async () => ({ client, close: async () => void closed++ });
    const summary = { model: "page-reader", base_url: "http://127.0.0.1:1/v1" };
    const tool = namedTool({ use: "browse_website", summary }, { allowPrivate: true, connect });
    const call = (args: JsonObject) =>
      ownToolBox([tool]).call("browse_website", { url: `${server.base}/article`, ...args });
    const { content } = await call({ question: "Who was the first keeper?" });
    expect(JSON.parse(content)).toMatchObject({ answer: "Ada Lind.", by: "page-reader", passages: "1 of 2" });
    expect(JSON.parse(asked[0]!.messages[1]!.content)).toEqual({
      question: "Who was the first keeper?",
      page: expect.stringContaining("Its first keeper was Ada Lind"),
    });
    expect(JSON.parse((await call({})).content)).toHaveProperty("content");
    expect([asked.length, closed]).toEqual([1, 1]);
  });

  test("without Chromium it says what to install", () => {
    const before = process.env["CHROMIUM_PATH"];
    process.env["CHROMIUM_PATH"] = "/nowhere/chromium";
    try {
      const tool = namedTool({ use: "browse_website", render: true });
      expect(tool.missing?.()).toMatch(/there is no Chromium: install it/);
    } finally {
      if (before === undefined) delete process.env["CHROMIUM_PATH"];
      else process.env["CHROMIUM_PATH"] = before;
    }
  });
});

// Needs Chromium: apt-get install chromium, or CHROMIUM_PATH.
describe.skipIf(CHROMIUM === undefined)("browse_website in Chromium (skipped where there is none)", () => {
  const rendering = (path: string, allowPrivate = true) =>
    browse(path, {}, { render: true, timeout_seconds: 50 }, allowPrivate);

  test("gives what a page's scripts made of it", { timeout: 60_000 }, async () => {
    const before = server.asked.length;
    expect(await rendering("/moved-script")).toMatchObject({
      url: `${server.base}/scripted`,
      title: "After",
      content: "fetched by its script",
    });
    const paths = server.asked.slice(before).map(({ url }) => url.pathname);
    expect(paths).toEqual(["/moved-script", "/scripted", "/data"]);
  });

  test("a page cannot reach what it may not", { timeout: 60_000 }, async () => {
    const pages = await startLocalServer((_, response) => {
      response.writeHead(200, { "content-type": "text/html" }).end(prying(secret));
    });
    const { renderPage } = await import("../../../../src/tools/network/browse/render-page.ts");
    const { guardedFetch } = await import("../../../../src/tools/network/guard/guarded-fetch.ts");
    const { signal } = new AbortController();
    const reply = await guardedFetch(pages.base, { allowPrivate: true }, signal);
    const html = await renderPage(reply, { signal, language: "en", allowPrivate: false });
    await pages.close();
    expect(html).toContain('<p id="p">refused; refused; refused; refused; </p>');
    expect(secret.asked).toEqual([]);
  });

  test("a script without end ends the call, not the run", { timeout: 60_000 }, async () => {
    const tool = namedTool({ use: "browse_website", render: true, timeout_seconds: 4 }, { allowPrivate: true });
    const reply = await ownToolBox([tool]).call("browse_website", { url: `${server.base}/busy` });
    expect(reply).toMatchObject({ failed: true, content: expect.stringContaining("no answer within 4 seconds") });
  });
});
