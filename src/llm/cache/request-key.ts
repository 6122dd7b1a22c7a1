import { canonicalJson, sha256 } from "../../core/hash.ts";
import type { WireRequest } from "../endpoint/wire-request.ts";

/**
 * What a request is known by: all that decides its completion (model, messages, tools, sampling, as they stand in the body) and
 * the number of the sample. Where the model is served, and with which key, is no part of it.
 */
export function requestKey({ body, sample }: Pick<WireRequest, "body" | "sample">): string {
  return sha256(canonicalJson({ body, sample }));
}
