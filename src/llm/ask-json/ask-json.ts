import { z } from "zod";
import type { JsonObject, JsonValue } from "../../core/json/value.ts";
import { schemaProblems } from "../../core/schema-problems.ts";
import type { ChatClient, ChatMessage, ChatReply } from "../chat-client.ts";
import { findObject } from "./find-object.ts";
import { repairMessage } from "./repair-message.ts";

/** What is wrong with an answer. */
export interface JsonProblem {
  /** By name, to be counted. */
  readonly reason: string;
  /** In a sentence that the model is shown. */
  readonly problem: string;
}

/** What came of checking an answer. */
export type CheckedAnswer<T> = { readonly value: T } | { readonly problems: readonly JsonProblem[] };

/** A question whose answer is a JSON object that is checked. */
export interface JsonQuestion<S, T> {
  readonly messages: readonly ChatMessage[];
  /** What the schema is called before the server: letters, digits, `_` and `-`. */
  readonly name: string;
  /** The shape of the answer; the server is asked to keep to it, and what it says is held against it. */
  readonly shape: z.ZodType<S>;
  /** The language in which a repair is asked for. */
  readonly language: "en" | "zh";
  /** Tells apart several answers to the same messages; 0 if absent. */
  readonly sample?: number | undefined;
  readonly maxTokens?: number | undefined;
  readonly temperature?: number | undefined;
  /** Says what is wrong with an answer of the right shape, or what it is worth. Must not throw for what the model wrote. */
  check(answer: S): CheckedAnswer<T> | Promise<CheckedAnswer<T>>;
}

/** One reply, and what was wrong with it; no problems: it was taken. */
export interface JsonAttempt {
  readonly text: string;
  readonly problems: readonly JsonProblem[];
}

/** What came of a question; without a value no attempt was right. */
export interface JsonAnswer<T> {
  readonly value?: T;
  /** At least one, at most {@link MOST_REPAIRS} more. */
  readonly attempts: readonly JsonAttempt[];
}

/** How often an answer that is wrong is asked for again. */
export const MOST_REPAIRS = 2;
/** Of a wrong answer the model is shown so much, in characters. */
const LONGEST_SHOWN = 12_000;

/**
 * Asks a model for a JSON object until one passes its check: once, and at most twice again with what was wrong with the last
 * one. A refusal is not asked again.
 * @throws {EndpointError} where the server gives no reply
 */
export async function askJson<S, T>(
  client: ChatClient,
  question: JsonQuestion<S, T>,
  signal?: AbortSignal,
): Promise<JsonAnswer<T>> {
  const { messages, name, shape, language, sample = 0, maxTokens, temperature } = question;
  const responseSchema = { name, schema: jsonSchemaOf(shape) };
  const attempts: JsonAttempt[] = [];
  let asked = messages;
  while (attempts.length <= MOST_REPAIRS) {
    const request = {
      messages: asked,
      responseSchema,
      sample,
      ...(maxTokens === undefined ? {} : { maxTokens }),
      ...(temperature === undefined ? {} : { temperature }),
    };
    const reply = await client.complete(request, signal);
    const checked = await checkReply(reply, question);
    if ("value" in checked)
      return { value: checked.value, attempts: [...attempts, { text: reply.text, problems: [] }] };
    const { problems } = checked;
    attempts.push({ text: reply.text, problems });
    if (reply.finish === "refusal") break;
    // All that was said before stands there: the same request again would have the same reply.
    asked = [
      ...asked,
      { role: "assistant", content: reply.text.slice(0, LONGEST_SHOWN) },
      { role: "user", content: repairMessage(problems, language) },
    ];
  }
  return { attempts };
}

async function checkReply<S, T>(reply: ChatReply, question: JsonQuestion<S, T>): Promise<CheckedAnswer<T>> {
  const { shape, check, language } = question;
  if (reply.finish === "refusal") return wrong("refused", reply.text.slice(0, 200));
  const object = findObject(reply.text);
  if (object === undefined) return wrong(...noObject(reply, language));
  const parsed = shape.safeParse(object);
  if (parsed.success) return check(parsed.data);
  const problems = schemaProblems(shape, object as JsonValue, "is not known here");
  return {
    problems: problems.map(({ path, problem }) => ({ reason: "wrong_shape", problem: `${path} ${problem}`.trim() })),
  };
}

function noObject({ finish }: ChatReply, language: "en" | "zh"): [string, string] {
  if (finish === "length")
    return ["cut_off", language === "zh" ? "回答太长，被截断了。" : "The answer was too long and was cut off."];
  return ["no_json", language === "zh" ? "回答中没有 JSON 对象。" : "There is no JSON object in the answer."];
}

function wrong(reason: string, problem: string): { readonly problems: readonly JsonProblem[] } {
  return { problems: [{ reason, problem }] };
}

function jsonSchemaOf(shape: z.ZodType): JsonObject {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { unrepresentable: "any" });
  return schema as JsonObject;
}
