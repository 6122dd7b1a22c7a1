import { commandOf } from "../../protocol/endings.ts";
import type { Protocol } from "../../protocol/protocol.ts";
import { callsTools } from "../grid.ts";
import type { Names, Topic } from "../phrases/phrase.ts";
import { composeForms, type Forms } from "./compose-forms.ts";
import { composeGlossary, composeKeys, hasGlossary } from "./compose-glossary.ts";
import type { Composer } from "./composer.ts";
import { extraKeys, quotedSigns } from "./signs.ts";

/** How often the keys of a JSON object are explained one by one. */
const KEYS_SHARE = 0.35;
/** How often a last word forbids any other text. */
const CLOSING_SHARE = 0.7;

/** How every reply is to be written: forms with a line in front, or the signs one by one; then what else holds. */
export function composeOutputFormat(composer: Composer): string {
  const { protocol, book, random, demands } = composer;
  const names = quotedSigns(protocol, random.pick(book.output.quotes), book.output.and);
  const forms = composeForms(composer, protocol.kind !== "native" && mentionsThought(composer));
  const isGlossary = hasGlossary(composer) && !demands.fields.includes("ending_thought") && random.chance(0.4);
  const explained = isGlossary ? composeGlossary(composer, forms) : leads(composer, forms, names);
  return [...explained, notes(composer, names)].filter((text) => text !== "").join("\n\n");
}

function mentionsThought({ cell }: Composer): boolean {
  return callsTools(cell.ability);
}

/** Each form with a line in front. */
function leads(composer: Composer, forms: Forms, names: Names): string[] {
  const { book, random, say, protocol, cell } = composer;
  const { output } = book;
  const block = blockWriter(composer, forms);
  const isPlain = isPlainAnswer(composer);
  const [answer, giveUp] = endingTopics(composer, isPlain);
  const endings = [
    say(answer, names) + (isPlain ? "" : block(forms.answer)),
    say(giveUp, names) + block(forms.give_up),
  ];
  if (!callsTools(cell.ability)) return !isPlain && random.chance(0.5) ? [say(output.intro), ...endings] : endings;
  if (protocol.kind === "native") return [say(output.nativeCall), ...endings];
  return [...introduction(composer), say(output.call, names) + block(forms.call), ...endings];
}

function endingTopics({ book: { output }, cell }: Composer, isPlain: boolean): [answer: Topic, giveUp: Topic] {
  if (callsTools(cell.ability)) return [isPlain ? output.plainAnswer : output.answer, output.giveUp];
  return [isPlain ? output.onlyPlainAnswer : output.onlyAnswer, output.onlyGiveUp];
}

/** What the keys of a JSON object mean, or a line that there are forms, or nothing. */
function introduction(composer: Composer): string[] {
  const { book, random, say, heading } = composer;
  if (composer.protocol.kind === "json" && random.chance(KEYS_SHARE)) return [composeKeys(composer)];
  return random.chance(heading === undefined ? 0.8 : 0.45) ? [say(book.output.intro)] : [];
}

/** Is an answer nothing but its text? */
function isPlainAnswer({ protocol, demands }: Composer): boolean {
  return protocol.answer === "bare" && !demands.fields.includes("ending_thought");
}

/** Forms stand bare or in a fence, all in the same way. */
function blockWriter({ random }: Composer, forms: Forms): (form: string) => string {
  const canBeFenced = !Object.values(forms).some((form: string) => form.includes("```"));
  return canBeFenced && random.chance(0.3) ? (form) => `\n\`\`\`\n${form}\n\`\`\`` : (form) => `\n${form}`;
}

/** What else is to be known, in a paragraph or a list. */
function notes(composer: Composer, names: Names): string {
  const { book, random, say } = composer;
  const texts = noteTopics(composer).map((topic) => say(topic, names));
  if (hasOneForm(composer) && random.chance(CLOSING_SHARE)) texts.push(say(book.output.closing, names));
  if (texts.length === 0) return "";
  return texts.length === 1 || random.chance(0.6) ? texts.join(book.gap) : texts.map((text) => `- ${text}`).join("\n");
}

/** Can it be said that nothing stands outside the forms? */
function hasOneForm(composer: Composer): boolean {
  return composer.protocol.kind !== "native" && composer.protocol.answer !== "bare";
}

function noteTopics(composer: Composer): Topic[] {
  const { protocol, cell, demands, book, random } = composer;
  const { output } = book;
  const topics: Topic[] = [];
  const finals = finalCommands(protocol);
  if (demands.fields.includes("ending_thought")) topics.push(output.endingThoughtAsked);
  if (callsTools(cell.ability)) topics.push(...actingNotes(composer));
  if (protocol.kind === "json" && extraKeys(protocol).length > 0) topics.push(output.constants);
  if (finals === 1) topics.push(output.command);
  if (finals === 2) topics.push(output.commands);
  return random.shuffled(topics);
}

function actingNotes(composer: Composer): Topic[] {
  const { protocol, cell, demands, book, random } = composer;
  const { output } = book;
  const isNative = protocol.kind === "native";
  const topics = [
    demands.fields.includes("thought") ? askedThought(composer) : freeThought(composer),
    protocol.parallel ? output.parallel : output.single,
    !isNative && random.chance(0.5) ? output.arguments : undefined,
    cell.episode === "finished-tasks" ? output.finishedTask : isNative ? undefined : output.observation,
  ];
  return topics.filter((topic) => topic !== undefined);
}

function askedThought({ protocol, book: { output } }: Composer): Topic {
  if (protocol.kind === "native") return output.nativeThought;
  return standsBare(protocol) ? output.bareThoughtAsked : output.thoughtAsked;
}

function freeThought({ protocol, book: { output } }: Composer): Topic | undefined {
  if (protocol.kind === "native") return undefined;
  return standsBare(protocol) ? output.bareThoughtFree : output.thoughtFree;
}

/** Does a thought stand in front of a call without any marks? */
function standsBare(protocol: Protocol): boolean {
  return protocol.kind === "tagged" && protocol.thought.always !== true;
}

function finalCommands(protocol: Protocol): number {
  return new Set([protocol.answer, protocol.give_up].map((ending) => commandOf(ending)?.command).filter(Boolean)).size;
}
