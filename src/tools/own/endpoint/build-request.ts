import { isExactInteger, withExactIntegers } from "../../../core/json/exact-integers.ts";
import type { JsonObject, JsonValue } from "../../../core/json/value.ts";
import type { GuardedRequest } from "../../network/guard/guarded-request.ts";
import type { Endpoint } from "./endpoint.ts";
import { argumentsIn, fillJson, fillText, piecesOf, plainText } from "./template.ts";

/**
 * The request that a call of an endpoint makes. Arguments fill the places that stand for them; the others go into the body where
 * that is `json` or `form`, and into the query where there is no such body. No argument can change the host, the port, or how many steps the
 * path has.
 * Throws for an argument that cannot be what its place needs.
 */
export function buildRequest(endpoint: Endpoint, given: JsonObject): GuardedRequest {
  const args = withExactIntegers(given);
  const { method, body } = endpoint;
  const rest = withoutPlaced(endpoint, args);
  const hasBody = body !== undefined || (method !== "GET" && method !== "DELETE");
  const form = body === "form" ? rest : undefined;
  const data = body === undefined || body === "json" ? rest : fillJson(body, args);
  const inQuery = !hasBody || typeof body === "object" ? rest : {};
  const type = form === undefined ? "application/json" : "application/x-www-form-urlencoded";
  const request = { url: addressOf(endpoint, args, inQuery), method };
  const headers = headersOf(endpoint);
  if (!hasBody) return { ...request, headers };
  const text = form === undefined ? JSON.stringify(data) : String(pairsOf(form));
  return { ...request, headers: { "content-type": type, ...headers }, body: text };
}

function withoutPlaced({ url, query, body }: Endpoint, args: JsonObject): JsonObject {
  const placed = new Set(argumentsIn([url, query, (body ?? null) as JsonValue]));
  // Of two values of one name a server may take either.
  const twice = Object.keys(args).find((name) => Object.hasOwn(query, name) && !placed.has(name));
  if (twice !== undefined) throw new Error(`the argument ${twice} is the tool's own to give`);
  return Object.fromEntries(Object.entries(args).filter(([name]) => !placed.has(name)));
}

function headersOf({ headers }: Endpoint): Record<string, string> {
  // Nothing that stands in a header may begin another one.
  const filled = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    fillText(value, {}, (text) => text)!.replace(/[\r\n\0]/g, ""),
  ]);
  return { accept: "application/json, text/*;q=0.9, */*;q=0.1", ...Object.fromEntries(filled) };
}

function addressOf({ url, query }: Endpoint, args: JsonObject, rest: JsonObject): string {
  const address = new URL(pathFilled(url, args));
  for (const [name, template] of Object.entries(query)) {
    const value = fillText(template, args, (text) => text);
    if (value !== undefined) address.searchParams.append(name, value.toWellFormed());
  }
  for (const [name, value] of pairsOf(rest)) address.searchParams.append(name, value);
  return address.href;
}

function pathFilled(url: string, args: JsonObject): string {
  for (const piece of piecesOf(url)) if ("argument" in piece) checkStep(piece.argument, args[piece.argument]);
  return fillText(url, args, (text) => encodeURIComponent(text.toWellFormed()))!;
}

/** A step of a path is some text, and none that leads elsewhere, even for a server that takes `%2F` for a slash. */
function checkStep(name: string, value: unknown): void {
  if (value === undefined) throw new Error(`the argument ${name} is needed`);
  const isPlain = ["string", "number", "boolean"].includes(typeof value) || isExactInteger(value);
  if (!isPlain) throw new Error(`the argument ${name} must be a text, a number or a truth value`);
  const text = plainText(value as JsonValue);
  if (text === "" || /(?:^|[/\\])\.{1,2}(?:[/\\]|$)/.test(text))
    throw new Error(`the argument ${name} cannot be ${JSON.stringify(text)}: it is a step of a path`);
}

/** Arguments as names and values: a list is its name as many times, and what is null is left out. */
function pairsOf(args: JsonObject): URLSearchParams {
  const pairs = Object.entries(args).flatMap(([name, value]) =>
    [value].flat().flatMap((one) => (one === null ? [] : [[name, plainText(one).toWellFormed()]])),
  );
  return new URLSearchParams(pairs as [string, string][]);
}
