import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { type Failure, failureOf } from "../endpoint/failure.ts";
import { isErrorBody, refusal } from "../endpoint/refusal.ts";
import type { WireReply, WireRequest } from "../endpoint/wire-request.ts";

/** A line of a batch's results: whose it is, and what came. */
export interface BatchResult {
  readonly id: string;
  readonly line: JsonObject;
}

/** A line as a result; undefined for what is none, whose request counts as missing then. */
export function parseResult(text: string): BatchResult | undefined {
  try {
    const line = JSON.parse(text) as JsonValue;
    return isObject(line) && typeof line["custom_id"] === "string" ? { id: line["custom_id"], line } : undefined;
  } catch {
    return undefined;
  }
}

/** Reads what came for a request: a completion, or why there is none. */
export function readResult({ line }: BatchResult, { read }: WireRequest): WireReply | { readonly failure: Failure } {
  const { response, error } = line;
  const body = isObject(response) ? response["body"] : undefined;
  const status =
    isObject(response) && typeof response["status_code"] === "number" ? response["status_code"] : undefined;
  if (status === undefined) return { failure: unsent(error) };
  if (status < 200 || status > 299) return { failure: refused(status, body) };
  try {
    if (isErrorBody(body)) throw refusal({ body });
    return { completion: body as JsonObject, reply: read(body) };
  } catch (fault) {
    const failure = failureOf(fault);
    if (failure === undefined) throw fault;
    return { failure };
  }
}

/** What never got to the model: its time was over, or the batch's. */
function unsent(error: JsonValue | undefined): Failure {
  const { code, message } = isObject(error) ? error : {};
  const kind =
    code === "batch_cancelled" ? "batch_cancelled" : code === "batch_expired" ? "batch_expired" : "missing_line";
  return { kind, detail: typeof message === "string" ? message : "the line has no response" };
}

function refused(status: number, body: unknown): Failure {
  return failureOf(refusal({ status, body })) ?? { kind: "server_error", detail: `status ${status}` };
}
