import { isObject, type JsonValue } from "../../core/json/value.ts";

/** The content of a message: a text, or parts, of which those of the kind `thinking` are reasoning (Mistral's have both). */
export function spokenContent(content: JsonValue | undefined): { readonly text?: string; readonly thinking?: string } {
  if (typeof content === "string") return { text: content };
  if (!Array.isArray(content)) return {};
  const isThought = (part: JsonValue) => isObject(part) && part["type"] === "thinking";
  const text = content.filter((part) => !isThought(part)).map(textIn);
  const thinking = content.filter(isThought).map(textIn);
  return {
    ...(text.length === 0 ? {} : { text: text.join("") }),
    ...(thinking.length === 0 ? {} : { thinking: thinking.join("") }),
  };
}

function textIn(part: JsonValue): string {
  if (typeof part === "string") return part;
  if (Array.isArray(part)) return part.map(textIn).join("");
  return isObject(part) ? textIn(part["text"] ?? part["thinking"] ?? part["refusal"] ?? "") : "";
}
