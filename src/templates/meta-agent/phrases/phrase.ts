import type { Random } from "../../../core/random.ts";
import type { Tone } from "../tones.ts";

/**
 * Ways to say one thing: those that fit any tone, and those of one. `[a|b]` in a phrase is a or b; `@name` stands for what
 * the composer knows.
 */
export type Topic = Readonly<Partial<Record<Tone | "any", readonly string[]>>>;

/** What `@name` in phrases stands for. */
export type Names = Readonly<Record<string, string>>;

/** Picks phrases in one tone. */
export type Speaker = (topic: Topic, names?: Names) => string;

/** How often a phrase of the tone's own is taken where there are others too. */
const OWN_SHARE = 0.7;

/** A {@link Speaker} for a tone. */
export function createSpeaker(tone: Tone, random: Random): Speaker {
  return (topic, names = {}) => {
    const own = topic[tone] ?? [];
    const any = topic.any ?? [];
    const takesOwn = any.length === 0 || (own.length > 0 && random.chance(OWN_SHARE));
    return filled(spoken(random.pick(takesOwn ? own : any), random), names);
  };
}

/** A phrase with one of the alternatives at each place. */
export function spoken(phrase: string, random: Random): string {
  return phrase.replace(/\[([^[\]]*\|[^[\]]*)\]/g, (_, options: string) => random.pick(options.split("|")));
}

function filled(phrase: string, names: Names): string {
  return phrase.replace(/@([a-z_]+)/g, (whole, name: string) => names[name] ?? whole);
}
