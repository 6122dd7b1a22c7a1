import type { z } from "zod";
import { NetworkError } from "../../core/errors.ts";
import { shownUrl } from "./guard/check-url.ts";
import { type GuardedReply, guardedFetch } from "./guard/guarded-fetch.ts";
import type { GuardedRequest } from "./guard/guarded-request.ts";
import type { NetworkCall } from "./network-tool.ts";
import { decodeText } from "./page/decode-text.ts";

const MOST_BYTES = 4_000_000;
/** So much of what a server complains of is passed on. */
const LONGEST_COMPLAINT = 300;

/**
 * What a JSON API answers, as far as the schema knows it.
 * @throws {NetworkError} for another status than 2xx, with what the server says of it, and for what is no JSON of this shape
 */
export async function fetchJson<S extends z.ZodType>(
  request: GuardedRequest,
  schema: S,
  { signal, allowPrivate }: NetworkCall,
): Promise<z.output<S>> {
  const headers = { accept: "application/json", ...request.headers };
  const reply = await guardedFetch({ ...request, headers }, { allowPrivate, maxBytes: MOST_BYTES }, signal);
  requireSuccess(reply);
  if (reply.cut)
    throw new NetworkError(
      "size",
      `${shownUrl(reply.url)} answers with more than ${MOST_BYTES} bytes`,
      "Ask for less.",
    );
  const { data, error } = schema.safeParse(parse(reply));
  if (error === undefined) return data;
  const [{ path, message } = { path: [], message: "" }] = error.issues;
  const problem = `${shownUrl(reply.url)} answers in another shape than it should: ${path.join(".")}: ${message}`;
  throw new NetworkError("type", problem, CHECK_ADDRESS);
}

const CHECK_ADDRESS = "Check that this is the address of the API.";

function parse(reply: GuardedReply): unknown {
  try {
    return JSON.parse(textOfReply(reply));
  } catch (cause) {
    throw new NetworkError("type", `${shownUrl(reply.url)} answers with what is no JSON`, CHECK_ADDRESS, { cause });
  }
}

/** Throws NetworkError for another status than 2xx. */
export function requireSuccess(reply: GuardedReply): void {
  if (reply.status >= 200 && reply.status < 300) return;
  const said = complaintIn(reply);
  const problem = `${shownUrl(reply.url)} answers with status ${reply.status}${said === "" ? "" : `: ${said}`}`;
  throw new NetworkError("status", problem, "Look up what the server means by it.");
}

/** The text of a reply. */
export function textOfReply({ body, headers }: GuardedReply): string {
  return decodeText(body, String(headers["content-type"] ?? ""));
}

/** What an API says went wrong; a page of HTML is no complaint. */
function complaintIn(reply: GuardedReply): string {
  const text = textOfReply(reply).trim();
  if (text.startsWith("<")) return "";
  return text.slice(0, LONGEST_COMPLAINT).replace(/\s+/g, " ");
}
