/** A passage has about so many characters, and never more than half as many again. */
const LENGTH = 600;
const LONGEST = LENGTH * 1.5;
/** Ends of sentences, in Latin and in Chinese script. */
const SENTENCE_END = /(?<=[.!?])\s+|(?<=[。！？；])/u;

/** A text as passages: whole lines put together, long ones taken apart between sentences, in the text's order. */
export function splitPassages(text: string): string[] {
  const passages: string[] = [];
  let open = "";
  for (const piece of text.split("\n").flatMap(splitLine)) {
    if (open !== "" && open.length + piece.length > LENGTH) {
      passages.push(open);
      open = "";
    }
    open = open === "" ? piece : `${open}\n${piece}`;
  }
  return open === "" ? passages : [...passages, open];
}

function splitLine(line: string): string[] {
  if (line.length <= LONGEST) return line === "" ? [] : [line];
  const pieces: string[] = [];
  let open = "";
  for (const sentence of line.split(SENTENCE_END).flatMap(splitHard)) {
    if (open !== "" && open.length + sentence.length > LENGTH) {
      pieces.push(open);
      open = "";
    }
    open = open === "" ? sentence : `${open} ${sentence}`;
  }
  return open === "" ? pieces : [...pieces, open];
}

/** A sentence without an end in sight, cut between characters. */
function splitHard(sentence: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < sentence.length; ) {
    let end = Math.min(at + LENGTH, sentence.length);
    if (end < sentence.length && /[\ud800-\udbff]/.test(sentence[end - 1]!)) end--;
    pieces.push(sentence.slice(at, end));
    at = end;
  }
  return pieces;
}
