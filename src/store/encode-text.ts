import { transcode } from "node:buffer";
import { BUFFER_BYTES } from "./buffer-pool.ts";

/** For shorter texts the detour takes longer than it saves. */
const LONG_TEXT = 1 << 11;
const BYTES_PER_UTF16_UNIT = 2;

let scratch: Buffer | undefined;

/**
 * A function that puts a text into a buffer as UTF-8 and gives the number of bytes; there must be room for three bytes a
 * UTF-16 unit. Text beyond Latin-1, which the engine encodes slowly, takes half the time by way of UTF-16. Whether a text is
 * of that kind cannot be seen cheaply: it is taken to be as the one before.
 */
export function textEncoding(): (text: string, into: Buffer, at: number) => number {
  let isBeyondAscii = false;
  return (text, into, at) => {
    const detour = isBeyondAscii && text.length >= LONG_TEXT ? encodeByUtf16(text) : undefined;
    detour?.copy(into, at);
    const written = detour?.length ?? into.write(text, at);
    isBeyondAscii = written !== text.length;
    return written;
  };
}

/** Undefined for a text with a lone surrogate, and for one that is too long. */
function encodeByUtf16(text: string): Buffer | undefined {
  if (!refusesLoneSurrogates || text.length * BYTES_PER_UTF16_UNIT > BUFFER_BYTES) return undefined;
  scratch ??= Buffer.allocUnsafeSlow(BUFFER_BYTES);
  return transcoded(scratch.subarray(0, scratch.write(text, "utf16le")));
}

function transcoded(utf16: Buffer): Buffer | undefined {
  try {
    return transcode(utf16, "utf16le", "utf8");
  } catch {
    return undefined;
  }
}

/** Where it does not, it would write something else for them than all others do. */
const refusesLoneSurrogates = transcoded(Buffer.from("\ud83d", "utf16le")) === undefined;
