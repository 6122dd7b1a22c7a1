import type { Random } from "../../core/random.ts";
import type { BehaviourName } from "../behaviours.ts";
import { commandOf } from "../protocol/endings.ts";
import type { Protocol } from "../protocol/protocol.ts";
import { SLOTS } from "../slots.ts";
import type { PromptTemplate } from "../template.ts";
import { composeBody } from "./compose/compose-body.ts";
import { composeGoal } from "./compose/compose-goal.ts";
import { composeInstructions } from "./compose/compose-instructions.ts";
import { composeMemory } from "./compose/compose-memory.ts";
import { composeOutputFormat } from "./compose/compose-output-format.ts";
import { composeProfile } from "./compose/compose-profile.ts";
import { composeTools } from "./compose/compose-tools.ts";
import type { Composer } from "./compose/composer.ts";
import { HEADINGS } from "./compose/headings.ts";
import { reservedSigns } from "./compose/signs.ts";
import { type Cell, callsTools } from "./grid.ts";
import { createSpeaker } from "./phrases/phrase.ts";
import { PHRASEBOOKS } from "./phrases/phrasebooks.ts";

/** A template without its id and origin. */
type Unnumbered = Omit<PromptTemplate, "id" | "origin">;

/** How often a prompt asks for a thought beside each call; a planner has to say what the task is. */
const THOUGHT_SHARE = { plan: 1, "tool-use": 0.65, reflection: 0.85, conclusion: 0, profile: 0 } as const;
/** How often it asks for one beside the answer. */
const ENDING_THOUGHT_SHARE = {
  plan: 0.15,
  "tool-use": 0.12,
  reflection: 0.18,
  conclusion: 0.25,
  profile: 0.1,
} as const;

/** Where a request may need no tool at all, nobody can ask for two results. */
const TWO_RESULTS: BehaviourName = "check-before-answer";
const CITING: readonly BehaviourName[] = ["cite-tools"];
const ACTING_BEHAVIOURS: readonly BehaviourName[] = [TWO_RESULTS, "retry-after-error", "ask-when-missing", ...CITING];

/** More drafts than this were never needed: a sign of the protocol that all phrases hold would be a fault of the phrases. */
const DRAFTS = 100;

/** A template of a cell and a protocol, drawn again where its text holds a sign of the protocol in the wrong place. */
export function composeTemplate(
  cell: Cell,
  protocol: Protocol,
  domain: string | undefined,
  random: Random,
): Unnumbered {
  for (let attempt = 0; attempt < DRAFTS; attempt++) {
    const composer = createComposer(cell, protocol, domain, random);
    const draft = reworded(compose(composer), composer.book.wording[cell.tone] ?? []);
    if (!holdsSigns(draft)) return draft;
  }
  throw new Error(`no phrases are free of the signs of ${JSON.stringify(protocol)}`);
}

function createComposer(cell: Cell, protocol: Protocol, domain: string | undefined, random: Random): Composer {
  return {
    cell,
    protocol,
    domain,
    heading: random.chance(0.85) ? random.pick(HEADINGS) : undefined,
    random,
    demands: drawDemands(cell, protocol, random),
    layout: cell.kind === "native" || random.chance(cell.kind === "tagged" ? 0.6 : 0.35) ? "chat" : "prompt",
    dateIn: random.pick(["profile", "profile", "instructions", "goal"] as const),
    book: PHRASEBOOKS[cell.language],
    say: createSpeaker(cell.tone, random),
  };
}

function compose(composer: Composer): Unnumbered {
  const { cell, protocol, demands } = composer;
  return {
    title: titleOf(cell, protocol),
    language: cell.language,
    ability: cell.ability,
    tone: cell.tone,
    layout: composeBody(composer),
    protocol,
    tool_rendering: cell.rendering,
    episode: cell.episode,
    slots: {
      profile: composeProfile(composer),
      instructions: composeInstructions(composer),
      tools: composeTools(composer),
      memory: composeMemory(composer),
      goal: composeGoal(composer),
      output_format: composeOutputFormat(composer),
    },
    demands,
  };
}

/** The draft in the words of its tone. */
function reworded(draft: Unnumbered, wording: readonly (readonly [from: string, to: string])[]): Unnumbered {
  const said = (text: string) => wording.reduce((rest, [from, to]) => rest.replaceAll(from, to), text);
  const { layout, slots } = draft;
  return {
    ...draft,
    layout:
      layout.kind === "prompt"
        ? { ...layout, body: said(layout.body) }
        : { ...layout, system: said(layout.system), user: said(layout.user) },
    slots: Object.fromEntries(SLOTS.map((slot) => [slot, said(slots[slot])])) as Unnumbered["slots"],
  };
}

function titleOf({ ability, tone, kind, rendering, episode, language }: Cell, protocol: Protocol): string {
  const tools = callsTools(ability) && kind !== "native" ? `, tools as ${rendering}` : "";
  const steps = episode === "finished-tasks" ? ", finished tasks in memory" : "";
  const sign = protocol.kind === "labelled" ? ` (${protocol.thought} ${protocol.action})` : "";
  return `${tone} ${ability} in ${language}: ${kind} steps${sign}${tools}${steps}`;
}

/** What the wording will ask of a trajectory: chosen first, so that wording and demands agree. */
function drawDemands({ ability }: Cell, protocol: Protocol, random: Random): PromptTemplate["demands"] {
  const acts = callsTools(ability);
  const fields: PromptTemplate["demands"]["fields"] = [];
  if (random.chance(THOUGHT_SHARE[ability])) fields.push("thought");
  // Nobody asks for a thought with the answer who leaves it free everywhere else.
  const hasPlace = (!acts || fields.length > 0) && !endsBare(protocol);
  if (hasPlace && random.chance(ENDING_THOUGHT_SHARE[ability])) fields.push("ending_thought");
  const asked = acts ? ACTING_BEHAVIOURS.filter((name) => ability !== "tool-use" || name !== TWO_RESULTS) : CITING;
  const count = acts
    ? random.pick([0, 0, 0, 0, 0, 1, 1, 1, 2])
    : Number(ability === "conclusion" && random.chance(0.3));
  const behaviours = random.shuffled(asked).slice(0, count);
  return { fields, behaviours: acts && !protocol.parallel ? ["one-call", ...behaviours] : behaviours };
}

/** Does a thought have no sign beside an ending, since that is a call, too? */
function endsBare(protocol: Protocol): boolean {
  return protocol.kind === "tagged" && protocol.thought.always !== true && commandOf(protocol.answer) !== undefined;
}

/** Does the fixed text hold a label or a mark of the protocol anywhere but in the output format? */
function holdsSigns({ slots, layout, protocol }: Unnumbered): boolean {
  const bodies = layout.kind === "prompt" ? [layout.body] : [layout.system, layout.user];
  const texts = [...bodies, ...SLOTS.filter((slot) => slot !== "output_format").map((slot) => slots[slot])];
  const fixed = texts.join("\n").toLowerCase();
  return reservedSigns(protocol).some((sign) => fixed.includes(sign));
}
