/** A stretch of an assistant's value that is one step: what it says, the call it makes, what came back. */
export interface Stretch {
  /** The whole stretch: all of them, one behind the other, are the value. */
  readonly text: string;
  /** What stands in front of the first mark. */
  readonly bare: string;
  /** What stands between the marks of a call. */
  readonly call?: string;
  /** What stands between the marks of results. */
  readonly results: readonly string[];
  /** Where in `text` the results begin. */
  readonly resultsAt: number;
  /** Are all marks that open in it closed? */
  readonly closed: boolean;
}

interface Block {
  readonly kind: string;
  /** Where the block begins and ends, marks included. */
  readonly start: number;
  readonly end: number;
  readonly inner: string;
  readonly closed: boolean;
}

/** The steps of an assistant's value: each call with the results right behind it, and what stands in front. */
export function splitValue(value: string): Stretch[] {
  const stretches: Stretch[] = [];
  const blocks = blocksIn(value);
  let from = 0;
  for (let at = 0; at < blocks.length; ) {
    const count = blocksOfStep(value, blocks, at);
    stretches.push(stretchOf(value, from, blocks.slice(at, at + count)));
    at += count;
    from = blocks[at - 1]!.end;
  }
  const rest = value.slice(from);
  const last = stretches.at(-1);
  if (last === undefined || rest.trim() !== "")
    stretches.push({ text: rest, bare: rest, results: [], resultsAt: rest.length, closed: true });
  else stretches[stretches.length - 1] = { ...last, text: last.text + rest };
  return stretches;
}

/** How many blocks, from this one on, are one step: results belong to it while nothing but white space parts them. */
function blocksOfStep(value: string, blocks: readonly Block[], first: number): number {
  let at = first + 1;
  while (blocks[at]?.kind === "exec" && value.slice(blocks[at - 1]!.end, blocks[at]!.start).trim() === "") at++;
  return at - first;
}

function stretchOf(value: string, from: number, blocks: readonly Block[]): Stretch {
  const call = blocks.find(({ kind }) => kind === "think");
  const results = blocks.filter(({ kind }) => kind === "exec");
  const end = blocks.at(-1)!.end;
  return {
    text: value.slice(from, end),
    bare: value.slice(from, blocks[0]!.start),
    ...(call === undefined ? {} : { call: call.inner }),
    results: results.map(({ inner }) => inner),
    resultsAt: (results[0]?.start ?? end) - from,
    closed: blocks.every(({ closed }) => closed),
  };
}

const MARK = /<\|(start|end)of(think|exec)\|>/gi;

/**
 * What stands between marks. A mark that is not closed reaches to the next one that opens a block, else to the end; one that
 * closes nothing is text.
 */
function blocksIn(value: string): Block[] {
  const blocks: Block[] = [];
  let open: { readonly kind: string; readonly start: number; readonly end: number } | undefined;
  const close = (innerEnd: number, end: number, closed: boolean) => {
    if (open !== undefined)
      blocks.push({ kind: open.kind, start: open.start, end, inner: value.slice(open.end, innerEnd), closed });
    open = undefined;
  };
  for (const found of value.matchAll(MARK)) {
    const [kind, end] = [found[2]!.toLowerCase(), found.index + found[0].length];
    if (found[1]!.toLowerCase() === "start") {
      close(found.index, found.index, false);
      open = { kind, start: found.index, end };
    } else if (open?.kind === kind) close(found.index, end, true);
  }
  close(value.length, value.length, false);
  return blocks;
}
