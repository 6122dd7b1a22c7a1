/** How far into a page its own word about its encoding is looked for. */
const HEAD = 1024;

/**
 * Bytes of a page as text: by its byte order mark, by what `content-type` says, by its own `<meta charset>`, else as UTF-8. Bytes
 * that are not of the encoding become U+FFFD, and so does everything where the encoding is not known.
 */
export function decodeText(bytes: Uint8Array, contentType = ""): string {
  const head = Buffer.from(bytes.subarray(0, HEAD)).toString("latin1");
  const named =
    markOf(bytes) ?? charsetIn(contentType) ?? charsetIn(head.match(/<meta[^>]{0,200}>/gi)?.join(" ") ?? "");
  return decoded(bytes, named);
}

function markOf([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}

function charsetIn(text: string): string | undefined {
  return text.match(/charset\s*=\s*["']?\s*([\w:.-]{1,40})/i)?.[1];
}

function decoded(bytes: Uint8Array, label = "utf-8"): string {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
