import type { LookupAddress } from "node:dns";
import { setTimeout as wait } from "node:timers/promises";
import { brotliCompressSync, gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FetchLimits, guardedFetch } from "../../../../src/tools/network/guard/guarded-fetch.ts";
import { type LocalServer, startLocalServer } from "../../../infra/local-server.ts";

let server: LocalServer;
let other: LocalServer;
/** Forty megabytes in some kilobytes. */
const bomb = gzipSync(Buffer.alloc(40_000_000));

beforeAll(async () => {
  other = await startLocalServer((_, response) => void response.end("elsewhere"));
  server = await startLocalServer(async ({ url }, response) => {
    const to = url.searchParams.get("to");
    switch (url.pathname) {
      case "/redirect":
        return void response.writeHead(Number(url.searchParams.get("status") ?? 302), { location: to ?? "/" }).end();
      case "/loop":
        return void response.writeHead(302, { location: "/loop" }).end();
      case "/gzip":
        return void response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("packed"));
      case "/br":
        return void response.writeHead(200, { "content-encoding": "br" }).end(brotliCompressSync("packed"));
      case "/twice":
        return void response
          .writeHead(200, { "content-encoding": "gzip, zstd" })
          .end(zstdCompressSync(gzipSync("packed")));
      case "/thrice":
        return void response.writeHead(200, { "content-encoding": "gzip, gzip, gzip" }).end("x");
      case "/lie":
        return void response.writeHead(200, { "content-encoding": "gzip" }).end("not packed at all");
      case "/half":
        return void response
          .writeHead(200, { "content-encoding": "gzip" })
          .end(gzipSync("x".repeat(999)).subarray(0, 15));
      case "/bomb":
        return void response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
      case "/endless":
        while (!response.destroyed) {
          response.write("x".repeat(65_536));
          await wait(0);
        }
        return;
      case "/drip":
        for (let n = 0; n < 100 && !response.destroyed; n++) {
          response.write(".");
          await wait(50);
        }
        return;
      case "/hang":
        return;
      case "/stall":
        return void response.write("some");
      case "/cut":
        response.writeHead(200, { "content-length": "100" }).write("some");
        return void setTimeout(() => response.destroy(), 20);
      case "/feed":
        return void response.writeHead(200, { "content-type": "application/Atom+XML; charset=utf-8" }).end("<feed/>");
      case "/drawing":
        return void response.writeHead(200, { "content-type": "image/svg+xml" }).end("<svg/>");
      case "/city":
        // The bytes of UTF-8 as they are, which no standard allows and many servers send.
        return void response.writeHead(302, { location: Buffer.from("/城市").toString("latin1") }).end();
      case "/picture":
        return void response.writeHead(200, { "content-type": "image/png" }).end("png");
      default:
        response.writeHead(url.pathname === "/missing" ? 404 : 200, { "content-type": "text/plain" }).end("hello");
    }
  });
});
afterAll(() => Promise.all([server.close(), other.close()]));

async function fetched(path: string, limits: FetchLimits = {}, signal?: AbortSignal) {
  const reply = await guardedFetch(`${server.base}${path}`, { allowPrivate: true, ...limits }, signal);
  return { status: reply.status, text: Buffer.from(reply.body).toString(), cut: reply.cut };
}

const failure = (reason: string) => expect.objectContaining({ name: "NetworkError", reason });

