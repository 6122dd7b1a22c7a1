import type { Random } from "../../core/random.ts";
import type { BehaviourName } from "../behaviours.ts";
import type { Protocol } from "../protocol/protocol.ts";
import { SLOTS } from "../slots.ts";
import type { PromptTemplate } from "../template.ts";
import { composeBody, HEADINGS } from "./compose/compose-body.ts";
import { composeGoal } from "./compose/compose-goal.ts";
import { composeInstructions } from "./compose/compose-instructions.ts";
import { composeMemory } from "./compose/compose-memory.ts";
import { composeOutputFormat } from "./compose/compose-output-format.ts";
import { composeProfile } from "./compose/compose-profile.ts";
import { composeTools } from "./compose/compose-tools.ts";
import type { Composer } from "./compose/composer.ts";
import { reservedSigns } from "./compose/signs.ts";
import { type Cell, callsTools } from "./grid.ts";
import { createSpeaker } from "./phrases/phrase.ts";
import { PHRASEBOOKS } from "./phrases/phrasebooks.ts";

/** A template without its id and origin. */
export type Draft = Omit<PromptTemplate, "id" | "origin">;

/** More drafts than this were never needed: a sign of the protocol that all phrases hold would be a fault of the phrases. */
const DRAFTS = 100;

/** A template of a cell and a protocol, drawn again where its text holds a sign of the protocol in the wrong place. */
export function composeTemplate(cell: Cell, protocol: Protocol, domain: string | undefined, random: Random): Draft {
  for (let attempt = 0; attempt < DRAFTS; attempt++) {
    const draft = compose(createComposer(cell, protocol, domain, random));
    if (!holdsSigns(draft)) return draft;
  }
  throw new Error(`no phrases are free of the signs of ${JSON.stringify(protocol)}`);
}

function createComposer(cell: Cell, protocol: Protocol, domain: string | undefined, random: Random): Composer {
  return {
    cell,
    protocol,
    domain,
    random,
    demands: drawDemands(cell, protocol, random),
    layout: cell.kind === "native" || random.chance(cell.kind === "tagged" ? 0.6 : 0.35) ? "chat" : "prompt",
    dateIn: random.pick(["profile", "profile", "instructions", "goal"] as const),
    book: PHRASEBOOKS[cell.language],
    say: createSpeaker(cell.tone, random),
  };
}

function compose(composer: Composer): Draft {
  const { cell, protocol, layout, demands, random } = composer;
  const heading = random.chance(0.85) ? random.pick(HEADINGS) : undefined;
  return {
    title: titleOf(cell, protocol),
    language: cell.language,
    ability: cell.ability,
    tone: cell.tone,
    layout: composeBody(composer, heading),
    protocol,
    tool_rendering: cell.rendering,
    episode: cell.episode,
    slots: {
      profile: composeProfile(composer),
      instructions: composeInstructions(composer),
      tools: composeTools(composer),
      memory: composeMemory(composer),
      goal: composeGoal(composer, heading !== undefined && layout === "prompt"),
      output_format: composeOutputFormat(composer),
    },
    demands,
  };
}

function titleOf({ ability, tone, kind, rendering, episode, language }: Cell, protocol: Protocol): string {
  const tools = callsTools(ability) && kind !== "native" ? `, tools as ${rendering}` : "";
  const steps = episode === "finished-tasks" ? ", finished tasks in memory" : "";
  const sign = protocol.kind === "labelled" ? ` (${protocol.thought} ${protocol.action})` : "";
  return `${tone} ${ability} in ${language}: ${kind} steps${sign}${tools}${steps}`;
}

/** What the wording will ask of a trajectory: chosen first, so that wording and demands agree. */
function drawDemands({ ability, kind }: Cell, protocol: Protocol, random: Random): PromptTemplate["demands"] {
  const acts = callsTools(ability);
  const fields: PromptTemplate["demands"]["fields"] = [];
  if (acts && random.chance(kind === "native" ? 0.5 : 0.75)) fields.push("thought");
  if (random.chance(ability === "conclusion" ? 0.25 : 0.1)) fields.push("ending_thought");
  const asked: readonly BehaviourName[] = acts
    ? ["check-before-answer", "retry-after-error", "ask-when-missing", "cite-tools"]
    : ["cite-tools"];
  const count = acts
    ? random.pick([0, 0, 0, 0, 0, 1, 1, 1, 2])
    : Number(ability === "conclusion" && random.chance(0.3));
  const behaviours = random.shuffled(asked).slice(0, count);
  return { fields, behaviours: acts && !protocol.parallel ? ["one-call", ...behaviours] : behaviours };
}

/** Does the fixed text hold a label or a mark of the protocol anywhere but in the output format? */
function holdsSigns({ slots, layout, protocol }: Draft): boolean {
  const bodies = layout.kind === "prompt" ? [layout.body] : [layout.system, layout.user];
  const texts = [...bodies, ...SLOTS.filter((slot) => slot !== "output_format").map((slot) => slots[slot])];
  const fixed = texts.join("\n").toLowerCase();
  return reservedSigns(protocol).some((sign) => fixed.includes(sign));
}
