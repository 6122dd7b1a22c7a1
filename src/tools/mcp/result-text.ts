import { z } from "zod";
import type { JsonObject } from "../../core/json/value.ts";

const text = z.string();
const blockSchema = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("text"), text }),
  z.looseObject({ type: z.enum(["image", "audio"]), data: text, mimeType: text.default("unknown type") }),
  z.looseObject({ type: z.literal("resource_link"), uri: text, name: text.optional(), description: text.optional() }),
  z.looseObject({
    type: z.literal("resource"),
    resource: z.looseObject({ uri: text, mimeType: text.optional(), text: text.optional(), blob: text.optional() }),
  }),
]);
const resultSchema = z.looseObject({
  // Servers written in some languages say null for what is empty.
  content: z.array(z.unknown()).nullish(),
  structuredContent: z.unknown().optional(),
  isError: z.boolean().nullish(),
});

/** What a call of a tool came to. */
export interface ResultText {
  readonly text: string;
  readonly failed: boolean;
}

/** The most pieces that are looked at. */
const MOST_BLOCKS = 1000;

/**
 * What a server answered to a call as a text for an agent: its texts, a line each for pictures, sounds and files, which only name
 * them, and its data where it said nothing else. Throws where it is no answer.
 */
export function resultText(result: JsonObject): ResultText {
  const { data } = resultSchema.safeParse(result);
  if (data === undefined) throw new Error("the server's answer is no result of a tool");
  const content = data.content ?? [];
  const structuredContent = data.structuredContent ?? undefined;
  const more = content.length > MOST_BLOCKS ? [`[${content.length - MOST_BLOCKS} more pieces]`] : [];
  const texts = [...content.slice(0, MOST_BLOCKS).map(blockText), ...more];
  const said =
    texts.length === 0 && structuredContent !== undefined ? JSON.stringify(structuredContent) : texts.join("\n");
  return { text: said, failed: data.isError ?? false };
}

function blockText(block: unknown): string {
  const { data } = blockSchema.safeParse(block);
  if (data === undefined) return "[a piece of a kind that is not known]";
  switch (data.type) {
    case "text":
      return data.text;
    case "resource_link":
      return `[link ${[data.name, data.uri, data.description].filter((one) => one !== undefined).join(", ")}]`;
    case "resource":
      return resourceText(data.resource);
    default:
      return `[${data.type}, ${data.mimeType}, ${bytesOf(data.data)} bytes]`;
  }
}

interface Resource {
  readonly uri: string;
  readonly mimeType?: string | undefined;
  readonly text?: string | undefined;
  readonly blob?: string | undefined;
}

function resourceText({ uri, mimeType = "unknown type", text: said, blob = "" }: Resource): string {
  return said === undefined ? `[file ${uri}, ${mimeType}, ${bytesOf(blob)} bytes]` : `[file ${uri}]\n${said}`;
}

function bytesOf(base64: string): number {
  return Buffer.byteLength(base64, "base64");
}
