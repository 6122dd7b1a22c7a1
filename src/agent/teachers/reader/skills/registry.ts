import type { Skill } from "../reader-view.ts";
import { queryDatabase } from "./db/query-database.ts";
import { matchWords } from "./match-words.ts";
import { searchPages } from "./search/search-pages.ts";
import { statedQuestion } from "./stated-question.ts";
import { dateQuestions } from "./time/date-questions.ts";

/** Every skill by name, in the order in which they are asked; the last one has an opinion on any goal. */
export const SKILLS: Readonly<Record<string, Skill>> = {
  "stated-question": statedQuestion,
  // Before those that ask in the same words, as it looks for its tools first.
  db: queryDatabase,
  search: searchPages,
  time: dateQuestions,
  "match-words": matchWords,
};
