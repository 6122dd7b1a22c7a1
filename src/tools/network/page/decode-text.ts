/** How far into a page its own word about its encoding is looked for. */
const HEAD = 1024;

/**
 * Bytes of a page as text: by its byte order mark, by what `content-type` says, by the page's own word (`<meta charset>`, or XML's
 * declaration), by the first of these that is an encoding; else as UTF-8. Bytes that are not of it become U+FFFD.
 */
export function decodeText(bytes: Uint8Array, contentType = ""): string {
  const named = [markOf(bytes), charsetIn(contentType), ownWord(bytes)];
  const [decoder = new TextDecoder()] = named.flatMap((label) => decoderOf(label) ?? []);
  return decoder.decode(bytes);
}

function markOf([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}

function charsetIn(text: string): string | undefined {
  return text.match(/charset\s*=\s*["']?\s*([\w:.-]{1,40})/i)?.[1];
}

/** What markup says of itself. It could be read as it stands, so that it is not UTF-16, whatever it says. */
function ownWord(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, HEAD)).toString("latin1");
  if (!/^\s*</.test(head)) return undefined;
  const declared = /^\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([\w:.-]{1,40})/.exec(head)?.[1];
  const label = declared ?? charsetIn(head.match(/<meta[^>]{0,200}>/gi)?.join(" ") ?? "");
  return label !== undefined && /^(?:utf-?16|ucs-?2|unicode)/i.test(label) ? "utf-8" : label;
}

/** Undefined for what is no encoding. */
function decoderOf(label: string | undefined): InstanceType<typeof TextDecoder> | undefined {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}
