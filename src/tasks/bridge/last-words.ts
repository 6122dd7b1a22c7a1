import { visibleText } from "../../core/visible-text.ts";

/** Bytes of a program's complaints that are kept. */
const KEPT = 2000;
/** A value shorter than this is no secret, and would be found everywhere. */
const SHORTEST_SECRET = 8;
const SECRET_NAME = /key|token|secret|passw|credential|auth/i;

/** Keeps what a stream says last, and gives it as it may be shown. */
export function lastWords(stream: NodeJS.ReadableStream): () => string {
  let kept = Buffer.alloc(0);
  stream.on("data", (chunk: Buffer) => {
    kept = Buffer.concat([kept, chunk]).subarray(-KEPT);
  });
  return () => withoutSecrets(visibleText(kept.toString("utf8").replaceAll("\r\n", "\n")).trim());
}

/** Addresses lose the password in them, and values of telling environment variables their place. */
function withoutSecrets(text: string): string {
  const secrets = Object.entries(process.env).filter(
    ([name, value = ""]) => SECRET_NAME.test(name) && value.length >= SHORTEST_SECRET,
  );
  const hidden = secrets.reduce((shown, [name, value]) => shown.replaceAll(value!, `[${name}]`), text);
  return hidden.replace(/(?<=:\/\/)[^\s/@]+(?=@)/g, "[redacted]");
}
