import { RowNotFoundError } from "../core/errors.ts";
import { parseStoredJson } from "../core/json/parse.ts";
import { stringifyJson } from "../core/json/stringify.ts";
import type { JsonValue } from "../core/json/value.ts";
import { isTrajectory } from "../core/trajectory-problems.ts";
import { visibleText } from "../core/visible-text.ts";
import { type Dataset, openDataset } from "../store/dataset.ts";
import type { RowOrigin } from "../store/row.ts";
import { type ShowOptions, showTrajectory } from "./show-trajectory.ts";

/** Which rows of a dataset to show, and how. */
export interface ShowDatasetOptions extends ShowOptions {
  /** The row to show; without it the first rows are shown. */
  readonly id?: string | undefined;
  /** How many of the first rows; 3 if not given. */
  readonly limit?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One row as it is shown. */
export interface ShownRow {
  readonly id: string;
  /** The row's exact JSON text. */
  readonly text: string;
  readonly origin: RowOrigin;
  /** Where it stands: the shard and the line in it. Absent for a dropped row. */
  readonly part?: string;
  readonly line?: number;
  /** Why it is not in the dataset, when it was found in `dropped/`. */
  readonly dropped?: { readonly by: string; readonly reason: string; readonly detail?: string };
  /** The row for people, heading included, ending in a line break. */
  readonly rendering: string;
}

/**
 * The row with this id, or the first rows, rendered. A row that a filter dropped is found too, and says why it is gone.
 * @throws {RowNotFoundError} when no row and no dropped row has the id
 */
export async function showDataset(path: string, options: ShowDatasetOptions = {}): Promise<ShownRow[]> {
  const dataset = await openDataset(path);
  const { id, limit = 3 } = options;
  if (id !== undefined) return [await findRow(dataset, id, options)];
  const shown: ShownRow[] = [];
  if (limit <= 0) return shown;
  for await (const batch of dataset.rows()) {
    options.signal?.throwIfAborted();
    for (const { text, origin, part, line, ...row } of batch) {
      shown.push(show({ id: row.id, text, origin, part, line }, options));
      if (shown.length >= limit) return shown;
    }
  }
  return shown;
}

async function findRow(dataset: Dataset, id: string, options: ShowDatasetOptions): Promise<ShownRow> {
  for await (const batch of dataset.rows()) {
    options.signal?.throwIfAborted();
    const row = batch.find((item) => item.id === id);
    if (row !== undefined)
      return show({ id, text: row.text, origin: row.origin, part: row.part, line: row.line }, options);
  }
  for await (const batch of dataset.dropped()) {
    options.signal?.throwIfAborted();
    const row = batch.find((item) => item.id === id);
    if (row === undefined) continue;
    const { by, reason, detail, text, origin } = row;
    return show({ id, text, origin, dropped: { by, reason, ...(detail !== undefined && { detail }) } }, options);
  }
  const fix = "Run `mat show` on the dataset without an id: it lists the first rows with theirs.";
  throw new RowNotFoundError("no row and no dropped row has this id", fix, { file: dataset.path, id });
}

function show(row: Omit<ShownRow, "rendering">, options: ShowOptions): ShownRow {
  const { id, part, line, origin, dropped } = row;
  const place = part === undefined ? "" : `, ${part} line ${line}`;
  const from = `${origin.file}${origin.line === undefined ? "" : ` line ${origin.line}`}`;
  const gone = dropped && `dropped by ${dropped.by}: ${dropped.reason}${dropped.detail ? ` (${dropped.detail})` : ""}`;
  const heading = [`row ${id}${place}`, `from ${from}`, ...(gone === undefined ? [] : [gone])];
  const body = renderText(row.text, options);
  return { ...row, rendering: `${heading.map((text) => visibleText(text)).join("\n")}\n${body}` };
}

/** The trajectory; or, where it is none (a dropped row can be anything), the JSON or the text itself. */
function renderText(text: string, options: ShowOptions): string {
  let value: JsonValue;
  try {
    value = parseStoredJson(text);
  } catch {
    return `${visibleText(text)}\n`;
  }
  if (isTrajectory(value)) return showTrajectory(value, options);
  return `${visibleText(stringifyJson(value, { style: "indent", indent: 2, ascii: false }))}\n`;
}
