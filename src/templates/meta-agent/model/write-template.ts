import { askJson, type JsonAttempt, type JsonProblem } from "../../../llm/ask-json/ask-json.ts";
import type { ChatClient } from "../../../llm/chat-client.ts";
import type { PromptTemplate } from "../../template.ts";
import { type Author, assembleTemplate } from "./assemble-template.ts";
import { checkWritten } from "./check/check-written.ts";
import type { Attempt } from "./plan-attempt.ts";
import { replyShape } from "./reply-shape.ts";
import { requestMessages } from "./request-messages.ts";

/** What came of an attempt: a template, or replies that none could be made of. */
export interface Outcome {
  readonly attempt: Attempt;
  readonly template?: PromptTemplate;
  /** Everything that the model said, with what was wrong with it. */
  readonly replies: readonly JsonAttempt[];
}

/**
 * Has a model write the template of an attempt, and mend it twice at most. No two requests are the same, for each has an example
 * of its own, so that none needs a seed, which not all servers take. Throws EndpointError where there is no reply.
 */
export async function writeTemplate(client: ChatClient, attempt: Attempt, author: Author): Promise<Outcome> {
  const { value, attempts } = await askJson(client, {
    messages: requestMessages(attempt),
    name: "prompt_template",
    shape: replyShape(attempt),
    language: attempt.cell.language,
    check(written) {
      const template = assembleTemplate(attempt, written, author);
      const problems = checkWritten(template, attempt);
      return problems.length === 0 ? { value: template } : { problems: problems.map(shown) };
    },
  });
  if (value === undefined) return { attempt, replies: attempts };
  const repairs = attempts.length - 1;
  return { attempt, replies: attempts, template: repairs === 0 ? value : withRepairs(value, repairs) };
}

function shown({ reason, detail }: { readonly reason: string; readonly detail: string }): JsonProblem {
  return { reason, problem: `${reason}: ${detail}` };
}

function withRepairs(template: PromptTemplate, repairs: number): PromptTemplate {
  const { origin } = template;
  return origin.by === "model" ? { ...template, origin: { ...origin, repairs } } : template;
}
