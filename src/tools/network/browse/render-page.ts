import type { Browser, BrowserContext, Route } from "playwright-core";
import { type GuardedReply, guardedFetch } from "../guard/guarded-fetch.ts";
import type { NetworkCall } from "../network-tool.ts";
import { findChromium, NO_CHROMIUM } from "./find-chromium.ts";

/** What a page needs to say its text; everything else is not loaded. */
const LOADED = new Set(["document", "script", "stylesheet", "xhr", "fetch"]);
const MOST_REQUESTS = 150;
const LIMITS = { maxBytes: 5_000_000, totalMs: 15_000, stallMs: 10_000 } as const;
const LOAD_MS = 15_000;
/** How long scripts may go on once the page is there. */
const SETTLE_MS = 3000;
/** Headers that are about how a body came, which is not how it goes on. */
const OF_THE_WAY = new Set(["content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive"]);

/**
 * The HTML of a page that was fetched, after its scripts have run in Chromium. The browser itself reaches nothing: its only proxy
 * is a port at which nobody is, and what the page asks for is fetched through the guard and handed to it.
 */
export async function renderPage(reply: GuardedReply, call: NetworkCall): Promise<string> {
  const browser = await launch();
  const end = () => void browser.close().catch(() => {});
  call.signal.addEventListener("abort", end);
  try {
    call.signal.throwIfAborted();
    const context = await browser.newContext({ serviceWorkers: "block", acceptDownloads: false });
    await serve(context, reply, call);
    const page = await context.newPage();
    await page.goto(reply.url.href, { waitUntil: "domcontentloaded", timeout: LOAD_MS });
    await page.waitForLoadState("networkidle", { timeout: SETTLE_MS }).catch(() => {});
    return await within(page.content(), LOAD_MS);
  } finally {
    call.signal.removeEventListener("abort", end);
    await browser.close().catch(() => {});
  }
}

async function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(NO_CHROMIUM);
  const { chromium } = await playwright();
  const { PATH = "", HOME = "" } = process.env;
  return chromium.launch({
    executablePath,
    headless: true,
    // Its sandbox does not work for root.
    chromiumSandbox: process.getuid?.() !== 0,
    // No key of the user's is to be found there.
    env: { PATH, HOME },
    proxy: { server: "http://127.0.0.1:9", bypass: "<-loopback>" },
    args: [
      "--host-resolver-rules=MAP * ~NOTFOUND",
      "--disable-quic",
      "--disable-background-networking",
      "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    ],
  });
}

async function playwright() {
  try {
    return await import("playwright-core");
  } catch (cause) {
    throw new Error("pages are rendered by the package playwright-core: npm install playwright-core", { cause });
  }
}

/** Answers all that a page asks for. */
async function serve(context: BrowserContext, first: GuardedReply, call: NetworkCall): Promise<void> {
  let requests = 0;
  await context.routeWebSocket(/.*/, (socket) => socket.close().catch(() => {}));
  await context.route(/.*/, async (route) => {
    const isFirst = route.request().isNavigationRequest() && route.request().url() === first.url.href;
    const isLoaded = LOADED.has(route.request().resourceType()) && ++requests <= MOST_REQUESTS;
    // A page that has gone away does not take its answers any more.
    await (isFirst || isLoaded ? answer(route, isFirst ? first : undefined, call) : route.abort()).catch(() => {});
  });
}

async function answer(route: Route, known: GuardedReply | undefined, call: NetworkCall): Promise<void> {
  try {
    const reply = known ?? (await fetchFor(route, call));
    const headers = Object.entries(reply.headers)
      .filter(([name, value]) => value !== undefined && !OF_THE_WAY.has(name))
      .map(([name, value]) => [name, [value].flat().join(", ")]);
    await route.fulfill({
      status: reply.status,
      headers: Object.fromEntries(headers) as Record<string, string>,
      body: Buffer.from(reply.body),
    });
  } catch {
    await route.abort("blockedbyclient");
  }
}

async function fetchFor(route: Route, { signal, allowPrivate }: NetworkCall): Promise<GuardedReply> {
  const request = route.request();
  const { host: _, "accept-encoding": __, ...headers } = request.headers();
  const body = request.postData();
  const asked = { url: request.url(), method: request.method(), headers, ...(body === null ? {} : { body }) };
  return guardedFetch(asked, { ...LIMITS, allowPrivate }, signal);
}

/** A page that never lets go of its thread never says what is in it. */
async function within<T>(answer: Promise<T>, longestMs: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("the page's scripts do not come to an end")), longestMs);
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
  }
}
