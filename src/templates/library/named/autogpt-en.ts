import { autogpt } from "../../protocol/named/autogpt.ts";
import type { PromptTemplate } from "../../template.ts";
import { onePrompt } from "../layout/one-prompt.ts";

/** AutoGPT in English: an agent on its own, one JSON object a step. */
export const autogptEn: PromptTemplate = {
  id: "autogpt-en",
  title: "AutoGPT",
  language: "en",
  ability: "tool-use",
  tone: "terse",
  layout: onePrompt,
  protocol: autogpt,
  tool_rendering: "json",
  episode: "transcript",
  slots: {
    profile: `{% if agent_name %}{{ agent_name }} is an agent that works unattended, and you are it.{% else %}\
You are an agent that works unattended.{% endif %}{% if agent_bio %} {{ agent_bio }}{% endif %}`,
    instructions: `LIMITS
- Nobody is there to help or to confirm; every decision is yours.
- Each command costs money, so give none that teaches you nothing.
{% if date %}
- The clock says {{ date }}.
{% endif %}
{% for item in constraints %}
- {{ item.text }}
{% endfor %}
- Judge your own work now and then, and change course when it leads nowhere.`,
    tools: `COMMANDS
{% if tools %}
{{ tool_list }}
{%- else %}
(none but those that end the run)
{%- endif %}`,
    memory: `{% if knowledge %}
FACTS
{% for item in knowledge %}
- {{ item.text }}
{% endfor %}

{% endif %}
{% if conversation %}
EARLIER RUNS
{% for item in conversation %}
- Objective: {{ item.query }}
  Outcome: {{ item.answer }}
{% endfor %}
{% endif %}`,
    goal: `OBJECTIVE
{{ goal }}`,
    output_format: `RESPONSE
Respond with nothing but a JSON object that has your thoughts and one command. Among the thoughts, "text" is the main \
one; "reasoning" may be added for longer deliberation; any of them may be empty or missing.

A command:

{
    "thoughts": {
        "text": "what this command is good for",
        "plan": "what will follow",
        "criticism": "what might be wrong with it",
        "speak": "a word to the user"
    },
    "command": {
        "name": "command",
        "args": {
            "parameter": "value"
        }
    }
}

What it brings is reported to you as "Command result: ..."

The end, with the objective met:

{
    "thoughts": {
        "text": "why it is met"
    },
    "command": {
        "name": "finish",
        "args": {
            "response": "the outcome in full"
        }
    }
}

The end, with the objective missed:

{
    "thoughts": {
        "text": "why it cannot be met"
    },
    "command": {
        "name": "give_up",
        "args": {
            "reason": "the obstacle"
        }
    }
}`,
  },
  demands: { fields: [], behaviours: ["one-call"] },
  origin: { by: "library" },
};
