import type { Composer } from "./composer.ts";

/** Who the agent is, what it is for, and how it is; one paragraph or a few lines. */
export function composeProfile({ cell, book, random, say, dateIn, domain }: Composer): string {
  const { opening, roles, missions, traits, bio, date, domain: domains } = book.profile;
  const sentences = [say(missions[cell.ability])];
  if (random.chance(0.75)) sentences.push(say(traits));
  if (domain !== undefined) sentences.push(say(domains, { domain }));
  const first = say(opening, { role: say(roles[cell.ability]) });
  const paragraph = [first, ...random.shuffled(sentences)].join(random.chance(0.75) ? book.gap : "\n");
  const ends = [`{% if agent_bio %}\n\n${say(bio)}{% endif %}`];
  if (dateIn === "profile") ends.push(`{% if date %}\n\n${say(date)}{% endif %}`);
  return [paragraph, ...ends].join("");
}
