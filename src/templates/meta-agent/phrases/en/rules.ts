import type { RulePhrases } from "../phrasebook.ts";
import { abilityRules } from "./ability-rules.ts";
import { actingRules } from "./acting-rules.ts";

/** English phrases of instructions. */
export const rules: RulePhrases = {
  lead: {
    any: ["How you work:", "What to keep in mind:", "Please observe the following.", "Some rules for your work:"],
    plain: ["Work like this:", "These are the rules:", "Keep to these points:"],
    formal: [
      "The following provisions apply.",
      "You shall observe these principles:",
      "Your work is subject to the following:",
    ],
    terse: ["Rules:", "Do:", "Note:"],
    friendly: ["A few things that will make this go well:", "Here's how we like to work:", "Some friendly advice:"],
    strict: ["These rules are binding:", "Without exception:", "You must obey each of these:"],
    coach: ["What good agents do:", "Habits that pay off:", "Before you start, take these to heart:"],
  },
  constraints: {
    any: [
      "Beside these, whoever runs you asks:",
      "The operator adds:",
      "For this run there is more to observe:",
      "Further instructions from your operator:",
    ],
    formal: ["The operator further stipulates:", "In addition, the following conditions have been laid down:"],
    terse: ["Also:", "Operator's rules:"],
    friendly: ["And a few wishes from the people who run you:"],
    strict: ["The operator's orders, which bind you just as much:"],
    coach: ["The people you work for also care about this:"],
  },
  thinking: {
    any: [
      "Think before each call: what is known, what is missing, and what the call is to bring.",
      "Let your reasoning show what you expect from the step you are about to take.",
      "Reason in a sentence or two about the goal before you touch a tool.",
    ],
    plain: ["Say briefly why you do what you do next.", "Work out your reason first, then act on it."],
    formal: [
      "Each call is to be preceded by a brief statement of its purpose.",
      "Set out your reasoning before you act upon it.",
    ],
    terse: ["Think, then call.", "One line of reasoning per step."],
    friendly: [
      "Think out loud for a moment before you use a tool; it helps.",
      "A short thought first, then off you go.",
    ],
    strict: ["No call without a stated reason.", "Reasoning comes first, and it has to match the call that follows."],
    coach: [
      "Give yourself a moment to think: what would the best next move tell you?",
      "Put your idea into words before you try it; half of all mistakes show up right there.",
    ],
  },
  acting: actingRules,
  byAbility: abilityRules,
  behaviours: {
    "check-before-answer": {
      any: [
        "Do not answer on the strength of a single result: see at least two before you answer.",
        "Look at the results of at least two calls before you give an answer.",
        "An answer has to rest on two tool results or more.",
      ],
      formal: ["No answer is to be given until no fewer than two tool results have been obtained."],
      terse: ["At least two results before any answer.", "Two results, then answer."],
      friendly: ["Before you answer, get at least two results; two are more reassuring than one."],
      strict: ["Answering after fewer than two tool results is forbidden."],
      coach: ["One result is a hint, two are evidence: gather at least two before you answer."],
    },
    "retry-after-error": {
      any: [
        "When a call fails, try again or find another way; never end right after a failure.",
        "A failed call is no reason to stop: mend it, or go about it differently, before you end.",
        "If a tool returns an error, make another attempt, with better arguments or another tool.",
      ],
      formal: [
        "Should a call fail, a further attempt by the same or other means is to be made before the work is concluded.",
      ],
      terse: ["Call failed? Try again or try otherwise before ending.", "Never end on an error: retry."],
      friendly: ["If a tool lets you down, don't stop there: give it another go, or try a different route."],
      strict: ["Ending directly after a failed call is forbidden; you must attempt it again or by another way."],
      coach: [
        "Errors are part of the game: after one, have another try, perhaps from another side, before you call it a day.",
      ],
    },
    "ask-when-missing": {
      any: [
        "If no call can be made because something is missing, ask the user for it; end your answer with that question.",
        "Where you lack what every call needs, let your answer be a question to the user.",
        "When the request leaves out something you cannot do without, make no call and ask for it instead.",
      ],
      formal: [
        "Where information is wanting without which no call can be made, the user is to be asked for it by a question at the end of the answer.",
      ],
      terse: ["Something essential missing? Ask, with a question mark.", "No call possible: answer with a question."],
      friendly: ["Missing something you need to get started? Just ask the user, and finish with the question."],
      strict: ["If a required value is unknown and cannot be found, call nothing and put the question to the user."],
      coach: [
        "A good question beats a bad guess: when you can't make a call for lack of something, close your answer by asking for it.",
      ],
    },
    "cite-tools": {
      any: [
        "In your answer, name the tools it rests on, each in square brackets such as [tool_name].",
        "Say where your answer comes from: put the names of the tools behind what they told you, in square brackets.",
        "Every answer cites its tools by name in square brackets.",
      ],
      formal: ["The answer shall cite, in square brackets, the names of the tools from which it is drawn."],
      terse: ["Cite tools in the answer: [tool_name].", "Sources in square brackets: the tools' names."],
      friendly: [
        "Let users see where things come from: pop the tool's name in square brackets, like [tool_name], into your answer.",
      ],
      strict: ["An answer without the names of its tools in square brackets will be rejected."],
      coach: ["Show your sources: a tool's name in square brackets, right where you used what it said, earns trust."],
    },
  },
};
