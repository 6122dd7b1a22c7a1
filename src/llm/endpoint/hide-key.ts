import { isObject, type JsonValue } from "../../core/json/value.ts";

/** A key this short may be a word that a reply has: servers on one's own machine take any, such as "none". */
const SHORTEST_IN_REPLIES = 12;

/** Texts without a key that a server may repeat, as it is or in the writing of JSON, of addresses and of base64. */
export interface KeyHider {
  /** For what people are told. */
  inWords(text: string): string;
  /** For replies, which are kept: the same, but for a key so short that it may be a word. */
  inReply(text: string): string;
  /** The same for all texts of a reply that has been read: there a key is whole that came in pieces, or in odd escapes. */
  inValue<T extends JsonValue>(value: T): T;
}

/** Hides a key; nothing where there is none. */
export function hideKey(apiKey: string | undefined): KeyHider {
  const as = <T>(said: T) => said;
  if (apiKey === undefined) return { inWords: as, inReply: as, inValue: as };
  const forms = formsOf(apiKey);
  const inWords = (text: string) => forms.reduce((rest, form) => rest.replaceAll(form, "[key]"), text);
  if (apiKey.length < SHORTEST_IN_REPLIES) return { inWords, inReply: as, inValue: as };
  const isIn = (text: string) => text.length >= SHORTEST_IN_REPLIES && forms.some((form) => text.includes(form));
  return {
    inWords,
    inReply: inWords,
    inValue: <T extends JsonValue>(value: T) => (someText(value, isIn) ? (withTexts(value, inWords) as T) : value),
  };
}

function formsOf(key: string): string[] {
  const written = [key, JSON.stringify(key).slice(1, -1), encodeURI(key), encodeURIComponent(key)];
  return [...new Set(key.length < SHORTEST_IN_REPLIES ? written : [...written, ...inBase64(key)])];
}

/** A key in base64, whatever stands before and behind it: only the characters that it decides alone. */
function inBase64(key: string): string[] {
  const inSixes = (bytes: number) => (bytes * 8) / 6;
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(key)]);
    const [from, to] = [Math.ceil(inSixes(before)), Math.floor(inSixes(bytes.length))];
    return [bytes.toString("base64").slice(from, to), bytes.toString("base64url").slice(from, to)];
  });
}

function someText(value: JsonValue, is: (text: string) => boolean): boolean {
  if (typeof value === "string") return is(value);
  return typeof value === "object" && value !== null && Object.values(value).some((part) => someText(part, is));
}

function withTexts(value: JsonValue, change: (text: string) => string): JsonValue {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => withTexts(item, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withTexts(part, change)]));
}
