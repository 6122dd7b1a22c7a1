import type { EndpointError } from "../core/errors.ts";

const REASONS: ReadonlySet<string> = new Set(["context_too_long", "content_filtered"]);

/** Is it the prompt that a server does not take, too long or held back by a filter? It will always be refused, and others not. */
export function liesInPrompt({ reason }: EndpointError): boolean {
  return REASONS.has(reason);
}
