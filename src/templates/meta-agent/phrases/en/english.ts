import type { Phrasebook } from "../phrasebook.ts";
import { goal } from "./goal.ts";
import { memory } from "./memory.ts";
import { output } from "./output.ts";
import { placeholders } from "./placeholders.ts";
import { profile } from "./profile.ts";
import { protocolWords } from "./protocol-words.ts";
import { rules } from "./rules.ts";
import { tools } from "./tools.ts";

const FULL_FORMS = [
  ["Don't", "Do not"],
  ["don't", "do not"],
  ["doesn't", "does not"],
  ["can't", "cannot"],
  ["Can't", "Cannot"],
  ["isn't", "is not"],
  ["it's", "it is"],
  ["you're", "you are"],
] as const;

/** All English phrases. */
export const english: Phrasebook = {
  profile,
  rules,
  tools,
  memory,
  goal,
  output,
  placeholders,
  headings: {
    profile: ["Role", "Who you are", "Profile", "You", "Identity", "Your part", "Character"],
    instructions: ["Instructions", "Rules", "How to work", "Guidelines", "Principles", "Working rules", "Conduct"],
    tools: ["Tools", "Available tools", "Toolbox", "What you can call", "Tool list", "Your tools"],
    memory: ["Memory", "Background", "What you remember", "Context", "What happened before", "Notes so far"],
    goal: ["Goal", "Request", "The user's request", "What is wanted", "Assignment", "Question"],
    output_format: ["Output format", "How to reply", "Reply format", "Form of replies", "Format", "Writing your reply"],
  },
  protocol: protocolWords,
  wording: { formal: FULL_FORMS, strict: FULL_FORMS },
  gap: " ",
};
