/** Characters that take two columns of a terminal (East Asian wide and full-width forms, emoji), roughly. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const NO_WIDTH = /[\p{Mn}\u200c\u200d]/u;

/** How many columns of a terminal a character takes. */
function widthOf(character: string): number {
  if (character < "\u0300") return 1;
  return WIDE.test(character) ? 2 : NO_WIDTH.test(character) ? 0 : 1;
}

/** A text as lines of at most `width` columns, broken at spaces where there are any; its own line breaks stay. */
export function wrapText(text: string, width: number): string[] {
  return text.split("\n").flatMap((line) => wrapLine(line.replaceAll("\t", "    "), Math.max(width, 8)));
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = "";
  let columns = 0;
  let space = -1;
  for (const character of line) {
    const wide = widthOf(character);
    if (columns + wide > width) {
      const rest = space >= 0 ? current.slice(space + 1) : "";
      lines.push(space >= 0 ? current.slice(0, space) : current);
      current = rest;
      columns = columnsOf(rest);
      space = -1;
    }
    if (character === " ") space = current.length;
    current += character;
    columns += wide;
  }
  return [...lines, current];
}

function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += widthOf(character);
  return columns;
}
