import { visibleText } from "../../core/visible-text.ts";

/**
 * What a tool printed, as an agent may be shown it: at most so many bytes, whole characters, and nothing in it that a terminal
 * would obey. Bytes that are no UTF-8 become U+FFFD. A note says where something was cut off.
 */
export function boundedText(output: string | Uint8Array, maxBytes: number): string {
  // A text has at least as many bytes as code units, so no more of a huge one is ever encoded.
  const bytes = typeof output === "string" ? Buffer.from(output.slice(0, maxBytes + 1)) : output;
  const cut = bytes.length > maxBytes;
  const text = new TextDecoder().decode(bytes.subarray(0, maxBytes), { stream: cut });
  const shown = visibleText(text.replaceAll("\r\n", "\n"));
  return cut ? `${shown}\n[cut off: more than ${maxBytes} bytes]` : shown.replace(/\n$/, "");
}
