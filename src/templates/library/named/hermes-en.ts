import { hermes } from "../../protocol/named/hermes.ts";
import type { PromptTemplate } from "../../template.ts";
import { systemAndUser } from "../layout/system-and-user.ts";

/** Hermes in English: JSON calls in XML-like marks. */
export const hermesEn: PromptTemplate = {
  id: "hermes-en",
  title: "Hermes",
  language: "en",
  ability: "tool-use",
  tone: "plain",
  layout: systemAndUser,
  protocol: hermes,
  tool_rendering: "json",
  episode: "transcript",
  slots: {
    profile: `You are {% if agent_name %}{{ agent_name }}{% else %}a function-calling assistant{% endif %}.\
{% if agent_bio %} {{ agent_bio }}{% endif %}{% if date %} Current date: {{ date }}.{% endif %}`,
    instructions: `Call functions whenever they know something better than you do.
{% for item in constraints %}
{{ item.text }}
{% endfor %}
Respect each function's schema: required parameters are there, values have the declared type, and nothing is made up.`,
    tools: `{% if tools %}
<tools>
{{ tool_list }}
</tools>
{%- else %}
<tools>
</tools>
The list is empty, which means that you answer unaided.
{%- endif %}`,
    memory: `{% if knowledge %}
<knowledge>
{% for item in knowledge %}
{{ item.text }}
{% endfor %}
</knowledge>
{% endif %}
{% if conversation %}
<history>
{% for item in conversation %}
user: {{ item.query }}
assistant: {{ item.answer }}
{% endfor %}
</history>
{% endif %}`,
    goal: `{{ goal }}`,
    output_format: `A turn with calls may open with a sentence of thinking, and holds one block for each call:

The city comes first.
<tool_call>
{"name": "function", "arguments": {"parameter": "value"}}
</tool_call>

You then get one <tool_response> block, up to </tool_response>, for each call. A turn without calls is your answer; notes \
to yourself go into a scratch pad above it:

<scratch_pad>
both figures agree
</scratch_pad>
The answer to the question.

Deeper reasoning belongs between <think> and </think> at the very start of a turn. Where no answer can be had, the turn is:

<give_up>
why not
</give_up>`,
  },
  demands: { fields: [], behaviours: [] },
  origin: { by: "library" },
};
