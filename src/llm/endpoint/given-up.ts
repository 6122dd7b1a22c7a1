import { EndpointError } from "../../core/errors.ts";
import type { Failure, FailureKind } from "./failure.ts";

const FIXES: Readonly<Partial<Record<FailureKind, (model: string) => string>>> = {
  not_allowed: () => "Check the key: --api-key-env names the variable that holds it.",
  quota_spent: () => "See the account's limits; the same command goes on afterwards.",
  not_found: (model) => `Check --base-url (most end in /v1) and whether the server has the model "${model}".`,
  unreachable: () => "Check --base-url and whether the server is up; the same command goes on then.",
  tls_failed: () =>
    "Check --base-url (http or https); NODE_EXTRA_CA_CERTS=FILE makes a certificate of your own trusted.",
  batch_failed: () =>
    "See whether the provider's batches take this model and these fields; the same command asks again.",
  content_filtered: () =>
    "The provider's filter does not let this prompt pass: change the task, or ask another provider.",
  context_too_long: () => "Lower --max-prompt-tokens, so that the memory is cut to what the model can take.",
};
const FOR_ALL: ReadonlySet<FailureKind> = new Set([
  "not_allowed",
  "quota_spent",
  "not_found",
  "tls_failed",
  "batch_failed",
]);

/** Who gave no reply. */
export interface SilentServer {
  readonly model: string;
  readonly baseUrl: string;
  /** The text without the key, which a server may repeat when it refuses it. */
  hideKey(text: string): string;
  /** Did it reply to any request? One that cannot be reached is not there otherwise. */
  readonly reached: boolean;
}

/** What a request ends with that has no reply after all: what the server said, and what to do. */
export function givenUp(failure: Failure, { model, baseUrl, hideKey, reached }: SilentServer): EndpointError {
  const { kind } = failure;
  const said = `${new URL(baseUrl).origin} gave no reply (${kind}): ${shortened(hideKey(failure.detail))}`;
  const isForAll = FOR_ALL.has(kind) || (kind === "unreachable" && !reached);
  const fix = FIXES[kind]?.(model) ?? "See what the server says in its log; the same command asks again.";
  return new EndpointError(kind, said, fix, { isForAll });
}

const LONGEST_DETAIL = 600;

/** A server may answer with a page. */
function shortened(detail: string): string {
  return detail.length <= LONGEST_DETAIL ? detail : `${detail.slice(0, LONGEST_DETAIL)} ...`;
}
