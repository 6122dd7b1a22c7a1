import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../../src/core/json/value.ts";
import { namedTool } from "../../../../src/tools/named/named-tool.ts";
import { ownToolBox } from "../../../../src/tools/own/own-tool-box.ts";
import { type LocalServer, startLocalServer } from "../../../infra/local-server.ts";

const CANARY = "brave-canary-9f31c7";
/** Shaped as SearXNG, Brave and DuckDuckGo answer, by their public documentation; the texts are ours. */
const ANSWERS: Readonly<Record<string, (query: URLSearchParams) => unknown>> = {
  "/searx/search": (query) => ({
    query: query.get("q"),
    number_of_results: 0,
    results:
      query.get("categories") === "videos"
        ? [
            {
              title: "A lighthouse from above",
              url: "https://video.example/watch?v=1",
              content: "Filmed by drone",
              length: "4:05",
              author: "Coast Films",
              publishedDate: "2023-05-01T00:00:00",
              template: "videos.html",
            },
            { title: "Without details", url: "https://video.example/2", length: null },
          ]
        : [
            {
              title: "Skarv",
              url: "https://coast.example/skarv",
              content: "The tower\nof 1871",
              engine: "x",
              score: 2,
            },
            { title: "No address" },
            { title: "A file", url: "file:///etc/passwd", content: "" },
            null,
            { title: "t".repeat(500), url: "https://long.example/", content: "c".repeat(5000) },
          ],
    answers: [],
    suggestions: [],
  }),
  "/brave/web/search": () => ({
    type: "search",
    query: { original: "x" },
    web: {
      type: "search",
      results: [
        {
          title: "The <strong>lighthouse</strong>",
          url: "https://coast.example/skarv",
          description: "It is <strong>34 m</strong> high &amp; white.",
          extra_snippets: ["more"],
        },
      ],
    },
  }),
  "/brave/videos/search": () => ({
    type: "videos",
    results: [
      {
        type: "video_result",
        url: "https://video.example/watch?v=1",
        title: "A lighthouse",
        description: "From above",
        age: "May 1, 2023",
        video: { duration: "04:05", views: 10, creator: "Coast Films", publisher: "V" },
      },
      { url: "https://video.example/2", title: "Bare", video: 7 },
    ],
  }),
  "/empty/web/search": () => ({ query: { original: "x" } }),
};

let server: LocalServer;
beforeAll(async () => {
  process.env["BRAVE_API_KEY"] = CANARY;
  server = await startLocalServer(({ url, headers }, response) => {
    if (url.pathname === "/ddg/") {
      const name = url.searchParams.get("q") === "robot" ? "challenge" : "results";
      const html = name === "results" ? readFileSync("tests/fixtures/network/duckduckgo.html", "utf8") : CHALLENGE;
      return void response.writeHead(name === "results" ? 200 : 202, { "content-type": "text/html" }).end(html);
    }
    if (url.pathname === "/refusing/web/search")
      return void response
        .writeHead(429, { "content-type": "application/json" })
        .end(JSON.stringify({ error: { detail: `too many requests of ${headers["x-subscription-token"]}` } }));
    if (url.pathname === "/odd/search") return void response.end('{"results": 7}');
    if (url.pathname === "/words/search") return void response.end("<h1>Not an API</h1>");
    const answer = ANSWERS[url.pathname];
    if (answer === undefined) return void response.writeHead(404).end("nothing here");
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer(url.searchParams)));
  });
});
afterAll(async () => {
  delete process.env["BRAVE_API_KEY"];
  await server.close();
});

const CHALLENGE = '<html><body><div class="anomaly-modal__modal">Unfortunately, bots use this too.</div></body></html>';

async function ask(use: string, options: JsonObject, text = "lighthouse") {
  const url = options["url"] === undefined ? {} : { url: `${server.base}${options["url"] as string}` };
  const tool = namedTool({ use, ...options, ...url }, { allowPrivate: true });
  const { content, failed } = await ownToolBox([tool]).call(use, { text });
  return { said: JSON.parse(content) as JsonObject, failed, content };
}

