import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { type ApiError, apiError } from "./api-error.ts";

/** Refuses, with 401, a request that does not bring this key as `Authorization: Bearer KEY`. */
export function checkKey(headers: IncomingHttpHeaders, key: string | undefined): ApiError | undefined {
  if (key === undefined) return undefined;
  const [, given = ""] = /^Bearer +(.*)$/i.exec(headers.authorization ?? "") ?? [];
  if (timingSafeEqual(digest(given), digest(key))) return undefined;
  const problem = given === "" ? "an API key is needed: Authorization: Bearer KEY" : "the API key is wrong";
  return apiError(401, problem, { code: "invalid_api_key" });
}

/** Digests have one length, which a comparison in constant time needs. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
