import type { ServerResponse } from "node:http";
import type { CompletionBody } from "./completion-bodies.ts";
import type { Fault } from "./fault.ts";

/** Does to a response what a fault says. `good` is what would have been answered. */
export function writeFault(response: ServerResponse, fault: Fault, good: CompletionBody): void {
  const write = WRITERS[fault.kind] as (response: ServerResponse, fault: Fault, good: CompletionBody) => void;
  write(response, fault, good);
}

type Writer<Kind extends Fault["kind"]> = (
  response: ServerResponse,
  fault: Extract<Fault, { kind: Kind }>,
  good: CompletionBody,
) => void;

const WRITERS: { readonly [Kind in Fault["kind"]]: Writer<Kind> } = {
  rate_limit(response, fault) {
    const error = { message: "Too many requests.", type: "requests", code: "rate_limit_exceeded" };
    sendError(response, 429, error, waitHeaders(fault));
  },
  server_error(response, fault) {
    const error = { message: "The server failed.", type: "server_error" };
    sendError(response, fault.status ?? 500, error, waitHeaders(fault));
  },
  hang() {},
  reset(response, { when }, good) {
    if (when === "before") response.socket?.resetAndDestroy();
    else resetInTheMiddle(response, good);
  },
  cut_stream: (response, _, good) => send(response, good.type, halfOf(good)),
  invalid_json: (response, _, good) => send(response, good.type, broken(good)),
  empty: (response, { what }, good) => send(response, good.type, emptied(good, what)),
  drip: (response, { gapMs }, good) => drip(response, good, gapMs),
  wrong_model(response) {
    sendError(response, 404, { message: "There is no such model.", code: "model_not_found", param: "model" });
  },
  expired_key(response) {
    sendError(response, 401, { message: "The API key is wrong or expired.", code: "invalid_api_key" });
  },
  context_too_long: (response, { wording }) => sendError(response, 400, TOO_LONG[wording]),
};

/** Sends an error in OpenAI's shape. */
export function sendError(
  response: ServerResponse,
  status: number,
  error: Readonly<Record<string, unknown>>,
  headers: readonly string[] = [],
): void {
  const body = { error: { type: "invalid_request_error", param: null, code: null, ...error } };
  send(response, "application/json", JSON.stringify(body), status, headers);
}

/** Sends a body whose length is known; `headers` are names and values in turn. */
export function send(
  response: ServerResponse,
  type: string,
  body: string,
  status = 200,
  headers: readonly string[] = [],
): void {
  response.writeHead(status, ["content-type", type, "content-length", `${Buffer.byteLength(body)}`, ...headers]);
  response.end(body);
}

/** The facts that clients tell it by: OpenAI has a code for it, vLLM says it in words only. */
const TOO_LONG: Readonly<Record<"openai" | "vllm", Readonly<Record<string, unknown>>>> = {
  openai: {
    message: "This model's maximum context length is 4096 tokens; the messages have 5000.",
    param: "messages",
    code: "context_length_exceeded",
  },
  vllm: {
    message: "This model's maximum context length is 4096 tokens. However, your request has 5000 input tokens.",
    type: "BadRequestError",
    param: "input_tokens",
    code: 400,
  },
};

function waitHeaders({ retryAfter, retryAfterMs }: { retryAfter?: number | string; retryAfterMs?: number }): string[] {
  return [
    ...(retryAfter === undefined ? [] : ["retry-after", String(retryAfter)]),
    ...(retryAfterMs === undefined ? [] : ["retry-after-ms", String(retryAfterMs)]),
  ];
}

function resetInTheMiddle(response: ServerResponse, good: CompletionBody): void {
  response.setHeader("content-type", good.type);
  // What was written is sent first: a reset overtakes bytes that wait.
  response.write(halfOf(good), () => setImmediate(() => response.socket?.resetAndDestroy()));
}

function halfOf({ pieces }: CompletionBody): string {
  const [first = ""] = pieces;
  return pieces.length === 1 ? first.slice(0, first.length / 2) : pieces.slice(0, pieces.length / 2).join("");
}

function broken({ type, pieces }: CompletionBody): string {
  if (type === "application/json") return '{"choices": [{"mess';
  return [pieces[0], 'data: {"choices": [{"del\n\n', ...pieces.slice(1)].join("");
}

/** The same kind of body without its end, its choices or its content. */
function emptied({ type, pieces }: CompletionBody, what: "body" | "choices" | "content"): string {
  if (what === "body") return "";
  const without = (text: string) => {
    const body = JSON.parse(text);
    const choices = body.choices.map((choice: object) => withoutContent(choice as Record<string, unknown>));
    return JSON.stringify({ ...body, choices: what === "choices" ? [] : choices });
  };
  if (type === "application/json") return without(pieces[0]!);
  const events = pieces.slice(0, -1).map((piece) => `data: ${without(piece.slice("data: ".length))}\n\n`);
  return [...events, pieces.at(-1)].join("");
}

function withoutContent(choice: Record<string, unknown>): object {
  if ("text" in choice) return { ...choice, text: "" };
  const part = "delta" in choice ? "delta" : "message";
  return { ...choice, [part]: { role: "assistant", content: "" } };
}

function drip(response: ServerResponse, { type, pieces }: CompletionBody, gapMs: number): void {
  response.setHeader("content-type", type);
  response.flushHeaders();
  const drops = pieces.length > 1 ? [...pieces] : (pieces[0]!.match(/.{1,128}/gsu) ?? []);
  const next = (): void => {
    const drop = drops.shift();
    if (drop === undefined) response.end();
    else if (!response.destroyed) {
      response.write(drop);
      setTimeout(next, gapMs);
    }
  };
  setTimeout(next, gapMs);
}
