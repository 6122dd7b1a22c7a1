import { statSync } from "node:fs";
import { WrongFormatError } from "../../core/errors.ts";
import { parseStoredJson } from "../../core/json/parse.ts";
import { openDataset } from "../../store/dataset.ts";
import { namedTemplate, TEMPLATES } from "../../templates/library/registry.ts";
import { readTemplates } from "../../templates/store/read-library.ts";
import { templateProblems } from "../../templates/store/template-problems.ts";
import type { PromptTemplate } from "../../templates/template.ts";

/** Templates to choose from, each of which is parsed when it is taken. */
export interface TemplateShelf {
  readonly size: number;
  /** Throws WrongFormatError where the library holds something else than a template. */
  take(index: number): PromptTemplate;
}

/** A shelf with these templates. */
export function shelfOf(templates: readonly PromptTemplate[]): TemplateShelf {
  return { size: templates.length, take: (index) => templates[index]! };
}

/** A template, or its JSON and where that stands. */
type Book = PromptTemplate | { readonly text: string; readonly file: string; readonly line: number };

/**
 * The templates that `--templates` names: ids of those that come with mat, folders of libraries, files. Throws UsageError
 * for a name that is none of these. A library's templates stay texts until they are taken: it may hold many thousands.
 */
export async function openShelf(given: string): Promise<TemplateShelf> {
  const books: Book[] = [];
  for (const name of new Set(given.split(",").map((part) => part.trim()))) await addBooks(books, name);
  return lazyShelf(books);
}

async function addBooks(books: Book[], name: string): Promise<void> {
  const found = Object.hasOwn(TEMPLATES, name) ? undefined : statSync(name, { throwIfNoEntry: false });
  if (found === undefined) books.push(namedTemplate(name));
  else if (!found.isDirectory()) for await (const template of readTemplates(name)) books.push(template);
  else
    for await (const batch of (await openDataset(name, "templates")).rows())
      for (const { text, part, line } of batch) books.push({ text, file: part, line });
}

/** So many parsed templates are kept, with what they were compiled to. */
const MOST_KEPT = 256;

function lazyShelf(books: readonly Book[]): TemplateShelf {
  const kept = new Map<number, PromptTemplate>();
  return {
    size: books.length,
    take(index) {
      const template = kept.get(index) ?? opened(books[index]!);
      kept.delete(index);
      kept.set(index, template);
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
      return template;
    },
  };
}

function opened(book: Book): PromptTemplate {
  if (!("text" in book)) return book;
  const { text, file, line } = book;
  const value = parseStoredJson(text);
  const [problem] = templateProblems(value);
  if (problem === undefined) return value as unknown as PromptTemplate;
  const wrong = `${problem.path} ${problem.problem}`;
  throw new WrongFormatError("template", wrong, "Run `mat verify` on the library, and make it again.", { file, line });
}
