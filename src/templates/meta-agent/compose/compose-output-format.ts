import { commandOf } from "../../protocol/endings.ts";
import type { Protocol } from "../../protocol/protocol.ts";
import { callsTools } from "../grid.ts";
import type { Names, Topic } from "../phrases/phrase.ts";
import { composeForms, type Forms } from "./compose-forms.ts";
import type { Composer } from "./composer.ts";
import { quotedSigns } from "./signs.ts";

/** How every reply is to be written: forms with a line in front, or the signs one by one; then what else holds. */
export function composeOutputFormat(composer: Composer): string {
  const { protocol, book, random, demands } = composer;
  const names = quotedSigns(protocol, random.pick(book.output.quotes), book.output.and);
  const forms = composeForms(composer, protocol.kind !== "native" && mentionsThought(composer));
  const isGlossary = canBeGlossary(composer) && !demands.fields.includes("ending_thought") && random.chance(0.4);
  const explained = isGlossary ? glossary(composer, forms, names) : leads(composer, forms, names);
  return [...explained, notes(composer, names)].filter((text) => text !== "").join("\n\n");
}

function mentionsThought({ cell }: Composer): boolean {
  return callsTools(cell.ability);
}

/** Only labels have all their meanings side by side. */
function canBeGlossary({ protocol, cell }: Composer): boolean {
  return (
    callsTools(cell.ability) &&
    protocol.kind === "labelled" &&
    [protocol.arguments, protocol.answer, protocol.give_up].every((part) => "label" in part)
  );
}

function glossary({ book, random, say }: Composer, forms: Forms, names: Names): string[] {
  const { meanings, glossaryIntro, glossaryExample } = book.output;
  const bullet = random.pick(["- ", "", "* "]);
  const roles = ["thought", "action", "arguments", "answer", "give_up"] as const;
  const lines = roles.map((role) => bullet + say(meanings[role], names));
  return [`${say(glossaryIntro)}\n${lines.join("\n")}`, `${say(glossaryExample)}\n${forms.call}`];
}

/** Each form with a line in front. */
function leads(composer: Composer, forms: Forms, names: Names): string[] {
  const { book, random, say, protocol, cell } = composer;
  const { output } = book;
  const block = blockWriter(composer, forms);
  const acts = callsTools(cell.ability);
  const isPlain = isPlainAnswer(composer);
  const answer = acts
    ? isPlain
      ? output.plainAnswer
      : output.answer
    : isPlain
      ? output.onlyPlainAnswer
      : output.onlyAnswer;
  const endings = [
    say(answer, names) + (isPlain ? "" : block(forms.answer)),
    say(acts ? output.giveUp : output.onlyGiveUp, names) + block(forms.give_up),
  ];
  if (!acts) return random.chance(0.5) ? [say(output.intro), ...endings] : endings;
  if (protocol.kind === "native") return [say(output.nativeCall), ...endings];
  return [...(random.chance(0.6) ? [say(output.intro)] : []), say(output.call, names) + block(forms.call), ...endings];
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
  if (texts.length === 0) return "";
  return random.chance(0.6) ? texts.join(book.gap) : texts.map((text) => `- ${text}`).join("\n");
}

function noteTopics(composer: Composer): Topic[] {
  const { protocol, cell, demands, book, random } = composer;
  const { output } = book;
  const topics: Topic[] = [];
  const finals = finalCommands(protocol);
  if (demands.fields.includes("ending_thought")) topics.push(output.endingThoughtAsked);
  if (callsTools(cell.ability)) topics.push(...actingNotes(composer));
  if (protocol.kind === "json" && protocol.constants !== undefined) topics.push(output.constants);
  if (finals === 1) topics.push(output.command);
  if (finals === 2) topics.push(output.commands);
  if (random.chance(0.7)) topics.push(output.closing);
  return topics;
}

function actingNotes({ protocol, cell, demands, book, random }: Composer): Topic[] {
  const { output } = book;
  const isNative = protocol.kind === "native";
  const asksThought = demands.fields.includes("thought");
  const topics = [
    asksThought ? (isNative ? output.nativeThought : output.thoughtAsked) : isNative ? undefined : output.thoughtFree,
    protocol.parallel ? output.parallel : output.single,
    random.chance(0.5) ? output.arguments : undefined,
    cell.episode === "finished-tasks" ? output.finishedTask : isNative ? undefined : output.observation,
  ];
  return topics.filter((topic) => topic !== undefined);
}

function finalCommands(protocol: Protocol): number {
  return new Set([protocol.answer, protocol.give_up].map((ending) => commandOf(ending)?.command).filter(Boolean)).size;
}
