import { stringifyJson } from "../../../core/json/stringify.ts";
import type { JsonValue } from "../../../core/json/value.ts";
import type { ChatMessage } from "../../../llm/chat-client.ts";
import { commandOf } from "../../protocol/endings.ts";
import { SLOT_VARIABLES, SLOTS, type SlotName } from "../../slots.ts";
import { callsTools } from "../grid.ts";
import type { Attempt } from "./plan-attempt.ts";
import { exampleReply } from "./reply-shape.ts";
import { chinese } from "./wording/chinese.ts";
import { english } from "./wording/english.ts";
import type { Wording } from "./wording/wording.ts";

const WORDINGS: Readonly<Record<Attempt["cell"]["language"], Wording>> = { en: english, zh: chinese };
/** Of a query, and of what a tool does, so much is shown. */
const LONGEST = 300;

/** What a model is asked for the template of an attempt, in the template's language. */
export function requestMessages(attempt: Attempt): readonly ChatMessage[] {
  const wording = WORDINGS[attempt.cell.language];
  const { protocol } = attempt.example;
  const ends = [protocol.answer, protocol.give_up].some((ending) => commandOf(ending) !== undefined);
  const parts = [
    listed(wording.queries, attempt.queries.map(oneLine)),
    listed(
      wording.tools,
      attempt.tools.map(({ name, description }) => `${name}: ${oneLine(description)}`),
    ),
    listed(wording.wanted, properties(attempt, wording)),
    listed(wording.demanded, demands(attempt, wording)),
    `${wording.signs} ${wording.signsOf[protocol.kind]}${ends ? ` ${wording.command}` : ""}`,
    listed(
      wording.slots,
      SLOTS.map((slot) => `${slot}: ${wording.slot[slot]} (${variablesOf(slot)})`),
    ),
    wording.syntax,
    wording.rules,
    `${wording.example}\n${stringifyJson(exampleReply(attempt.example) as unknown as JsonValue)}`,
    wording.closing,
  ];
  return [
    { role: "system", content: wording.role },
    { role: "user", content: parts.filter((part) => part !== "").join("\n\n") },
  ];
}

function listed(heading: string, items: readonly string[]): string {
  return items.length === 0 ? "" : [heading, ...items.map((item) => `- ${item}`)].join("\n");
}

/** Each property by its name and value, and what the value means. */
function properties({ cell, example }: Attempt, wording: Wording): string[] {
  const { ability, kind, rendering, episode, tone, language } = cell;
  return [
    `ability = ${ability}: ${wording.ability[ability]}`,
    `protocol = ${kind}: ${wording.kind[kind]}`,
    `tools = ${callsTools(ability) ? rendering : "none"}: ${toolsLine(cell, wording)}`,
    `steps = ${episode}: ${wording.episode[episode]}`,
    `tone = ${tone}: ${wording.tone[tone]}`,
    `language = ${language}: ${wording.language}`,
    `layout = ${example.layout.kind}: ${wording.layout[example.layout.kind]}`,
  ];
}

function toolsLine({ ability, kind, rendering }: Attempt["cell"], wording: Wording): string {
  if (!callsTools(ability)) return wording.noTools;
  return kind === "native" ? wording.nativeTools : wording.rendering.replace("@rendering", rendering);
}

function demands({ example }: Attempt, wording: Wording): string[] {
  const { fields, behaviours } = example.demands;
  return [...fields, ...behaviours].map((name) => `${name}: ${wording.demands[name] ?? name}`);
}

/** The names that a slot's source may use, with the fields of what is in a list. */
function variablesOf(slot: SlotName): string {
  const declared: Readonly<Record<string, "text" | readonly string[]>> = SLOT_VARIABLES[slot];
  return Object.entries(declared)
    .map(([name, kind]) => (typeof kind === "string" ? name : `${name}[].${kind.join(`, ${name}[].`)}`))
    .join(", ");
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, LONGEST);
}
