/**
 * What a terminal would obey or hide instead of show: control characters (C0 but for line break and tab, DEL, C1), marks
 * that change the direction of text or have no width (but for joiners, which scripts need), tags, lone surrogates.
 */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are to be found
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Surrogate}]/gu;

/**
 * A text from outside made safe to print: whatever a terminal would obey or hide is written as `\u001b`, so that no model
 * and no tool can move the cursor, set the title, or say something else than it seems to say.
 */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    const code = character.codePointAt(0)!.toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
  });
}

/** A text as one short quoted piece of a message, safe to print: at most `limit` characters of it. */
export function quoted(text: string, limit = 60): string {
  const short = text.length > limit ? `${text.slice(0, limit)}...` : text;
  return visibleText(JSON.stringify(short));
}
