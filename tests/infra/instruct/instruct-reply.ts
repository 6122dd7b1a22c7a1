import { writeApiQuery } from "./write-api-query.ts";
import { writeGraphQuestion } from "./write-graph-question.ts";
import { writeTableQuestion } from "./write-table-question.ts";

/** What a prompt for a task says, as this script reads it. */
export interface InstructPrompt {
  /** The number of the task: requests carry it as their seed. */
  readonly number: number;
  readonly language: "en" | "zh";
  readonly level: number;
  /** The request's last words of the first user message. */
  readonly text: string;
  /** The lines that are JSON objects. */
  readonly facts: readonly Record<string, unknown>[];
  /** The model was told what was wrong with an answer before. */
  readonly again: boolean;
}

interface Body {
  readonly seed?: number;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly response_format?: { readonly json_schema: { readonly name: string } };
}

/**
 * What this scripted model says to a request for a task. It is no model: it builds right and wrong tasks out of the facts that
 * the prompt shows, by rules, so that what is done with them can be told. Which number gets which fault is fixed.
 */
export function instructReply(body: string): string {
  const request = JSON.parse(body) as Body;
  const { content: text } = request.messages.find(({ role }) => role === "user")!;
  const [, level = "1"] = /(?:Difficulty: |难度：)(\d)/.exec(text) ?? [];
  const prompt: InstructPrompt = {
    number: request.seed ?? 0,
    language: text.includes("难度：") ? "zh" : "en",
    level: Number(level),
    text,
    facts: text.split("\n").flatMap(objectIn),
    again: request.messages.some(({ role }) => role === "assistant"),
  };
  if (prompt.number % 9 === 1 && !prompt.again) return "Certainly! I would be glad to write a question.";
  const kind = request.response_format?.json_schema.name;
  if (kind === "table_question") return JSON.stringify(writeTableQuestion(prompt));
  if (kind === "api_query") return `\`\`\`json\n${JSON.stringify(writeApiQuery(prompt))}\n\`\`\``;
  if (kind === "graph_question") return `<think>{ hm }</think>${JSON.stringify(writeGraphQuestion(prompt))}`;
  return "What am I to do?";
}

function objectIn(line: string): Record<string, unknown>[] {
  if (!line.startsWith("{")) return [];
  try {
    return [JSON.parse(line) as Record<string, unknown>];
  } catch {
    return [];
  }
}
