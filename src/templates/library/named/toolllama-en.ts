import { toolllama } from "../../protocol/named/toolllama.ts";
import type { PromptTemplate } from "../../template.ts";
import { systemAndUser } from "../layout/system-and-user.ts";

/** ToolLLaMA in English: APIs, and a `Finish` call at the end. */
export const toolllamaEn: PromptTemplate = {
  id: "toolllama-en",
  title: "ToolLLaMA",
  language: "en",
  ability: "tool-use",
  tone: "strict",
  layout: systemAndUser,
  protocol: toolllama,
  tool_rendering: "json",
  episode: "transcript",
  slots: {
    profile: `You are {% if agent_name %}{{ agent_name }}{% else %}an assistant{% endif %} that serves users through \
web APIs.{% if agent_bio %} {{ agent_bio }}{% endif %}{% if date %} The date is {{ date }}.{% endif %}`,
    instructions: `Rules:
- Read each reply in full before you decide on the next call.
- Take the values of parameters from the request or from earlier replies, never out of the air.
- Users do not see what the APIs say, so the end result must carry every detail that they need.
{% for item in constraints %}
- {{ item.text }}
{% endfor %}
- Once you have ended, there is no way back.`,
    tools: `{% if tools %}
APIs at your disposal:
{{ tool_list }}
{%- else %}
No API is connected: end at once with what you can say yourself.
{%- endif %}`,
    memory: `{% if knowledge %}
Notes:
{% for item in knowledge %}
- {{ item.text }}
{% endfor %}

{% endif %}
{% if conversation %}
Requests that you have served before:
{% for item in conversation %}
{{ loop.index }}. {{ item.query }}
   Result: {{ item.answer }}
{% endfor %}
{% endif %}`,
    goal: `{{ goal }}`,
    output_format: `Every turn of yours is one call in this form, where the first line may be left out if there is \
nothing to think about:

Thought: your reasoning
Action: the API to call
Action Input: {"parameter": "value"}

The reply comes in the next turn, introduced by "Observation:". There is one function beside the APIs, Finish, and it is \
the only way to end. Call it with the result:

Thought: your reasoning
Action: Finish
Action Input: {"return_type": "give_answer", "final_answer": "everything the user wants to know"}

If the request cannot be served by any route:

Thought: your reasoning
Action: Finish
Action Input: {"return_type": "give_up_and_restart"}`,
  },
  demands: { fields: [], behaviours: ["one-call"] },
  origin: { by: "library" },
};
