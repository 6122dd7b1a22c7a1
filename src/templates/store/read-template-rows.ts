import { statSync } from "node:fs";
import { openDataset } from "../../store/dataset.ts";
import { parseRow } from "../../store/parse-row.ts";
import { readRows } from "../../store/read-rows.ts";
import { readYamlTemplates } from "./read-yaml-templates.ts";
import type { TemplateRow } from "./template-row.ts";

/**
 * The rows of a library's folder, or of one file with a template or a list of them: JSON, JSONL or YAML, by its name.
 * Nothing is asked of them yet. Throws MatError for what cannot be read.
 */
export async function* readTemplateRows(path: string): AsyncGenerator<TemplateRow> {
  if (isFolder(path)) yield* readLibraryRows(path);
  else if (/\.ya?ml$/i.test(path)) yield* readYamlTemplates(path);
  else yield* readJsonRows(path);
}

async function* readLibraryRows(path: string): AsyncGenerator<TemplateRow> {
  const dataset = await openDataset(path, "templates");
  for await (const batch of dataset.rows()) {
    for (const { text, part, line, index } of batch) {
      const source = { text, file: part, line, row: index + 1 };
      yield { value: parseRow(source), place: { file: part, line } };
    }
  }
}

async function* readJsonRows(path: string): AsyncGenerator<TemplateRow> {
  for await (const batch of readRows([path])) {
    for (const row of batch) yield { value: parseRow(row), place: { file: row.file, line: row.line, row: row.row } };
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
