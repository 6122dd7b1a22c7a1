import { isObject, type JsonValue } from "../../../../../core/json/value.ts";
import type { SeenCall } from "../../reader-view.ts";

/** A page that a search has named. */
export interface FoundPage {
  readonly id: string;
  readonly title: string;
}

/** A page that was opened. */
export interface ReadPage {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

const LINE = /^\d+\. \[(?<id>[^\]]+)\] (?<title>.+?) - /;

/** The pages that a search's observation names; undefined where it is no list of pages. */
export function foundPages(observation: string): FoundPage[] | undefined {
  const value = jsonOf(observation);
  if (Array.isArray(value))
    return value.flatMap((one) => (isObject(one) ? [{ id: String(one["id"]), title: String(one["title"]) }] : []));
  const lines = observation.split("\n").flatMap((line) => {
    const { id, title } = LINE.exec(line)?.groups ?? {};
    return id === undefined || title === undefined ? [] : [{ id, title }];
  });
  if (lines.length > 0) return lines;
  return /^(?:No page fits|没有匹配)/.test(observation) ? [] : undefined;
}

/** The page that a call opened; undefined where it gave none. */
export function readPage({ arguments: args, observation }: SeenCall): ReadPage | undefined {
  const id = String(Object.values(args)[0] ?? "");
  const value = jsonOf(observation);
  if (isObject(value))
    return typeof value["text"] === "string" ? { id, title: String(value["title"]), text: value["text"] } : undefined;
  const [title, text] = observation.split(/\n\s*\n/);
  return title === undefined || text === undefined ? undefined : { id, title: title.trim(), text: text.trim() };
}

function jsonOf(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
