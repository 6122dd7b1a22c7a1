import { commandsPage } from "./reference-commands.ts";
import { errorsPage } from "./reference-errors.ts";
import { filtersPage } from "./reference-filters.ts";
import { formatsPage } from "./reference-formats.ts";
import { runFilePage } from "./reference-run-file.ts";

/** The generated pages, by path. */
export async function referencePages(): Promise<Readonly<Record<string, string>>> {
  return {
    "docs/reference/commands.md": await commandsPage(),
    "docs/reference/errors.md": errorsPage(),
    "docs/reference/filters.md": await filtersPage(),
    "docs/reference/formats.md": await formatsPage(),
    "docs/reference/run-file.md": runFilePage(),
  };
}
