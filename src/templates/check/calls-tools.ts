import type { PromptTemplate } from "../template.ts";

/** Does what a template asks for call tools? A conclusion and a chat in a role are plain answers. */
export function callsTools({ ability }: Pick<PromptTemplate, "ability">): boolean {
  return ability !== "conclusion" && ability !== "profile";
}
