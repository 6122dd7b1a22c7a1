import { isUtf8 } from "node:buffer";
import { damagedDataset } from "./damaged-dataset.ts";

const NEWLINE = 10;

/** The lines of these bytes, each of which ends in a newline; `before` is how many lines stand before them in the file. */
export function splitLines(bytes: Buffer, file: string, before: number): string[] {
  const decode = lineDecoder(bytes, file);
  const lines: string[] = [];
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, from);
    lines.push(decode(from, end, before + lines.length + 1));
    from = end + 1;
  }
  return lines;
}

/** The same one by one: a line is decoded when it is asked for, and need not outlive the next. */
export function* decodeLines(bytes: Buffer, file: string, before: number): Generator<string> {
  const decode = lineDecoder(bytes, file);
  let line = before;
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, from);
    yield decode(from, end, ++line);
    from = end + 1;
  }
}

function lineDecoder(bytes: Buffer, file: string): (start: number, end: number, line: number) => string {
  const valid = isUtf8(bytes);
  return (start, end, line) => {
    if (!valid && !isUtf8(bytes.subarray(start, end))) throw damagedDataset("it is not valid UTF-8", file, line);
    return bytes.toString("utf8", start, end);
  };
}
