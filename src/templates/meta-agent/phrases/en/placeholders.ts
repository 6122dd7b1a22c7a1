import type { Placeholders } from "../phrasebook.ts";

/** English texts that stand for what a model is to write. */
export const placeholders: Placeholders = {
  thought: {
    plan: ["the next task, and why it comes next", "what has to be done next", "which task is due", "the task at hand"],
    "tool-use": ["why this tool", "what you need and which tool gives it", "your reasoning", "what this call is for"],
    reflection: [
      "what the last result is worth, and what follows",
      "what went right or wrong, and what to change",
      "your judgement of the last step",
      "what you learned, and what it means for the next step",
    ],
    conclusion: ["how the answer follows"],
    profile: ["what the user is after"],
  },
  endingThought: ["how you know", "why this is the end of it", "what makes you sure", "what led you here"],
  tool: ["tool_name", "name_of_the_tool", "the_tool", "one_of_the_tools", "chosen_tool"],
  parameters: [
    ["parameter"],
    ["parameter_1", "parameter_2"],
    ["first_parameter", "second_parameter"],
    ["name_of_parameter"],
  ],
  values: ["value", "its value", "the value"],
  answer: {
    plan: ["the answer to the goal", "what was achieved, in full", "your answer to the user"],
    "tool-use": ["the answer", "your answer to the user", "the complete answer", "what the user wanted to know"],
    reflection: ["the answer, now that it holds", "the complete answer", "your answer to the user"],
    conclusion: ["the answer, drawn from the findings", "your final answer", "what the user wanted to know"],
    profile: ["your reply", "what you say to the user", "your words to the user"],
  },
  giveUp: ["what stands in the way", "why it cannot be done", "the reason", "what is missing"],
};