describe("where it goes", () => {
  test("a server on this machine is asked only where that is allowed", async () => {
    expect(await fetched("/")).toEqual({ status: 200, text: "hello", cut: false });
    const before = server.asked.length;
    await expect(fetched("/", { allowPrivate: false })).rejects.toEqual(failure("address"));
    expect(server.asked.length).toBe(before);
  });

  test.each([
    ["of which all addresses are public but one", ["8.8.8.8", "127.0.0.1"]],
    ["that is mapped to this machine", ["::ffff:127.0.0.1"]],
    ["of a cloud's metadata", ["169.254.169.254"]],
  ])("a name %s is refused", async (_, addresses) => {
    const before = server.asked.length;
    const asking = guardedFetch(`http://rebind.example:${server.port}/`, { resolve: resolver(addresses) });
    await expect(asking).rejects.toEqual(failure("address"));
    expect(server.asked.length).toBe(before);
  });

  test("the name is looked up once, and the connection made to what was checked: no other address a moment later", async () => {
    const answers = [["127.0.0.1"], ["169.254.169.254"]];
    let asked = 0;
    const resolve = async () => resolver(answers[Math.min(asked++, 1)]!)();
    const url = `http://rebind.example:${server.port}/`;
    const reply = await guardedFetch(url, { allowPrivate: true, resolve });
    expect([reply.status, asked]).toEqual([200, 1]);
    expect(server.asked.at(-1)?.headers.host).toBe(`rebind.example:${server.port}`);
  });

  test("a name that is not found, and a port at which nobody is, have their reason", async () => {
    const gone = { resolve: async () => Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" })) };
    await expect(guardedFetch("http://gone.example/", gone)).rejects.toThrow(
      'the host "gone.example" is not found (ENOTFOUND)',
    );
    const closed = await startLocalServer(() => {});
    await closed.close();
    await expect(guardedFetch(closed.base, { allowPrivate: true })).rejects.toThrow(
      /cannot be reached \(ECONNREFUSED\)/,
    );
  });
});

function resolver(addresses: readonly string[]) {
  return async (): Promise<LookupAddress[]> =>
    addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
}

describe("redirects", () => {
  test("are followed to where one may go, relative ones too, five of them", async () => {
    expect((await fetched(`/redirect?to=${encodeURIComponent("/a")}`)).text).toBe("hello");
    expect((await fetched("/city")).text).toBe("hello");
    expect(server.asked.at(-1)?.url.pathname).toBe(encodeURI("/城市"));
    await expect(fetched("/loop")).rejects.toEqual(failure("redirect"));
    await expect(fetched("/redirect", { redirects: 0 })).rejects.toEqual(failure("redirect"));
  });

  test.each([
    ["file:///etc/passwd", "url"],
    ["http://169.254.169.254/latest", "address"],
    ["http://a:b@127.0.0.1/", "url"],
    ["//0.0.0.0/", "address"],
  ])("to %s is refused", async (to, reason) => {
    await expect(fetched(`/redirect?to=${encodeURIComponent(to)}`)).rejects.toEqual(failure(reason));
  });

  test("from a public name to this machine are refused", async () => {
    // The public server is this one, in disguise: its name is let through, 127.0.0.1 as text is not.
    const resolve = async () => [{ address: "127.0.0.1", family: 4 }];
    const url = `http://public.example:${server.port}/redirect?to=${encodeURIComponent("http://metadata.example/")}`;
    const turned = async (host: string) =>
      host === "public.example" ? resolve() : [{ address: "169.254.169.254", family: 4 }];
    await expect(guardedFetch(url, { allowPrivate: true, resolve: turned })).rejects.toEqual(failure("address"));
  });

  test("take no secret to another server, and no body", async () => {
    const headers = { authorization: "Bearer sesame", "x-key": "sesame", cookie: "a=sesame", accept: "text/plain" };
    const to = encodeURIComponent(other.base);
    await guardedFetch({ url: `${server.base}/redirect?to=${to}`, headers }, { allowPrivate: true });
    expect(JSON.stringify(other.asked.at(-1)?.headers)).not.toContain("sesame");
    expect(other.asked.at(-1)?.headers.accept).toBe("text/plain");
    await guardedFetch({ url: `${server.base}/redirect?to=%2Fa`, headers }, { allowPrivate: true });
    expect(server.asked.at(-1)?.headers["x-key"]).toBe("sesame");
    const posted = { method: "POST", body: "sesame", headers };
    const [once, moved] = [307, 302].map((status) => `${server.base}/redirect?to=${to}&status=${status}`);
    await expect(guardedFetch({ url: once!, ...posted }, { allowPrivate: true })).rejects.toEqual(failure("redirect"));
    await guardedFetch({ url: moved!, ...posted }, { allowPrivate: true });
    expect(other.asked.at(-1)).toMatchObject({ method: "GET", body: "" });
  });
});

describe("how much", () => {
  test("the body is unpacked", async () => {
    for (const path of ["/gzip", "/br", "/twice"]) expect((await fetched(path)).text).toBe("packed");
  });

  test.each(["/lie", "/half", "/thrice"])("%s: what cannot be unpacked is named", async (path) => {
    await expect(fetched(path)).rejects.toEqual(failure("encoding"));
  });

  test("no more is read or unpacked than may be", async () => {
    const before = process.memoryUsage().rss;
    for (const path of ["/bomb", "/endless"]) {
      const { text, cut } = await fetched(path, { maxBytes: 100_000 });
      expect([text.length, cut]).toEqual([100_000, true]);
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(30_000_000);
  });

  test.each([
    ["/hang", { stallMs: 100 }, "nothing arrived for 0.1 seconds"],
    ["/stall", { stallMs: 100 }, "nothing arrived for 0.1 seconds"],
    ["/drip", { totalMs: 300, stallMs: 200 }, "no full answer within 0.3 seconds"],
  ])("%s: time is bounded", async (path, limits, message) => {
    const started = performance.now();
    await expect(fetched(path, limits)).rejects.toThrow(message);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test("an answer that is broken off has its reason, and who stops asking gets theirs", async () => {
    await expect(fetched("/cut")).rejects.toEqual(failure("connection"));
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error("enough")), 50);
    await expect(fetched("/hang", {}, stop.signal)).rejects.toThrow("enough");
    await expect(fetched("/", {}, AbortSignal.abort(new Error("before")))).rejects.toThrow("before");
  });

  test("the type is looked at where it matters, any status is an answer", async () => {
    await expect(fetched("/picture", { contentTypes: ["text/"] })).rejects.toThrow("is image/png, not text/");
    expect((await fetched("/picture")).text).toBe("png");
    expect((await fetched("/missing", { contentTypes: ["text/html"] })).status).toBe(404);
    expect((await fetched("/feed", { contentTypes: ["+json", "+xml"] })).text).toBe("<feed/>");
    await expect(fetched("/drawing", { contentTypes: ["+xml"] })).rejects.toThrow("is image/svg+xml, not +xml");
  });
});
