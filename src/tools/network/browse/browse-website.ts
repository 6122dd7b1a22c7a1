import { z } from "zod";
import { NetworkError } from "../../../core/errors.ts";
import { requireSuccess, textOfReply } from "../fetch-json.ts";
import { shownUrl } from "../guard/check-url.ts";
import { type GuardedReply, guardedFetch } from "../guard/guarded-fetch.ts";
import { type NetworkCall, networkTool } from "../network-tool.ts";
import { choosePassages } from "../page/choose-passages.ts";
import { plainText } from "../page/plain-text.ts";
import { readPage } from "../page/read-html.ts";
import { answerFromPage, type PageModel, pageModelSchema } from "./answer-from-page.ts";
import { findChromium, NO_CHROMIUM } from "./find-chromium.ts";
import { renderPage } from "./render-page.ts";

const MOST_BYTES = 3_000_000;
const MOST_RENDERED = 3_000_000;
/** So many characters of a page are shown to a model that answers from it. */
const MOST_READ = 16_000;
const TEXTS = ["text/", "application/xhtml+xml", "application/xml", "application/json", "+json", "+xml"];
/** How PDF, pictures and archives begin. */
const NO_TEXT = ["%PDF-", "\x89PNG", "\xff\xd8\xff", "GIF8", "PK\x03\x04", "\x1f\x8b"];
const HEADERS = { accept: "text/html, text/plain, application/json;q=0.8, */*;q=0.1" };

/** Reads a page, or the passages of it that go with a question. */
export const browseWebsite = networkTool({
  name: "browse_website",
  description: {
    en: "Reads a web page: the passages of it that go with a question, or its beginning.",
    zh: "阅读网页：给出与问题相关的段落，没有问题则给出开头部分。",
  },
  parameters: {
    url: { type: "string", required: true, description: { en: "The address of the page", zh: "网页的网址" } },
    question: {
      type: "string",
      description: { en: "What is to be found out from the page", zh: "想从网页中了解的问题" },
    },
  },
  options: z.strictObject({
    render: z.boolean().default(false),
    max_characters: z.int().min(200).max(100_000).default(4000),
    summary: pageModelSchema.optional(),
  }),
  variables: ({ summary }) => (summary?.key_variable === undefined ? [] : [summary.key_variable]),
  missing: ({ render }) => (render && findChromium() === undefined ? NO_CHROMIUM : undefined),
  async call({ url, question }, { render, max_characters, summary }, call) {
    const limits = { allowPrivate: call.allowPrivate, maxBytes: MOST_BYTES, contentTypes: TEXTS };
    const asked = { url: withScheme(String(url)), headers: { ...HEADERS, "accept-language": call.language } };
    const reply = await guardedFetch(asked, limits, call.signal);
    requireSuccess(reply);
    refuseDisguised(reply);
    const { title, text } = await textOf(reply, render, call);
    const asks = question === undefined ? undefined : String(question);
    const said =
      summary === undefined || asks === undefined
        ? undefined
        : await askModel(summary, asks, text, max_characters, call);
    return {
      url: reply.url.href,
      ...(title === "" ? {} : { title }),
      ...(said ?? shownPassages(text, asks, max_characters)),
      ...(reply.cut ? { note: `only the first ${MOST_BYTES} bytes were read` } : {}),
    };
  },
});

function shownPassages(text: string, question: string | undefined, maxCharacters: number) {
  const { content, shown, of } = choosePassages(text, question, maxCharacters);
  return { content, passages: `${shown} of ${of}` };
}

/** The answer of a model that is shown more of the page than the agent would be; undefined where there are no models. */
async function askModel(summary: PageModel, question: string, text: string, maxCharacters: number, call: NetworkCall) {
  if (call.connect === undefined) return undefined;
  const { content, shown, of } = choosePassages(text, question, MOST_READ);
  const { client, close } = await call.connect(summary);
  try {
    const answer = await answerFromPage(client, { question, content, language: call.language }, call.signal);
    return { answer: answer.slice(0, maxCharacters), by: client.model, passages: `${shown} of ${of}` };
  } finally {
    await close();
  }
}

/** An address as people say it. */
function withScheme(url: string): string {
  return /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(url) ? `https://${url}` : url;
}

/** Not every server says what it sends, and not every one that does is right. */
function refuseDisguised({ body, url }: GuardedReply): void {
  const beginning = Buffer.from(body.subarray(0, 8)).toString("latin1");
  if (!NO_TEXT.some((signature) => beginning.startsWith(signature))) return;
  throw new NetworkError("type", `${shownUrl(url)} is no text, whatever it is called`, "Ask for a page of text.");
}

async function textOf(reply: GuardedReply, render: boolean, call: NetworkCall) {
  const type = String(reply.headers["content-type"] ?? "");
  const isHtml = /html|^$/i.test(type);
  if (!isHtml) return { title: "", text: textOfReply(reply).replaceAll("\r\n", "\n") };
  const html = render ? (await renderPage(reply, call)).slice(0, MOST_RENDERED) : textOfReply(reply);
  const page = await readPage(html, call.signal);
  return page.text === "" ? { ...page, text: plainText(html) } : page;
}
