import { describePlace, type Place } from "../core/errors.ts";

/** How often something happened, and where it did first. */
export interface TallyEntry {
  readonly count: number;
  readonly examples: readonly { readonly place: string; readonly detail?: string }[];
}
/** Counts by the name of a reason. */
export type TallyReport = Readonly<Record<string, TallyEntry>>;

/** Counts what happened by reason and keeps the first places of each. */
export interface Tally {
  add(reason: string, place: Place, detail?: string): void;
  /** Adds what happened later. */
  addReport(report: TallyReport): void;
  /** How often anything was added. */
  total(): number;
  report(): TallyReport;
}

const EXAMPLES = 10;

/** A {@link Tally} that keeps the first ten places of each reason. */
export function createTally(): Tally {
  const entries = new Map<string, { count: number; examples: { place: string; detail?: string }[] }>();
  const entryOf = (reason: string) => {
    const entry = entries.get(reason) ?? { count: 0, examples: [] };
    entries.set(reason, entry);
    return entry;
  };
  return {
    add(reason, place, detail) {
      const entry = entryOf(reason);
      entry.count++;
      if (entry.examples.length >= EXAMPLES) return;
      entry.examples.push({ place: describePlace(place), ...(detail === undefined ? {} : { detail }) });
    },
    addReport(report) {
      for (const [reason, { count, examples }] of Object.entries(report)) {
        const entry = entryOf(reason);
        entry.count += count;
        entry.examples.push(...examples.slice(0, EXAMPLES - entry.examples.length));
      }
    },
    total: () => entries.values().reduce((sum, { count }) => sum + count, 0),
    report: () => Object.fromEntries(entries),
  };
}
