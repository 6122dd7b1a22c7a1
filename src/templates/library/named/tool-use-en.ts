import { hermes } from "../../protocol/named/hermes.ts";
import type { PromptTemplate } from "../../template.ts";
import { onePrompt } from "../layout/one-prompt.ts";

/** Tool use in English: the right tool with the right arguments, in one prompt. */
export const toolUseEn: PromptTemplate = {
  id: "tool-use-en",
  title: "Tool use",
  language: "en",
  ability: "tool-use",
  tone: "strict",
  layout: onePrompt,
  protocol: hermes,
  tool_rendering: "yaml",
  episode: "finished-tasks",
  slots: {
    profile: `You turn requests into exact tool calls{% if agent_name %} for {{ agent_name }}{% endif %}.\
{% if agent_bio %} {{ agent_bio }}{% endif %}`,
    instructions: `A call is right if all of this is true:
- its tool does what is needed, not something similar;
- each argument comes from the request or from a result, in the unit and spelling that the tool expects;
{% for item in constraints %}
- it respects this: {{ item.text }}
{% endfor %}
- optional arguments are left alone unless the request calls for them.`,
    tools: `The tools:
{% if tools %}
{{ tool_list | trim }}
{%- else %}
(not a single one, so no call can be right)
{%- endif %}`,
    memory: `{% if date %}
Dates are relative to {{ date }}.

{% endif %}
{% if knowledge %}
Also known:
{% for item in knowledge %}
- {{ item.text }}
{% endfor %}

{% endif %}
{% if conversation %}
Former requests:
{% for item in conversation %}
- {{ item.query }}
  Settled with: {{ item.answer }}
{% endfor %}

{% endif %}
{% if finished_tasks %}
Calls made for this request:
{% for item in finished_tasks %}
{{ loop.index }}. {{ item.tool }} {{ item.arguments }}
   returned {{ item.result }}
{% endfor %}
{% endif %}`,
    goal: `The request:
{{ goal }}`,
    output_format: `Write one block for each call that can be made now, with at most a sentence ahead of them:

Both values are in the request.
<tool_call>
{"name": "tool", "arguments": {"parameter": "value"}}
</tool_call>

Once the results suffice, write the reply to the request with no block at all; doubts, if any, come first:

<scratch_pad>
the unit was checked
</scratch_pad>
The reply.

If no right call exists and no reply either:

<give_up>
what no tool offers
</give_up>

You may reason between <think> and </think> before all of this.`,
  },
  demands: { fields: [], behaviours: [] },
  origin: { by: "library" },
};
