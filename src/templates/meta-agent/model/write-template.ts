import { askJson, type JsonAttempt, type JsonProblem, MOST_REPAIRS } from "../../../llm/ask-json/ask-json.ts";
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

/** Has a model write the template of an attempt, and mend it twice at most. Throws EndpointError where there is no reply. */
export async function writeTemplate(client: ChatClient, attempt: Attempt, author: Author): Promise<Outcome> {
  const { value, attempts } = await askJson(inTurn(client, attempt), {
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

/** Each request has a number of its own: a model that made the same mistake twice is asked the same again, and answers anew. */
function inTurn({ model, complete }: ChatClient, { number }: Attempt): ChatClient {
  let sample = (number - 1) * (MOST_REPAIRS + 1);
  return { model, complete: (request, signal) => complete({ ...request, sample: sample++ }, signal) };
}

function shown({ reason, detail }: { readonly reason: string; readonly detail: string }): JsonProblem {
  return { reason, problem: `${reason}: ${detail}` };
}

function withRepairs(template: PromptTemplate, repairs: number): PromptTemplate {
  const { origin } = template;
  return origin.by === "model" ? { ...template, origin: { ...origin, repairs } } : template;
}
