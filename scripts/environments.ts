// Measures the tasks of all environments and writes the page with their table: `npm run environments`. It takes about two
// minutes for each environment; tests/environments-table.test.ts fails when the page is out of date.
import { writeFileSync } from "node:fs";
import { ENVIRONMENTS_PAGE, environmentsPage } from "./environments-page.ts";

const page = await environmentsPage(({ rows }) => {
  if (rows % 100 === 0) process.stderr.write(`${rows} tasks\n`);
});
writeFileSync(ENVIRONMENTS_PAGE, page);
