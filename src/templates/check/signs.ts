import { labelsOf } from "../protocol/labels.ts";
import { marksOf } from "../protocol/marks.ts";
import type { Protocol } from "../protocol/protocol.ts";

/** The texts by which a protocol tells the parts of a step apart: its labels, or its marks; the marks of an observation. */
export function signsOf(protocol: Protocol): string[] {
  if (protocol.kind === "labelled") return labelsOf(protocol).map(([, label]) => label);
  if (protocol.kind === "json")
    return [protocol.observation.open, protocol.observation.close].filter((sign) => sign !== "");
  return marksOf(protocol);
}
