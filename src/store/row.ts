/** Where a row came from: a source file as the user named it, or a part file of a parent dataset. */
export interface RowOrigin {
  readonly file: string;
  /** 1-based; absent where rows do not begin at lines of their own. */
  readonly line?: number;
  /** 1-based position among the rows of the file. */
  readonly row: number;
}

/** A row that was left out, kept beside the dataset. */
export interface DroppedRow {
  readonly id: string;
  /** Who dropped it: `import:toolbench`, `filter:known-tools`. */
  readonly by: string;
  /** The reason's name, in snake_case. */
  readonly reason: string;
  readonly detail?: string;
  readonly origin: RowOrigin;
  /** The row as it was read; any text. */
  readonly text: string;
}

/** One row of a source, as text: the JSON value without the white space and commas around it. */
export interface SourceRow {
  readonly text: string;
  /** As the user spelled it, or as it was found in a folder the user named. */
  readonly file: string;
  /** 1-based line of the row's first character. */
  readonly line: number;
  /** 1-based number of the row in its file, bad rows counted. */
  readonly row: number;
}
