import { protocolKey } from "./protocol/protocol-key.ts";
import type { PromptTemplate } from "./template.ts";

/** Counts by name, in the order in which the names came up. */
export type Counts = Readonly<Record<string, number>>;

/** What a library has how much of. */
export interface TemplateCensus {
  readonly templates: number;
  /** Protocols that differ in more than case, punctuation, name and title. */
  readonly protocols: number;
  /** Combinations of ability, protocol kind, tool rendering, place of earlier steps, tone and language. */
  readonly cells: number;
  readonly abilities: Counts;
  readonly languages: Counts;
  readonly protocol_kinds: Counts;
  readonly tool_renderings: Counts;
  readonly episodes: Counts;
  readonly tones: Counts;
}

/** Counts templates as they come. */
export interface TemplateCounter {
  add(template: PromptTemplate): void;
  census(): TemplateCensus;
}

/** A counter at zero. */
export function createTemplateCounter(): TemplateCounter {
  const protocols = new Set<string>();
  const cells = new Set<string>();
  const axes = new Map<string, Map<string, number>>();
  let templates = 0;
  const countsOf = (axis: string) => Object.fromEntries(axes.get(axis) ?? []);
  return {
    add(template) {
      templates++;
      protocols.add(protocolKey(template.protocol));
      const place = placeOf(template);
      cells.add(Object.values(place).join("\n"));
      for (const [axis, value] of Object.entries(place)) {
        const counts = axes.get(axis) ?? new Map<string, number>();
        axes.set(axis, counts.set(value, (counts.get(value) ?? 0) + 1));
      }
    },
    census: () => ({
      templates,
      protocols: protocols.size,
      cells: cells.size,
      abilities: countsOf("ability"),
      languages: countsOf("language"),
      protocol_kinds: countsOf("kind"),
      tool_renderings: countsOf("rendering"),
      episodes: countsOf("episode"),
      tones: countsOf("tone"),
    }),
  };
}

/** Where a template stands in the grid over which a library is spread. */
function placeOf(template: PromptTemplate): Record<string, string> {
  const { ability, protocol, tool_rendering, episode, tone, language } = template;
  return { ability, kind: protocol.kind, rendering: tool_rendering, episode, tone, language };
}
