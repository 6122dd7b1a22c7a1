import { NotADatasetError } from "../core/errors.ts";
import type { Manifest } from "./manifest.ts";

/** What a manifest's `schema` says of a dataset whose rows are prompt templates: a library. */
export const TEMPLATE_ROWS = "mat-template-1";

/** What the rows of a dataset are; `any` where it does not matter. */
export type Content = "trajectories" | "templates" | "any";

const KINDS = {
  trajectories: {
    is: (schema: string) => schema.startsWith("ATIF-"),
    as: "a dataset of trajectories",
    fix: "Name a folder that mat import or mat filter made; mat templates works on libraries.",
  },
  templates: {
    is: (schema: string) => schema === TEMPLATE_ROWS,
    as: "a library of templates",
    fix: "Name a folder that mat templates generate made; mat show, stats, filter and export work on trajectories.",
  },
} as const;

/** Throws NotADatasetError, by name, where the rows of a dataset are something else than what is wanted. */
export function requireContent(manifest: Manifest, path: string, wanted: Content): void {
  if (wanted === "any" || KINDS[wanted].is(manifest.schema)) return;
  const found = Object.values(KINDS).find((kind) => kind.is(manifest.schema));
  const problem = `is ${found?.as ?? `of schema "${manifest.schema}"`}, not ${KINDS[wanted].as}`;
  throw new NotADatasetError(problem, KINDS[wanted].fix, { file: path });
}
