import { RowRefusedError } from "../../core/errors.ts";
import { copyMember } from "../../core/json/spelling.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { asText, memberText } from "../member-text.ts";
import { finishAsMeant, finishAsReference } from "./finish.ts";
import { type Held, held } from "./held.ts";
import { observationAsMeant, observationAsReference } from "./observation.ts";
import type { Stage1Row } from "./stage-1.ts";
import { FINISH } from "./tool-text.ts";

/** One turn of a stage-2 conversation: from user, assistant, caller, observation or conclusion. */
export type Turn = JsonObject & { from: JsonValue; value: JsonValue };

/** What ends an assistant turn: who speaks next. */
export const NEXT = { caller: " Next: caller.", conclusion: " Next: conclusion.", giveUp: " Next: give up." } as const;

/** The text of a caller turn. */
export function callerText(name: string, argumentsText: string): string {
  return `Action: ${name}\nAction Input: ${argumentsText}`;
}

/** The turns of one chain message; assistant talk without a call has none, as in the reference. */
export function turnsOfMessage(message: JsonObject, reference: boolean): Turn[] {
  switch (message["role"]) {
    case "assistant":
      return assistantTurns(message, reference);
    case "user":
      if (reference) requireMember(message, "content");
      return [turn("user", reference ? held(message, "content") : { value: memberText(message, "content") })];
    case "function":
      return [turn("observation", observationOf(message, reference))];
    default:
      if (reference) requireMember(message, "role");
      return [];
  }
}

function turn(from: string, holder: Held): Turn {
  const made: Turn = { from, value: null };
  copyMember(holder, "value", made, "value");
  return made;
}

/** The turn that opens a conversation: the query. */
export function queryTurn(row: Stage1Row, reference: boolean): Turn {
  return turn("user", reference ? held(row, "instruction") : { value: memberText(row, "instruction") });
}

function assistantTurns(message: JsonObject, reference: boolean): Turn[] {
  const content = reference ? referenceContent(message) : memberText(message, "content");
  const thought = content === null || (!reference && content === "") ? "" : `${content}\n`;
  if (!Object.hasOwn(message, "function_call")) return [];
  const call = message["function_call"];
  if (!isObject(call)) {
    if (reference) raises("function_call is no object");
    return [];
  }
  if (call["name"] === FINISH) return finishTurns(call["arguments"], content, thought, reference);
  const { name, arguments: args } = call;
  if (reference && (typeof name !== "string" || typeof args !== "string"))
    raises("a call's name or arguments are no text");
  return [
    { from: "assistant", value: thought + NEXT.caller },
    { from: "caller", value: callerText(asText(name), asText(args)) },
  ];
}

function referenceContent(message: JsonObject): string | null {
  requireMember(message, "content");
  const content = message["content"]!;
  if (content !== null && typeof content !== "string") raises("an assistant's content is no text");
  return content as string | null;
}

function finishTurns(args: JsonValue | undefined, content: string | null, thought: string, reference: boolean): Turn[] {
  const finish = reference
    ? (finishAsReference(args, content) ?? raises("a Finish call cannot be read"))
    : finishAsMeant(args, content);
  if (finish.giveUp) return [{ from: "assistant", value: thought + NEXT.giveUp }];
  const answer: Held = typeof finish.answer === "string" ? { value: finish.answer } : finish.answer;
  return [{ from: "assistant", value: thought + NEXT.conclusion }, turn("conclusion", answer)];
}

function observationOf(message: JsonObject, reference: boolean): Held {
  if (!reference) return { value: observationAsMeant(message) };
  requireMember(message, "content");
  return observationAsReference(message["content"]!) ?? raises("a function's content cannot be read");
}

function requireMember(message: JsonObject, key: string): void {
  if (!Object.hasOwn(message, key)) raises(`a message has no ${key}`);
}

/** The reference raises an exception here: this row cannot be written as it would have been. */
export function raises(what: string): never {
  throw new RowRefusedError(
    "reference_raises",
    `the reference preprocessing raises an exception: ${what}`,
    "Export without --compat reference, which mends this, or leave the row out.",
  );
}
