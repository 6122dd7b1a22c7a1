// Writes the reference pages, which are made of the code: `npm run docs`. tests/docs.test.ts fails when they are out of date.
import { writeFileSync } from "node:fs";
import { referencePages } from "./reference-pages.ts";

for (const [path, text] of Object.entries(await referencePages())) writeFileSync(path, text);
