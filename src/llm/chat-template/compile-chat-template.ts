import { Environment, Interpreter, Template } from "@huggingface/jinja";
import { MalformedInputError } from "../../core/errors.ts";
import { quoted } from "../../core/visible-text.ts";
import type { ChatMessage } from "../chat-client.ts";
import type { ChatTemplate } from "./chat-template.ts";
import { formatDate } from "./format-date.ts";

/** A chat template that did not make a text of a conversation. */
export class ChatTemplateFault extends Error {}

/** Makes one text of a conversation, up to where the model is to go on. Throws ChatTemplateFault where the template cannot. */
export type RenderChat = (messages: readonly ChatMessage[]) => string;

const MOST_STEPS = 300_000;
const LONGEST_TEXT = 1 << 23;
const MOST_ITEMS = 10_000;
const MOST_MILLISECONDS = 10_000;
/** Where a template asks for the date and the run has none. */
const NO_DATE = "2025-06-02";

/**
 * Compiles a chat template. It is from anyone: what it may do is bounded in steps, in the sizes of what it makes, and in time, and
 * it sees the conversation, its special tokens and a day, nothing else. Throws MalformedInputError where it is no template.
 */
export function compileChatTemplate(template: ChatTemplate): RenderChat {
  const { parsed } = parse(template);
  return (messages) => {
    const bounded = new Environment();
    for (const [name, value] of Object.entries(globalsOf(template, messages))) bounded.set(name, value);
    try {
      const { value } = boundedInterpreter(bounded).run(parsed);
      return String(value);
    } catch (error) {
      throw new ChatTemplateFault(error instanceof Error ? quoted(error.message, 300) : "it failed");
    }
  };
}

function parse({ text, file }: ChatTemplate): Template {
  try {
    return new Template(text);
  } catch (cause) {
    const said = cause instanceof Error ? quoted(cause.message, 200) : "";
    throw new MalformedInputError(
      `is no chat template: ${said}`,
      "See whether the file is whole.",
      { file },
      { cause },
    );
  }
}

/** What transformers gives templates; its clock stands still here. */
function globalsOf(
  { tokens, date = NO_DATE }: ChatTemplate,
  messages: readonly ChatMessage[],
): Record<string, unknown> {
  const constants = { true: true, false: false, none: null, True: true, False: false, None: null };
  return {
    ...Object.fromEntries(Object.entries(tokens).filter(([name]) => !(name in constants))),
    ...constants,
    raise_exception(said: unknown) {
      throw new Error(String(said));
    },
    range: boundedRange,
    strftime_now: (format: unknown) => formatDate(date, String(format)),
    messages: messages.map((message) => ({ ...message })),
    tools: null,
    documents: null,
    add_generation_prompt: true,
  };
}

function boundedRange(from: number, to?: number, step = 1): number[] {
  const [first, end] = to === undefined ? [0, from] : [from, to];
  const count = step === 0 ? 0 : Math.max(0, Math.ceil((end - first) / step));
  if (!(count <= MOST_ITEMS)) throw new Error("a range is too long");
  return Array.from({ length: count }, (_, at) => first + at * step);
}

/** An interpreter that counts: every part of a template goes through `evaluate`, and so does what it makes. */
function boundedInterpreter(environment: Environment): Interpreter {
  const interpreter = new Interpreter(environment);
  const evaluate = interpreter.evaluate.bind(interpreter);
  const until = performance.now() + MOST_MILLISECONDS;
  let steps = 0;
  interpreter.evaluate = (...[statement, scope]: Parameters<typeof evaluate>) => {
    if (++steps > MOST_STEPS) throw new Error("the template does not come to an end");
    if (steps % 1024 === 0 && performance.now() > until) throw new Error("the template takes too long");
    const made = evaluate(statement, scope);
    const { value } = made as { readonly value: unknown };
    if (typeof value === "string" && value.length > LONGEST_TEXT) throw new Error("the template makes too long a text");
    if (Array.isArray(value) && value.length > MOST_ITEMS) throw new Error("the template makes too long a list");
    return made;
  };
  return interpreter;
}
