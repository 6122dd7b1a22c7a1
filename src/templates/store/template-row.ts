import type { Place } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json/value.ts";

/** A value that should be a template, and where it stands. */
export interface TemplateRow {
  readonly value: JsonValue;
  readonly place: Place;
  /** The line of a field, where the file tells: YAML. The field is named as `templateProblems` does. */
  readonly lineOf?: (path: string) => number | undefined;
}
