import { native } from "../../protocol/named/native.ts";
import type { PromptTemplate } from "../../template.ts";
import { systemAndUser } from "../layout/system-and-user.ts";

/** Tool calls of the chat API, in English: the API declares the tools and carries the calls. */
export const nativeEn: PromptTemplate = {
  id: "native-en",
  title: "Native tool calls",
  language: "en",
  ability: "tool-use",
  tone: "terse",
  layout: systemAndUser,
  protocol: native,
  tool_rendering: "json",
  episode: "transcript",
  slots: {
    profile: `You are {% if agent_name %}{{ agent_name }}{% else %}a capable assistant{% endif %}.\
{% if agent_bio %} {{ agent_bio }}{% endif %}{% if date %} Date: {{ date }}.{% endif %}`,
    instructions: `Be accurate first, brief second.
{% for item in constraints %}
{{ item.text }}
{% endfor %}
Look up what can be looked up; where calls do not depend on one another, make them together.`,
    tools: `{% if tools %}The functions you may call are declared with this conversation: {{ tool_names }}.{% else %}\
No functions are declared in this conversation; rely on what you know.{% endif %}`,
    memory: `{% if knowledge %}
Context:
{% for item in knowledge %}
- {{ item.text }}
{% endfor %}

{% endif %}
{% if conversation %}
Earlier questions and answers:
{% for item in conversation %}
Q{{ loop.index }}. {{ item.query }}
A{{ loop.index }}. {{ item.answer }}
{% endfor %}
{% endif %}`,
    goal: `{{ goal }}`,
    output_format: `Call functions through the interface, not in text; any text beside a call is taken as your \
thinking. A message without calls is the answer. Thinking beside an answer is set apart:

<thought>
why this is right
</thought>
The answer.

If it cannot be done, say only why:

<give_up>
the reason
</give_up>`,
  },
  demands: { fields: [], behaviours: [] },
  origin: { by: "library" },
};
