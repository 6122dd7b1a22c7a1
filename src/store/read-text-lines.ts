import { isUtf8 } from "node:buffer";
import { MalformedInputError } from "../core/errors.ts";
import { byteChunks } from "./byte-chunks.ts";

/** Is a file called as plain text, compressed or not? */
export function isTextFile(file: string): boolean {
  return /\.txt(?:\.(?:gz|zst))?$/i.test(file);
}

/**
 * The lines of a file of plain text, whatever ends them, decompressed where its first bytes say so; it is read as a whole.
 * @throws {MalformedInputError} naming the line, where it is not UTF-8
 */
export async function readTextLines(file: string): Promise<string[]> {
  const chunks: Buffer[] = [];
  // The memory of a chunk is used again for a later one.
  for await (const chunk of byteChunks(file)) chunks.push(Buffer.from(chunk));
  const bytes = Buffer.concat(chunks);
  const lines = bytes
    .toString("utf8")
    .replace(/^\ufeff/, "")
    .split(/\r\n?|\n/);
  if (isUtf8(bytes) && !bytes.subarray(0, 3).includes(0)) return lines;
  const line = lines.findIndex((text) => /[\0\ufffd]/.test(text)) + 1;
  throw new MalformedInputError(
    "this line is not UTF-8",
    "Write the file as UTF-8, or convert it (iconv -f ENCODING -t UTF-8) from the encoding that it is in.",
    { file, line },
  );
}
