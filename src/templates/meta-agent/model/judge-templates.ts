import { createLikeness } from "../../check/near-duplicates/likeness.ts";
import type { TemplateProblem } from "../../check/template-check.ts";
import { TEMPLATES } from "../../library/registry.ts";
import { protocolKey } from "../../protocol/protocol-key.ts";
import type { PromptTemplate } from "../../template.ts";
import { textOf } from "./check/check-written.ts";

/** What keeps a sound template out of a library, by reason. */
export const LIBRARY_REFUSALS: Readonly<Record<string, string>> = {
  near_duplicate: "the text is nearly that of an earlier template of the library, or of one that comes with mat",
  protocol_overused: "twenty templates of the library have the same protocol already",
};

/** The most templates that share a protocol: more would fail the check of the library. */
const MOST_A_PROTOCOL = 20;

/** Says what keeps a template out of a library; one that nothing keeps out is in it from then on. In the order of attempts. */
export function createTemplateJudge(): (template: PromptTemplate) => TemplateProblem | undefined {
  const likeness = createLikeness();
  const protocols = new Map<string, number>();
  for (const template of Object.values(TEMPLATES)) likeness.add(template.id, textOf(template));
  return (template) => {
    const text = textOf(template);
    const like = likeness.likeOf(text);
    if (like !== undefined) return { reason: "near_duplicate", detail: `it is nearly the text of ${like}` };
    const key = protocolKey(template.protocol);
    const count = protocols.get(key) ?? 0;
    if (count >= MOST_A_PROTOCOL)
      return { reason: "protocol_overused", detail: `${count} templates have the protocol ${template.protocol.name}` };
    protocols.set(key, count + 1);
    likeness.add(template.id, text);
    return undefined;
  };
}