describe("web_search", () => {
  test("by SearXNG gives pages alone, with texts of bounded length", async () => {
    const { said } = await ask("web_search", { backend: "searxng", url: "/searx/", language: "zh" }, "灯塔 & 海");
    expect(said["results"]).toEqual([
      { title: "Skarv", url: "https://coast.example/skarv", snippet: "The tower of 1871" },
      { title: `${"t".repeat(200)}...`, url: "https://long.example/", snippet: `${"c".repeat(500)}...` },
    ]);
    const { searchParams } = server.asked.at(-1)!.url;
    expect(Object.fromEntries(searchParams)).toEqual({
      q: "灯塔 & 海",
      format: "json",
      categories: "general",
      language: "zh",
    });
  });

  test("by Brave sends the key as a header, and cuts the question to what Brave takes", async () => {
    const { said } = await ask("web_search", { backend: "brave", url: "/brave", results: 5 }, "word ".repeat(100));
    expect(said["results"]).toEqual([
      { title: "The lighthouse", url: "https://coast.example/skarv", snippet: "It is 34 m high & white." },
    ]);
    const { headers, url } = server.asked.at(-1)!;
    expect(headers["x-subscription-token"]).toBe(CANARY);
    expect(url.searchParams.get("q")!.split(" ").length).toBe(50);
    expect([url.searchParams.get("count"), url.href.includes(CANARY)]).toEqual(["5", false]);
    expect((await ask("web_search", { backend: "brave", url: "/empty" })).said).toEqual({ results: [] });
  });

  test("by DuckDuckGo's page gives what its links lead to, without advertisements", async () => {
    const { said } = await ask("web_search", { url: "/ddg" });
    expect(said["results"]).toEqual([
      {
        title: "The lighthouse at Skarv",
        url: "https://coast.example/skarv?a=1&b=2",
        snippet: "The tower was finished in 1871 & the lighthouse still shines; x < y.",
      },
      { title: "A direct link", url: "https://direct.example/page", snippet: "" },
    ]);
    expect((await ask("web_search", { url: "/ddg" }, "robot")).said["error"]).toContain("whether a person asks");
  });

  test.each([
    [{ backend: "brave", url: "/refusing" }, /status 429.*too many requests of \[BRAVE_API_KEY\]/],
    [{ backend: "searxng", url: "/nowhere" }, /status 404: nothing here/],
    [{ backend: "searxng", url: "/odd" }, /another shape than it should: results/],
    [{ backend: "searxng", url: "/words" }, /answers with what is no JSON/],
  ])("what goes wrong is the observation, without the key: %j", async (options, message) => {
    const { said, failed, content } = await ask("web_search", options);
    expect([failed, said["error"]]).toEqual([true, expect.stringMatching(message)]);
    expect(content).not.toContain(CANARY);
  });

  test("a key that is not set is named before anything is asked", () => {
    const named = namedTool({ use: "web_search", backend: "brave", key_variable: "MAT_TEST_NO_SUCH_KEY" });
    expect(named.missing?.()).toBe("the environment variable MAT_TEST_NO_SUCH_KEY is not set");
    expect(namedTool({ use: "web_search" }).missing?.()).toBeUndefined();
  });

  test("a server on this machine is asked only where that is allowed, by flag or by the file", async () => {
    const item = { use: "web_search", backend: "searxng", url: `${server.base}/searx` };
    const failed = await ownToolBox([namedTool(item)]).call("web_search", { text: "x" });
    expect(failed).toMatchObject({ failed: true, content: expect.stringContaining("is not a public address") });
    const allowed = await ownToolBox([namedTool({ ...item, allow_private: true })]).call("web_search", { text: "x" });
    expect(allowed.failed).toBeUndefined();
  });
});

describe("video_search", () => {
  test("by SearXNG and by Brave has one shape, with those details that are known", async () => {
    const details = { length: "4:05", author: "Coast Films", date: "2023-05-01T00:00:00" };
    expect((await ask("video_search", { backend: "searxng", url: "/searx" })).said["results"]).toEqual([
      {
        title: "A lighthouse from above",
        url: "https://video.example/watch?v=1",
        snippet: "Filmed by drone",
        ...details,
      },
      { title: "Without details", url: "https://video.example/2", snippet: "" },
    ]);
    expect(server.asked.at(-1)!.url.searchParams.get("categories")).toBe("videos");
    const brave = { length: "04:05", author: "Coast Films", date: "May 1, 2023" };
    expect((await ask("video_search", { backend: "brave", url: "/brave" })).said["results"]).toEqual([
      { title: "A lighthouse", url: "https://video.example/watch?v=1", snippet: "From above", ...brave },
      { title: "Bare", url: "https://video.example/2", snippet: "" },
    ]);
  });
});
