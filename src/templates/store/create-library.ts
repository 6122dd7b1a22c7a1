import { RowRefusedError, WrongFormatError } from "../../core/errors.ts";
import { stringifyJson } from "../../core/json/stringify.ts";
import type { JsonValue } from "../../core/json/value.ts";
import { TEMPLATE_ROWS } from "../../store/content.ts";
import { createDataset, type DatasetOptions } from "../../store/dataset-writer.ts";
import type { Manifest } from "../../store/manifest.ts";
import type { DroppedRow, RowOrigin } from "../../store/row.ts";
import type { PromptTemplate } from "../template.ts";
import { templateProblems } from "./template-problems.ts";

/** A library of templates that is being written; a failed call means that it cannot be finished: call `abandon`. */
export interface LibraryWriter {
  /**
   * Adds a template; a promise, where there is one, is to be awaited before the next call.
   * @throws {WrongFormatError} when it is no template
   * @throws {RowRefusedError} `repeated_id`, when the library has one with its id
   */
  add(template: PromptTemplate, origin?: RowOrigin): Promise<void> | void;
  /** Keeps what became no template beside the library, and counts it by reason. */
  drop(row: DroppedRow): Promise<void> | void;
  /** Sets a field of the manifest's `notes`. */
  note(key: string, value: JsonValue): void;
  /** Gives the whole library its final name. */
  finish(): Promise<Manifest>;
  /** Removes all that has been written. */
  abandon(): Promise<void>;
}

/** Begins a library of templates: a dataset whose rows are templates, one a line. See `createDataset`. */
export async function createLibrary(path: string, options: Omit<DatasetOptions, "schema">): Promise<LibraryWriter> {
  const dataset = await createDataset(path, { ...options, schema: TEMPLATE_ROWS });
  let row = 0;
  return {
    add(template, origin = { file: template.origin.by, row: row + 1 }) {
      row++;
      requireTemplate(template);
      const given = dataset.append({ id: template.id, text: stringifyJson(template as JsonValue), origin });
      if (typeof given === "string") return requireOwnId(template.id, given);
      return given.then((id) => requireOwnId(template.id, id));
    },
    drop: dataset.drop,
    note: dataset.note,
    finish: dataset.finish,
    abandon: dataset.abandon,
  };
}

function requireTemplate(template: PromptTemplate): void {
  const [problem] = templateProblems(template as JsonValue);
  if (problem === undefined) return;
  const { path, problem: wrong } = problem;
  throw new WrongFormatError("template", `${path} ${wrong}`, "Mend this field.", { id: template.id });
}

function requireOwnId(wanted: string, given: string): void {
  if (given === wanted) return;
  const fix = "Give each template of a library an id of its own.";
  throw new RowRefusedError("repeated_id", "another template of this library has the same id", fix, { id: wanted });
}
