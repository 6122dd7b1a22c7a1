import type { Wording } from "./wording.ts";

/** Thoughts in English. */
export const english: Wording = {
  openings: {
    first: ["", "", "Let me see. ", "To begin with: ", "First things first. ", "Here is where I stand: "],
    later: ["", "", "So far so good. ", "Moving on. ", "With that in hand: ", "One step further: ", "Next. "],
  },
  thoughts: {
    call: [
      "@Reason; @tool should settle it.",
      "@Reason, so I call @tool.",
      "I turn to @tool because @reason.",
      "@Reason. The tool for that is @tool.",
      "What is missing comes from @tool: @reason.",
      "@tool is the fitting tool here, as @reason.",
    ],
    retry: [
      "@Reason, so I try @tool once more.",
      "That did not work. @Reason; another attempt with @tool.",
      "A failure is not the end: @reason. I go to @tool again.",
    ],
    check: [
      "@Reason, so I look once more with @tool.",
      "Before I answer I confirm it with @tool: @reason.",
      "@Reason; @tool will show whether it holds.",
    ],
    answer: [
      "@Reason, so I can answer.",
      "That is all I need: @reason.",
      "Nothing is missing any more, as @reason.",
      "@Reason. Time to answer.",
      "The question is settled: @reason.",
    ],
    question: [
      "@Reason, and only the user can tell me.",
      "I must not guess here: @reason. I ask.",
      "@Reason, so a question comes before any call.",
    ],
    give_up: [
      "@Reason, and nothing I have leads further.",
      "This cannot be done here: @reason.",
      "There is no way on, as @reason.",
    ],
  },
  fields: {
    plan: [
      "- look up what is missing\n- answer with what was found",
      "- take the next step\n- read its result\n- finish once the request is met",
      "- one call at a time\n- answer when all parts are known",
    ],
    criticism: [
      "I should not take more steps than needed.",
      "I have to keep to what the results say.",
      "I must make sure that no part of the request is left out.",
    ],
    reflection: [
      "What came back so far fits the request.",
      "The last step did what it was meant to do, as far as can be seen.",
      "Nothing so far speaks against going on like this.",
    ],
    speak: ["I am on it.", "I will get this for you.", "Working on your request now."],
    reasoning: [
      "The request says what is wanted; the step has to bring it nearer.",
      "What is known and what is asked decide the step.",
      "Each step has to close the gap between the request and what is known.",
    ],
  },
  reasons: {
    noIdea: "the request gives me nothing to start from",
    check: "one result alone is not much to rest an answer on",
    anotherWay: "ending on a failed call would leave the request open",
    passing: (tool) => `the error of ${tool} sounds as if it would pass`,
    toolFailed: (tool) => `the call of ${tool} failed`,
  },
  missing: (reason) => `I cannot do this, because ${reason}.`,
  prose: ["I would go on like this: @step", "My next move, as I understand the request: @step", "Then this: @step"],
  guesses: ["It should be @guess.", "The answer is probably @guess.", "I would say @guess."],
  hedge: "As far as I can tell, this is the answer: ",
};
