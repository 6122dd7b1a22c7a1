import type { MemoryPhrases } from "../phrasebook.ts";

/** English phrases of memories. */
export const memory: MemoryPhrases = {
  knowledge: {
    any: [
      "What is already known:",
      "Background that may help:",
      "From the knowledge base:",
      "Notes that bear on the request:",
      "Facts to draw on:",
    ],
    formal: ["The following is established:", "Material placed before you:"],
    terse: ["Known:", "Facts:"],
    friendly: ["Here's some background for you:", "Good to know:"],
    strict: ["Take these facts as given:"],
    coach: ["You don't start from nothing; this much is known:"],
  },
  conversation: {
    any: [
      "What was said before:",
      "Earlier in this conversation:",
      "Previous turns, oldest first:",
      "The conversation so far:",
    ],
    formal: ["Record of the preceding conversation:"],
    terse: ["Before:", "So far said:"],
    friendly: ["You and the user have talked already:"],
    strict: ["Earlier turns, which still hold:"],
    coach: ["Remember where you two left off:"],
  },
  finished: {
    any: [
      "What has been done for this goal so far:",
      "Finished steps, oldest first:",
      "The tasks that are behind you:",
      "Work done up to now:",
    ],
    formal: ["Record of the tasks that have been completed:"],
    terse: ["Finished:", "Already done:"],
    friendly: ["Look how far you've come already:"],
    strict: ["These steps are done and must not be done again without cause:"],
    coach: ["Your progress up to this point:"],
  },
  turns: [
    "User: {{ item.query }}\nYou: {{ item.answer }}",
    "- The user said: {{ item.query }}\n  You said: {{ item.answer }}",
    "{{ loop.index }}. {{ item.query }}\n   -> {{ item.answer }}",
    "Q{{ loop.index }} {{ item.query }}\nA{{ loop.index }} {{ item.answer }}",
    "They asked: {{ item.query }}\nYou replied: {{ item.answer }}",
    '* "{{ item.query }}" - you: "{{ item.answer }}"',
    "Turn {{ loop.index }}\n  asked    {{ item.query }}\n  replied  {{ item.answer }}",
  ],
  tasks: [
    "{{ loop.index }}. {{ item.task }}\n{% if item.tool %}\n   {{ item.tool }} {{ item.arguments }}\n{% endif %}\n   -> {{ item.result }}",
    "- {{ item.task }}{% if item.tool %} (called {{ item.tool }} with {{ item.arguments }}){% endif %}\n\n  brought: {{ item.result }}",
    "Step {{ loop.index }} - {{ item.task }}\n{% if item.tool %}\ncalled {{ item.tool }} with {{ item.arguments }}\n{% endif %}\ngot back {{ item.result }}",
    "({{ loop.index }}) {{ item.task }}{% if item.tool %} | {{ item.tool }} | {{ item.arguments }}{% endif %} | {{ item.result }}",
    "* {{ item.task }}\n{% if item.tool %}\n  by {{ item.tool }}, given {{ item.arguments }}\n{% endif %}\n  which gave {{ item.result }}",
    '{"task": {{ item.task | json }}, "tool": {{ item.tool | json }}, "arguments": {{ item.arguments | json }}, "result": {{ item.result | json }}}',
    "#{{ loop.index }} {{ item.task }}\n{% if item.tool %}\n  {{ item.tool }}({{ item.arguments }})\n{% endif %}\n  {{ item.result }}",
  ],
};
