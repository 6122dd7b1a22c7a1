import { isObject, type JsonValue } from "../../core/json/value.ts";
import { asText, memberText } from "../member-text.ts";
import { type Held, held } from "./held.ts";
import { type LoadedMember, loadsLikePython, loadsRoughly } from "./python-json.ts";
import { strip, stripCharacter } from "./python-text.ts";

/** What a `Finish` call says: give up, or an answer (text, or whatever value the model wrote). */
export type FinishCall = { readonly giveUp: true } | { readonly giveUp: false; readonly answer: Held };

const GIVE_UP = "give_up_and_restart";
const ANSWER = "final_answer";
/** The member's beginning in a text that is no JSON. */
const ANSWER_KEY = `"${ANSWER}": `;

/**
 * Reads the arguments of a `Finish` call as the reference does; `undefined` where it raises.
 * Source: α-UMi's stage-2 preprocessing (facts in docs/formats/glpft.md).
 */
export function finishAsReference(args: JsonValue | undefined, content: string | null): FinishCall | undefined {
  const { value: parsed, member: answer } = answerIn(args);
  if (isObject(parsed) && Object.hasOwn(parsed, "return_type")) {
    if (parsed["return_type"] === GIVE_UP) return { giveUp: true };
    return { giveUp: false, answer: answer ?? { value: "none" } };
  }
  if (isObject(args)) return Object.hasOwn(args, GIVE_UP) ? { giveUp: true } : undefined;
  if (Array.isArray(args)) return args.includes(GIVE_UP) ? { giveUp: true } : undefined;
  if (typeof args !== "string") return undefined;
  return finishInText(args, content);
}

/** What the arguments are when they are loaded, and their answer. Most answers are texts, which need no exact parse. */
function answerIn(args: JsonValue | undefined): LoadedMember {
  const quick = typeof args === "string" ? loadsRoughly(args) : args;
  if (!isObject(quick) || !Object.hasOwn(quick, ANSWER)) return { value: quick };
  const value = typeof args !== "string" || typeof quick[ANSWER] === "string" ? quick : loadsLikePython(args);
  return isObject(value) ? { value, member: held(value, ANSWER) } : { value };
}

function finishInText(text: string, content: string | null): FinishCall {
  if (text.includes(GIVE_UP)) return { giveUp: true };
  const at = text.indexOf(ANSWER_KEY);
  if (at < 0) return { giveUp: false, answer: { value: content ?? "none" } };
  const answer = stripCharacter(stripCharacter(strip(text.slice(at + ANSWER_KEY.length)), "}"), '"');
  return { giveUp: false, answer: { value: answer } };
}

/**
 * Reads the arguments of a `Finish` call as they were meant: line breaks inside an answer do not hide its end, an answer
 * that is no text becomes JSON text, and nothing raises.
 */
export function finishAsMeant(
  args: JsonValue | undefined,
  content: string | null,
): { giveUp: boolean; answer: string } {
  const parsed = typeof args === "string" ? (loadsLikePython(args) ?? loadsLikePython(escapeControls(args))) : args;
  if (isObject(parsed)) {
    const answer = memberText(parsed, ANSWER);
    return { giveUp: parsed["return_type"] === GIVE_UP, answer };
  }
  const found = finishInText(typeof args === "string" ? args : "", content);
  if (found.giveUp) return { giveUp: true, answer: "" };
  return { giveUp: false, answer: strip(asText(found.answer.value)) };
}

/** Line breaks and other controls that stand raw in the text, escaped as JSON strings need them. */
function escapeControls(text: string): string {
  return text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"/gs, (string) =>
    // biome-ignore lint/suspicious/noControlCharactersInRegex: raw controls are what is looked for
    string.replace(/[\u0000-\u001f]/g, (control) => JSON.stringify(control).slice(1, -1)),
  );
}

/** The arguments text that a `Finish` call has in ToolBench's own data (a model's pretty-printed JSON). */
export function finishArguments(giveUp: boolean, answer: string): string {
  if (giveUp && answer === "") return JSON.stringify({ return_type: GIVE_UP }, null, 2);
  return JSON.stringify({ return_type: giveUp ? GIVE_UP : "give_answer", [ANSWER]: answer }, null, 2);
}
