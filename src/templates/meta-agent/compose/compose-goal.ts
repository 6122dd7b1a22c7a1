import type { Composer } from "./composer.ts";

/** The goal, with a line in front where nothing else says what it is. */
export function composeGoal({ book, random, say, dateIn, heading, layout }: Composer): string {
  const goal = heading !== undefined && layout === "prompt" && random.chance(0.5) ? "{{ goal }}" : say(book.goal);
  return dateIn === "goal" ? `{% if date %}\n${say(book.profile.date)}\n{% endif %}\n${goal}` : goal;
}
