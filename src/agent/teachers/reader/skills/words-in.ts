const COMMON = new Set(
  "a an the of to in on for and or is are was it its this that what which who how with by from at be do does tell me please i you get can".split(
    " ",
  ),
);

/** The words of a text, in lower case, without the commonest; of Chinese, which has no spaces, every two characters in a row. */
export function wordsIn(text: string): string[] {
  const spaced = text.replace(/([a-z\d])([A-Z])/g, "$1 $2").replaceAll("_", " ");
  const latin = spaced.toLowerCase().match(/[[\p{L}\p{N}]--\p{Script=Han}]+/gv) ?? [];
  const runs = text.match(/\p{Script=Han}+/gu) ?? [];
  const pairs = runs.flatMap((run) =>
    run.length === 1 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
  );
  // The plural of a name is no other word.
  return [...latin.filter((word) => !COMMON.has(word)).map((word) => word.replace(/(?<=\p{L}{3})s$/u, "")), ...pairs];
}
