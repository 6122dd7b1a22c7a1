import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import type { Content } from "../../core/trajectory.ts";
import { memberText } from "../member-text.ts";

type Part = Exclude<Content, string>[number];

/** What a message says, and whether parts of kinds that ATIF does not know (audio, files) are missing from it. */
export interface ReadContent {
  readonly content: Content;
  readonly unknownParts: boolean;
}

/**
 * The content of a message (or what stands under another `key` of it): a text, parts, nothing, or (tools do it) any JSON, which
 * is then read as its text.
 */
export function readContent(message: JsonObject, key = "content"): ReadContent {
  const value = message[key];
  if (!Array.isArray(value) || !value.every(isPartLike))
    return { content: memberText(message, key), unknownParts: false };
  const parts = value.flatMap((part) => readPart(part) ?? []);
  return { content: parts, unknownParts: parts.length < value.length };
}

function isPartLike(value: JsonValue): value is JsonObject {
  return isObject(value) && typeof value["type"] === "string";
}

function readPart(part: JsonObject): Part | undefined {
  const { type, text, refusal, image_url: image } = part;
  if (type === "text" && typeof text === "string") return { type, text };
  if (type === "refusal" && typeof refusal === "string") return { type: "text", text: refusal };
  const url = isObject(image) ? image["url"] : image;
  if (type !== "image_url" || typeof url !== "string") return undefined;
  return { type: "image", source: { media_type: mediaTypeOf(url), path: url } };
}

const MEDIA_TYPES: ReadonlyMap<string | undefined, string> = new Map([
  ["png", "image/png"],
  ["jpg", "image/jpeg"],
  ["jpeg", "image/jpeg"],
  ["gif", "image/gif"],
  ["webp", "image/webp"],
]);

/** The kind of image that an address promises; `image/*` where it does not say. */
function mediaTypeOf(url: string): string {
  const data = /^data:(image\/[\w.+-]+)[;,]/.exec(url)?.[1];
  const ending = /\.(\w+)(?:[?#].*)?$/s.exec(url)?.[1]?.toLowerCase();
  return data ?? MEDIA_TYPES.get(ending) ?? "image/*";
}

/** Content as a message holds it. `lose` gets what it cannot hold, as paths below the content. */
export function writeContent(content: Content | null | undefined, lose: (path: string) => void): JsonValue {
  if (content === null || content === undefined) return "";
  if (typeof content === "string") return content;
  return content.flatMap((part): JsonValue[] => {
    if (part.type === "text") {
      loseOthers(part, ["type", "text"], "[]", lose);
      return [{ type: "text", text: part.text ?? "" }];
    }
    loseOthers(part, ["type", "source"], "[]", lose);
    const url = part.source?.path;
    if (url === undefined) {
      lose("[].source");
      return [];
    }
    if (part.source?.media_type !== mediaTypeOf(url)) lose("[].source.media_type");
    loseOthers(part.source ?? {}, ["media_type", "path"], "[].source", lose);
    return [{ type: "image_url", image_url: { url } }];
  });
}

function loseOthers(object: object, held: readonly string[], path: string, lose: (path: string) => void): void {
  for (const key of Object.keys(object)) if (!held.includes(key)) lose(`${path}.${key}`);
}
