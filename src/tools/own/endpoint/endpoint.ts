import { z } from "zod";
import type { JsonValue } from "../../../core/json/value.ts";
import { argumentsIn, environmentIn } from "./template.ts";

/** Headers that belong to the connection, not to whoever asks. */
const NOT_GIVEN = new Set(["host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer"]);

const headers = z
  .record(z.string(), z.string())
  .refine((given) => Object.keys(given).every(isGiven), "has a header that is not for a tool to say")
  .refine((given) => argumentsIn(given).length === 0, "has places for arguments");
const json = z.custom<JsonValue>((value) => value !== undefined);

/** How a tool is called that is an address on the network. */
export const endpointSchema = z
  .strictObject({
    method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).default("GET"),
    url: z.string().superRefine(checkAddress),
    query: z.record(z.string(), z.string()).default({}),
    headers: headers.default({}),
    body: z.union([z.enum(["json", "form"]), z.record(z.string(), json)]).optional(),
  })
  .refine(({ method, body }) => body === undefined || method !== "GET", "a GET request has no body");

/** An address on the network as a tool: see {@link endpointSchema}. */
export type Endpoint = z.infer<typeof endpointSchema>;

/** All environment variables that an endpoint has places for. */
export function variablesOf({ url, query, headers, body }: Endpoint): string[] {
  return [...new Set(environmentIn([url, query, headers, (body ?? null) as JsonValue]))];
}

function isGiven(name: string): boolean {
  return /^[!#$%&'*+.^_`|~\w-]+$/.test(name) && !NOT_GIVEN.has(name.toLowerCase());
}

function checkAddress(text: string, { addIssue }: z.core.$RefinementCtx<string>): void {
  const message = addressProblem(text);
  if (message !== undefined) addIssue({ code: "custom", message });
}

/** Scheme, host and port stand fast: places come behind them, in the path, and everything else of the query in `query`. */
function addressProblem(text: string): string | undefined {
  const [, origin, path = "/"] = /^(https?:\/\/[^/?#{}$]+)(\/[^?#]*)?$/i.exec(text) ?? [];
  const url = origin === undefined ? null : URL.parse(origin);
  if (url === null) return "is no http(s) address with its places in the path alone (the query stands in query)";
  if (url.username !== "" || url.password !== "") return "has a password: name a variable in headers";
  return /(?:^|\/)\.{1,2}(?:\/|$)/.test(path) ? "has the steps . or .. in its path" : undefined;
}
