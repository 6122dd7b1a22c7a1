import { ReplyFault } from "../endpoint/failure.ts";

/** A line is one reply. */
const LONGEST_LINE = 1 << 26;

/** The lines of a response as they arrive, without empty ones. Throws ReplyFault for one that is longer than any reply. */
export async function* readResponseLines({ body }: Response): AsyncGenerator<string> {
  let begun = "";
  for await (const text of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const lines = `${begun}${text}`.split("\n");
    begun = lines.pop()!;
    if (begun.length > LONGEST_LINE)
      throw new ReplyFault("invalid_reply", "a line of the batch's results does not end");
    for (const line of lines) if (line.trim() !== "") yield line;
  }
  if (begun.trim() !== "") yield begun;
}
