import { TEMPLATES } from "../../../src/templates/library/registry.ts";
import { generateTemplates } from "../../../src/templates/meta-agent/generate-templates.ts";
import type { PromptTemplate } from "../../../src/templates/template.ts";

/** Templates that call tools: those that come with mat, and some that are generated. */
export const ACTING: readonly PromptTemplate[] = [
  ...Object.values(TEMPLATES),
  ...generateTemplates({ count: 120, seed: 5 }),
].filter(({ ability }) => ability !== "conclusion" && ability !== "profile");
