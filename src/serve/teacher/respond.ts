import type { IncomingMessage, ServerResponse } from "node:http";
import type { ChatClient } from "../../llm/chat-client.ts";
import { answerChat } from "./answer-chat.ts";
import { type ApiError, apiError, isApiError, noSuchModel } from "./api-error.ts";
import { checkKey } from "./check-key.ts";
import { wholeCompletion } from "./completion.ts";
import { readBody } from "./read-body.ts";
import { streamCompletion } from "./stream-completion.ts";

/** What answers are made of. */
export interface Respondent {
  readonly teacher: ChatClient;
  /** The name that the API gives it. */
  readonly model: string;
  readonly apiKey?: string | undefined;
  readonly maxBodyBytes: number;
}

type Route = (request: IncomingMessage, response: ServerResponse, respondent: Respondent) => Promise<void> | void;

/** Answers one request. Throws what is no fault of the request's. */
export async function respond(request: IncomingMessage, response: ServerResponse, respondent: Respondent) {
  const [path = ""] = (request.url ?? "").split("?");
  const routes = ROUTES.get(path) ?? (path.startsWith(ONE_MODEL) ? { GET: showModel } : undefined);
  const route = routes?.[request.method ?? ""];
  const wrongKey = path === "/health" ? undefined : checkKey(request.headers, respondent.apiKey);
  if (wrongKey !== undefined) sendError(response, wrongKey);
  else if (routes === undefined) sendError(response, apiError(404, `there is no ${path} here`, { code: "not_found" }));
  else if (route === undefined)
    sendError(
      response,
      apiError(405, `${path} takes ${Object.keys(routes).join(", ")}`, { code: "method_not_allowed" }),
    );
  else await route(request, response, respondent);
}

/** Sends an error as a body; where a stream has begun, it is cut instead, which clients can tell from an end. */
export function sendError(response: ServerResponse, { status, error }: ApiError): void {
  if (response.headersSent) response.destroy();
  else sendJson(response, status, { error });
}

const ROUTES: ReadonlyMap<string, Readonly<Record<string, Route>>> = new Map([
  ["/health", { GET: (_: IncomingMessage, response: ServerResponse) => sendJson(response, 200, { status: "ok" }) }],
  ["/v1/models", { GET: listModels }],
  ["/v1/chat/completions", { POST: chat }],
]);

const ONE_MODEL = "/v1/models/";

function listModels(_: IncomingMessage, response: ServerResponse, { model }: Respondent): void {
  sendJson(response, 200, { object: "list", data: [modelObject(model)] });
}

function showModel(request: IncomingMessage, response: ServerResponse, { model }: Respondent): void {
  const [path = ""] = (request.url ?? "").split("?");
  if (path === `${ONE_MODEL}${encodeURIComponent(model)}`) sendJson(response, 200, modelObject(model));
  else sendError(response, noSuchModel(path.slice(ONE_MODEL.length), model));
}

function modelObject(model: string): object {
  return { id: model, object: "model", created: 0, owned_by: "mat" };
}

async function chat(request: IncomingMessage, response: ServerResponse, respondent: Respondent): Promise<void> {
  const body = await readBody(request, respondent.maxBodyBytes);
  if (isApiError(body)) return refuseBody(response, body);
  const answer = await answerChat(body.text, respondent.teacher, respondent.model);
  if (isApiError(answer)) return sendError(response, answer);
  if (!answer.stream) return sendJson(response, 200, wholeCompletion(answer.completion));
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" });
  for (const event of streamCompletion(answer.completion, answer.includeUsage)) response.write(event);
  response.end();
}

/** What is left of a body that is too large is not read: the connection ends with the answer. */
function refuseBody(response: ServerResponse, error: ApiError): void {
  response.setHeader("connection", "close");
  sendError(response, error);
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
  response.end(text);
}
