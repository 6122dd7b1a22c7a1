import { shortHash } from "../../../core/hash.ts";
import type { Protocol } from "../../protocol/protocol.ts";
import { protocolKey } from "../../protocol/protocol-key.ts";
import type { PromptTemplate } from "../../template.ts";
import type { Attempt } from "./plan-attempt.ts";
import { withWords } from "./protocol-words.ts";
import type { WrittenTemplate } from "./reply-shape.ts";

/** The words of the prompts that ask for templates; another number for other words. */
export const PROMPT_VERSION = "meta-agent-1";

/** Who writes, for the lineage of a template. */
export interface Author {
  readonly model: string;
  readonly seed: number;
}

/** The template that a model wrote, with the members that were not its to choose. Nothing in it is checked yet. */
export function assembleTemplate(attempt: Attempt, written: WrittenTemplate, author: Author): PromptTemplate {
  const { number, cell, example, queries, tools } = attempt;
  const { body, system, user } = written;
  return {
    ...example,
    id: `m-${author.seed}-${number}`,
    title: `${cell.tone} ${cell.ability} in ${cell.language}: ${cell.kind} steps, written by a model`,
    layout: body === undefined ? { kind: "chat", system: system!, user: user! } : { kind: "prompt", body },
    protocol: named(withWords(example.protocol, written.protocol)),
    slots: written.slots,
    origin: {
      by: "model",
      model: author.model,
      seed: author.seed,
      number,
      prompt: PROMPT_VERSION,
      queries: [...queries],
      tools: tools.map(({ name }) => name),
    },
  };
}

function named(protocol: Protocol): Protocol {
  const { kind } = protocol;
  return { ...protocol, name: `written-${shortHash(protocolKey(protocol))}`, title: `${kind} steps, by a model` };
}
