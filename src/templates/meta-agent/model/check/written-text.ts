import { isObject, type JsonValue } from "../../../../core/json/value.ts";
import { SLOTS } from "../../../slots.ts";
import type { PromptTemplate } from "../../../template.ts";

/** All that a template says, source by source and word by word of its protocol, and where it stands. */
export function writtenText({ slots, layout, protocol }: PromptTemplate): [where: string, text: string][] {
  const { kind: _, ...sources } = layout;
  const { name: __, title: ___, ...words } = protocol;
  return [
    ...SLOTS.map((slot): [string, string] => [`slot ${slot}`, slots[slot]]),
    ...Object.entries(sources),
    ...textsIn("protocol", words as unknown as JsonValue),
  ];
}

function textsIn(where: string, value: JsonValue): [string, string][] {
  if (typeof value === "string") return [[where, value]];
  if (Array.isArray(value)) return value.flatMap((item, at) => textsIn(`${where}[${at}]`, item));
  return isObject(value) ? Object.entries(value).flatMap(([key, item]) => textsIn(`${where}.${key}`, item)) : [];
}
