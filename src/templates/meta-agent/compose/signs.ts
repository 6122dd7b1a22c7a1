import { finalCommandNames } from "../../protocol/endings.ts";
import { labelsOf } from "../../protocol/labels.ts";
import { marksOf } from "../../protocol/marks.ts";
import type { JsonProtocol, Marks, Protocol } from "../../protocol/protocol.ts";
import type { Names } from "../phrases/phrase.ts";

/** The signs of a protocol as phrases speak of them: `@thought`, `@observation`, `@command`, ..., each in this quote. */
export function quotedSigns(protocol: Protocol, quote: string, and: string): Names {
  const quoted = (text: string) => quote.replace("@sign", text);
  const all = (texts: readonly string[]) => texts.map(quoted).join(and);
  const commands = [...new Set(finalCommandNames(protocol))];
  const names: Record<string, string> = { command: all(commands), commands: all(commands) };
  for (const [role, sign] of signs(protocol)) names[role] = quoted(sign);
  if (protocol.kind === "json") names["constants"] = all(extraKeys(protocol));
  return names;
}

/** Keys of a JSON object that may stay empty. */
export function extraKeys({ fields = [], constants = [] }: JsonProtocol): string[] {
  return [...fields, ...constants].map(({ path }) => path.join("."));
}

function signs(protocol: Protocol): readonly (readonly [role: string, sign: string])[] {
  if (protocol.kind === "labelled") return labelsOf(protocol);
  const both = ({ open, close }: Marks) => `${open}…${close}`;
  if (protocol.kind === "json") {
    const { open, close } = protocol.observation;
    const shown = close.trim() === "" ? open.trim() : `${open.trim()} … ${close.trim()}`;
    return [
      ["thought", protocol.thought.join(".")],
      ["action", [...protocol.call.path, protocol.call.name].join(".")],
      ["arguments", [...protocol.call.path, protocol.call.arguments].join(".")],
      ["observation", shown],
    ];
  }
  return [
    ["thought", both(protocol.thought)],
    ...(protocol.kind === "tagged" ? [["observation", both(protocol.observation)] as const] : []),
  ];
}

/** What must stand nowhere in the fixed text but in the output format: labels and marks, in lower case. */
export function reservedSigns(protocol: Protocol): string[] {
  if (protocol.kind === "labelled") return labelsOf(protocol).map(([, label]) => label.toLowerCase());
  if (protocol.kind !== "json") return marksOf(protocol).map((mark) => mark.toLowerCase());
  return [protocol.observation.open.trim().toLowerCase()];
}
