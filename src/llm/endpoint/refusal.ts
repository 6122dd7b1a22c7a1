import { APIError } from "openai";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";

/** What a server that refuses answers with. */
export interface RefusedAnswer {
  /** Absent where it said 200 first. */
  readonly status?: number;
  /** The body: JSON that was read, or the text of what is none. */
  readonly body?: unknown;
  readonly headers?: Headers;
}

/** The error that the openai client makes of a refusal, with the server's words in whatever shape it puts them. */
export function refusal({ status, body, headers = new Headers() }: RefusedAnswer): APIError {
  const error = saidError(body) ?? { message: status === undefined ? "it does not say why" : `status ${status}` };
  if (status === undefined) return new APIError(undefined, error, undefined, undefined);
  return APIError.generate(status, { error }, undefined, headers);
}

/** Does a body that came with 200, or a chunk of a stream, say that there is no reply? vLLM's old ones name themselves an error. */
export function isErrorBody(body: JsonValue | undefined): boolean {
  return isObject(body) && (Boolean(body["error"]) || body["object"] === "error");
}

/** `{error: {message}}` is OpenAI's; others have a text there, a `message` or `detail` beside it, a list of such, or a page. */
function saidError(body: unknown): JsonObject | undefined {
  const said = (Array.isArray(body) ? body[0] : body) as JsonValue | undefined;
  if (typeof said === "string") return said.trim() === "" ? undefined : { message: textOfPage(said) };
  if (!isObject(said)) return undefined;
  const error = said["error"];
  if (isObject(error)) return withMessage(error);
  return withMessage(typeof error === "string" ? { ...said, message: error } : said);
}

function withMessage(error: JsonObject): JsonObject {
  const said = ["message", "detail", "msg"].map((name) => error[name]).find(Boolean) ?? error;
  return { ...error, message: typeof said === "string" ? said : JSON.stringify(said) };
}

const LONGEST_PAGE = 20_000;

/** What a proxy's page says, without its marks. */
function textOfPage(page: string): string {
  if (!page.trimStart().startsWith("<")) return page.trim();
  const text = page.slice(0, LONGEST_PAGE).replace(/<(script|style)\b[\s\S]*?<\/\1>|<[^>]*>/gi, " ");
  return text.replace(/\s+/g, " ").trim() || "a page without text";
}
