import type { ToolPhrases } from "../phrasebook.ts";

/** English phrases around lists of tools. */
export const tools: ToolPhrases = {
  lead: {
    any: [
      "These are the tools you can call.",
      "The following tools are at your disposal.",
      "What you can use:",
      "Each entry describes one tool.",
      "You may call any of these.",
    ],
    plain: ["You have these tools:", "Here is the list of tools."],
    formal: ["The tools placed at your disposal are these:", "Access has been granted to the tools described below."],
    terse: ["Available:", "Callable:"],
    friendly: ["Here's your toolbox:", "These are the tools that will help you:"],
    strict: ["You may call these and nothing else:", "The permitted tools are:"],
    coach: ["Get to know what you have to work with:", "Your kit for this job:"],
  },
  notes: {
    json: {
      any: [
        "Parameters are given as JSON Schema.",
        "The list is JSON: a tool's name, what it does, and a schema of its parameters.",
        "Look under `required` for what a tool cannot do without.",
      ],
    },
    signature: {
      any: [
        "A line is a tool: its name, its parameters with their types, and what it does.",
        "A question mark stands behind parameters that may be left out.",
        "Read each line like the head of a function.",
      ],
    },
    markdown: {
      any: [
        "The tables list each tool's parameters, their types, and whether they are required.",
        "Every tool has a table of its parameters.",
        "See the tables for what each parameter means.",
      ],
    },
    yaml: {
      any: [
        "The list is YAML; indentation shows what belongs to what.",
        "Parameters are described in YAML, as JSON Schema has them.",
        "Each item is a tool with its name, its description and its parameters.",
      ],
    },
    xml: {
      any: [
        "Each element is a tool; its parameters stand inside it.",
        "The attributes say what type a parameter has and whether it is required.",
        "The list is XML, for reading only; your calls have a form of their own.",
      ],
    },
  },
  none: {
    any: [
      "There are no tools this time: answer from what you know.",
      "No tools are available, so do without them.",
      "You have no tools for this request.",
    ],
    formal: ["No tools have been provided for this request."],
    terse: ["No tools.", "None: answer directly."],
    friendly: ["No tools today, so it's all up to you."],
    strict: ["No tool is available; you must not call any."],
    coach: ["There's no tool to lean on this time: use your head."],
  },
  native: {
    any: [
      "{% if tool_names %}The tools are attached to this conversation: {{ tool_names }}.{% else %}No tools are attached to this conversation.{% endif %}",
      "{% if tool_names %}You can call {{ tool_names }}; what they take is described in the request itself.{% else %}There is nothing to call this time.{% endif %}",
      "{% if tool_names %}Attached tools: {{ tool_names }}{% else %}Attached tools: none{% endif %}",
    ],
    formal: [
      "{% if tool_names %}The definitions of the following tools accompany this request: {{ tool_names }}.{% else %}No definitions of tools accompany this request.{% endif %}",
    ],
    friendly: [
      "{% if tool_names %}You've got these tools to hand: {{ tool_names }}.{% else %}No tools this time, so just answer as best you can.{% endif %}",
    ],
    strict: [
      "{% if tool_names %}Only these may be called: {{ tool_names }}.{% else %}Nothing may be called.{% endif %}",
    ],
    coach: [
      "{% if tool_names %}Your kit is attached: {{ tool_names }}. Know what each one is good for.{% else %}There is no kit this time; rely on what you know.{% endif %}",
    ],
  },
};
