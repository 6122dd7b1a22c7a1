import { WrongFormatError } from "../../core/errors.ts";
import type { PromptTemplate } from "../template.ts";
import { readTemplateRows } from "./read-template-rows.ts";
import { templateProblems } from "./template-problems.ts";
import type { TemplateRow } from "./template-row.ts";

/**
 * The templates of a library's folder, or of one JSON, JSONL or YAML file with a template or a list of them, one by one.
 * @throws {WrongFormatError} for the first that is none, with its place and field
 */
export async function* readTemplates(path: string): AsyncGenerator<PromptTemplate> {
  for await (const row of readTemplateRows(path)) yield templateOf(row);
}

function templateOf(row: TemplateRow): PromptTemplate {
  const [first, ...more] = templateProblems(row.value);
  if (first === undefined) return row.value as unknown as PromptTemplate;
  const rest = more.length === 0 ? "" : ` (and ${more.length} more; mat templates check lists all)`;
  const field = first.path === "" ? "the row" : first.path;
  const line = row.lineOf?.(first.path) ?? row.place.line;
  const fix = "Mend this field: docs/templates.md says what a template has.";
  throw new WrongFormatError("template", `${field} ${first.problem}${rest}`, fix, { ...row.place, line });
}
