import type { Wording } from "./wording.ts";

/** How a template in English is asked for. */
export const english: Wording = {
  role: "You write prompt templates for agents that get things done with tools. A program fills each template with a goal, tools and what happened so far, and sends it to a language model, which replies with one step. Templates are to differ from each other in structure and wording, so that a model trained on many of them can follow any prompt.",
  queries: "Queries that such agents get, so that you know what they meet. Do not answer them and do not quote them:",
  tools: "Some of the tools that they may have:",
  wanted: "Write one template with these properties:",
  ability: {
    plan: "the agent names the next task on the way to the goal and the one call that does it",
    "tool-use": "the agent picks a tool and calls it with right arguments, until it can answer",
    reflection: "the agent looks critically at its last step and its result before the next call",
    conclusion: "the agent calls nothing; it answers the goal from what is known already",
    profile: "the agent calls nothing; it stays in its role while it answers the user",
  },
  kind: {
    labelled: "a step is text under labels at the starts of lines",
    json: "a step is one JSON object",
    tagged: "a step is text and calls between marks",
    native: "calls go through the chat interface; marks set off what it has no place for",
  },
  rendering: "the program shows them as @rendering where the source says {{ tool_list }}",
  noTools: "there are none: the slot `tools` is an empty text",
  nativeTools: "the chat interface has them; the slot `tools` may name them with {{ tool_names }}",
  episode: {
    transcript: "they follow the prompt by themselves; say nothing of where they stand",
    "finished-tasks": "the slot `memory` lists them from finished_tasks",
  },
  tone: {
    plain: "simple and to the point",
    formal: "official and courteous",
    terse: "as few words as will do",
    friendly: "warm, like a colleague",
    strict: "commanding, with firm limits",
    coach: "encouraging, like a trainer",
  },
  language: "English throughout",
  layout: {
    prompt: "one prompt; `body` names every slot once",
    chat: "two messages; `system` and `user` together name every slot once",
  },
  demanded: "The wording must ask the agent for this, and for no other fixed habit:",
  demands: {
    thought: "to say a thought with every call",
    ending_thought: "to say a thought before the final answer, in the form that the output format shows",
    "one-call": "to make one call in each step",
    "check-before-answer": "to see the results of at least two calls before it answers",
    "retry-after-error": "to try again, or another way, after a call that failed",
    "ask-when-missing": "to ask the user, in a question at the end of the answer, for what a call lacks",
    "cite-tools": "to name the tools behind an answer in square brackets, such as [tool_name]",
  },
  slots: "The slots, with the names that each of them may use:",
  slot: {
    profile: "who the agent is and how it works",
    instructions: "rules for its work, one by one; shows the constraints",
    tools: "introduces the tools, and says so where there are none",
    memory: "what is known from before; nothing where there is nothing",
    goal: "what is wanted now",
    output_format: "exactly how a reply is written",
  },
  syntax:
    "Sources are text with {{ name }}, {% if name %}…{% else %}…{% endif %} (with not, and, or) and {% for item in list %}…{{ item.field }}…{% endfor %}, inside of which {{ loop.index }} is the number of the turn. There is nothing else: no calls, no brackets, no quotes, no comparison, no comments, no other names. The sources of the messages name slots, such as {{ goal }}; slots do not name slots.",
  signs:
    "`protocol` holds the words of the reply format. Invent your own: other ones than in the example, of one style, clear to a reader.",
  signsOf: {
    labelled:
      "Each label is one line of 2 to 80 characters, ends in a sign such as a colon, and no two are alike. `thought` goes before the reasoning, `action` before the tool's name, `arguments` before the arguments as JSON, `answer` before the final answer, `give_up` before the reason why it cannot be done, `observation` before a tool's result.",
    json: "A path is a list of keys, the outermost first; no path is the beginning of another one. `thought` is the path of the reasoning, `call.path` that of the call, `call.name` and `call.arguments` its two keys, `answer` and `give_up` the paths of the final answer and of the reason why it cannot be done. `observation.open` and `close` stand around a tool's result.",
    tagged:
      "Marks come in pairs, `open` and `close`, of at least three characters; each begins with a sign such as < or [ and no two are alike. `thought`, `call.marks`, `answer`, `give_up` and `observation` are the marks of the reasoning, a call, the final answer, the reason why it cannot be done and a tool's result. `call.name` and `call.arguments` are the keys of the JSON in a call; where the call is XML, `call.name` and `call.argument` are names of elements in lower-case letters.",
    native:
      "Marks come in pairs, `open` and `close`, of at least three characters; each begins with a sign such as < or [ and no two are alike. `thought`, `answer` and `give_up` are the marks of the reasoning, the final answer and the reason why it cannot be done.",
  },
  command:
    "Where `answer` or `give_up` has a `command`, it ends the work like a call of that name, and `text` is the argument that holds the text; the two commands differ, and neither is a tool.",
  rules: [
    "Rules:",
    "- output_format shows, with placeholders, how a call (if there are calls), an answer and a give-up are written, with every word of `protocol` spelled exactly as there, and in the shape of the example.",
    "- No word of `protocol` stands anywhere but in output_format, and output_format stands before the goal. No labels of other well-known formats.",
    "- The goal slot says {{ goal }}. Parts that may be empty bring no empty heading.",
    "- No addresses, no names of persons or companies, no passwords or keys, no promises.",
    "- At most 900 words in all. Do not repeat yourself.",
  ].join("\n"),
  example: "A template of this kind, as JSON. Keep its structure, and write everything else anew:",
  closing:
    "Reply with one JSON object with the same keys as the example, and with nothing beside it. Line breaks in texts are written as \\n.",
};
