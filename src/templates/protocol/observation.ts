import { escapeLines, escapeMarks, unescapeLines, unescapeMarks } from "./escape.ts";
import { labelsOf } from "./labels.ts";
import { marksOf } from "./marks.ts";
import type { Protocol } from "./protocol.ts";
import { type Refusal, refuse } from "./refusal.ts";

/**
 * An observation as the protocol shows it to the agent. Labels and marks in it are escaped, so that no tool can speak as
 * the agent; a native observation is a message of its own and stays as it is.
 */
export function showObservation(protocol: Protocol, text: string): string {
  switch (protocol.kind) {
    case "labelled":
      return `${protocol.observation}${protocol.separator}${escapeLines(text, labelTexts(protocol))}`;
    case "tagged":
      return `${protocol.observation.open}\n${escapeMarks(text, marksOf(protocol))}\n${protocol.observation.close}`;
    case "json":
      return protocol.observation.open + text + protocol.observation.close;
    case "native":
      return text;
  }
}

/** The observation that was shown so. Refused as `no_observation` where the text is none. */
export function readObservation(protocol: Protocol, text: string): { readonly text: string } | Refusal {
  if (protocol.kind === "native") return { text };
  const [open, close] =
    protocol.kind === "labelled"
      ? [protocol.observation + protocol.separator, ""]
      : protocol.kind === "json"
        ? [protocol.observation.open, protocol.observation.close]
        : [`${protocol.observation.open}\n`, `\n${protocol.observation.close}`];
  if (!text.startsWith(open) || !text.endsWith(close) || text.length < open.length + close.length)
    return refuse("no_observation", `the text does not stand behind ${JSON.stringify(open)}`);
  const content = text.slice(open.length, text.length - close.length);
  if (protocol.kind === "labelled") return { text: unescapeLines(content, labelTexts(protocol)) };
  return { text: protocol.kind === "tagged" ? unescapeMarks(content, marksOf(protocol)) : content };
}

function labelTexts(protocol: Extract<Protocol, { kind: "labelled" }>): string[] {
  return labelsOf(protocol).map(([, label]) => label);
}
