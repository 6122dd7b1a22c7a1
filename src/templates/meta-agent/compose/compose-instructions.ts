import { callsTools } from "../grid.ts";
import type { Topic } from "../phrases/phrase.ts";
import type { Composer } from "./composer.ts";

/** How the rules of a list begin: by a mark, a number, or not at all. */
const BULLETS = ["- ", "* ", "• ", "", "1. ", "1) ", "(1) "] as const;

/** Rules of the ability, some of many more, those that the template's demands name, and the constraints of the run. */
export function composeInstructions(composer: Composer): string {
  const { book, random, say, dateIn, heading } = composer;
  const bullet = random.pick(BULLETS);
  const rules = topicsFor(composer).map((topic) => say(topic));
  const listed = bullet === "" ? rules.join(book.gap) : rules.map((rule, at) => numbered(bullet, at) + rule).join("\n");
  const lead = random.chance(heading === undefined ? 0.8 : 0.4) ? [say(book.rules.lead)] : [];
  const more = `{% if constraints %}\n\n\n${say(book.rules.constraints)}{% for item in constraints %}\n\n${mark(bullet)}{{ item.text }}{% endfor %}{% endif %}`;
  const today = dateIn === "instructions" ? `{% if date %}\n\n\n${say(book.profile.date)}{% endif %}` : "";
  return [...lead, listed].join("\n") + more + today;
}

function numbered(bullet: string, at: number): string {
  return bullet.replace("1", String(at + 1));
}

/** Constraints are marked, never numbered: how many there are is not known yet. */
function mark(bullet: string): string {
  return /^[*•]/.test(bullet) ? bullet : "- ";
}

function topicsFor({ cell, demands, book, random }: Composer): Topic[] {
  const { byAbility, acting, thinking, behaviours } = book.rules;
  const own = random.shuffled(byAbility[cell.ability]);
  const acts = callsTools(cell.ability);
  const common = acts ? random.shuffled(acting) : [];
  const few = cell.tone === "terse" ? 2 : 3 + random.below(3);
  const asked = demands.behaviours.flatMap((name) => (name === "one-call" ? [] : [behaviours[name]]));
  const thoughtful = acts && demands.fields.includes("thought") && random.chance(0.6) ? [thinking] : [];
  const chosen = acts ? [...own.slice(0, 1 + random.below(2)), ...common.slice(0, few)] : own.slice(0, few + 1);
  return random.shuffled([...thoughtful, ...chosen, ...asked]);
}
