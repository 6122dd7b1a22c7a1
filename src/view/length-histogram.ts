/** How long things are: the mean, and percentiles by nearest rank. */
export interface LengthSummary {
  readonly count: number;
  readonly min: number;
  readonly mean: number;
  /** Half are at most so long; exact below 256, within 0.4% above. */
  readonly p50: number;
  readonly p90: number;
  readonly max: number;
}

/** Collects lengths in a fixed amount of memory. */
export interface LengthHistogram {
  add(length: number): void;
  summary(): LengthSummary;
}

const EXACT = 256;
/** Buckets for each power of two above. */
const FINENESS = 128;

/** A {@link LengthHistogram} of 3,328 counters: one for each length below 256, then 128 for each power of two. */
export function createLengthHistogram(): LengthHistogram {
  const buckets = new Float64Array(EXACT + 24 * FINENESS);
  let count = 0;
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = 0;

  function quantile(share: number): number {
    const rank = Math.ceil(share * count);
    let seen = 0;
    let bucket = -1;
    while (seen < rank) seen += buckets[++bucket]!;
    return bucket < 0 ? 0 : Math.min(Math.max(middleOf(bucket), min), max);
  }

  return {
    add(length) {
      buckets[bucketOf(length)]!++;
      count++;
      sum += length;
      min = Math.min(min, length);
      max = Math.max(max, length);
    },
    summary: () => ({
      count,
      min: count === 0 ? 0 : min,
      mean: count === 0 ? 0 : Math.round((sum / count) * 10) / 10,
      p50: quantile(0.5),
      p90: quantile(0.9),
      max,
    }),
  };
}

function bucketOf(length: number): number {
  if (length < EXACT) return length;
  const power = 31 - Math.clz32(length);
  return EXACT + (power - 8) * FINENESS + ((length >>> (power - 7)) & (FINENESS - 1));
}

function middleOf(bucket: number): number {
  if (bucket < EXACT) return bucket;
  const power = 8 + Math.floor((bucket - EXACT) / FINENESS);
  const size = 2 ** (power - 7);
  return (FINENESS + ((bucket - EXACT) % FINENESS)) * size + Math.floor((size - 1) / 2);
}
