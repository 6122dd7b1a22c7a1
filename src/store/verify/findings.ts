/** Problems listed in full; a dataset in which every row is wrong is not repeated line by line. */
const LISTED = 1000;

/** One thing that is wrong with a dataset. */
export interface VerifyProblem {
  /** The file, with the dataset's path as the user gave it. */
  readonly file: string;
  /** 1-based. */
  readonly line?: number;
  readonly id?: string;
  readonly problem: string;
}

/** Something worth knowing that is no damage, with how often it was seen and where first. */
export interface VerifyNote {
  readonly note: string;
  readonly count: number;
  readonly file: string;
  readonly line?: number;
}

/** Collects what {@link verifyDataset} finds. */
export interface Findings {
  readonly problems: readonly VerifyProblem[];
  /** All problems, also those that are not listed any more. */
  readonly problemCount: number;
  notes(): VerifyNote[];
  problem(problem: VerifyProblem): void;
  /** Notes with the same words are counted. */
  note(note: string, file: string, line?: number): void;
}

/** An empty collection. */
export function collectFindings(): Findings {
  const problems: VerifyProblem[] = [];
  const notes = new Map<string, VerifyNote>();
  let problemCount = 0;
  return {
    problems,
    get problemCount() {
      return problemCount;
    },
    notes: () => [...notes.values()],
    problem(problem) {
      if (++problemCount <= LISTED) problems.push(problem);
    },
    note(note, file, line) {
      const known = notes.get(note);
      const count = (known?.count ?? 0) + 1;
      notes.set(
        note,
        known === undefined ? { note, count, file, ...(line !== undefined && { line }) } : { ...known, count },
      );
    },
  };
}
