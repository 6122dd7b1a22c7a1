import type { Language } from "../../template.ts";

/** What agents are to meet: a query, and what tools there are for it. A model that writes a template is shown some. */
export interface Occasion {
  readonly language: Language;
  readonly query: string;
  readonly tools: readonly { readonly name: string; readonly description: string }[];
}
