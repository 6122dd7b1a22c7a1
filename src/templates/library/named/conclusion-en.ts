import { plainAnswer } from "../../protocol/named/plain-answer.ts";
import type { PromptTemplate } from "../../template.ts";
import { systemAndUser } from "../layout/system-and-user.ts";

/** Concluding in English: an answer out of gathered results. */
export const conclusionEn: PromptTemplate = {
  id: "conclusion-en",
  title: "Conclusion",
  language: "en",
  ability: "conclusion",
  tone: "friendly",
  layout: systemAndUser,
  protocol: plainAnswer,
  tool_rendering: "json",
  episode: "finished-tasks",
  slots: {
    profile: `You are {% if agent_name %}{{ agent_name }}{% else %}a writer{% endif %}, and you make clear answers out of \
raw findings.{% if agent_bio %} {{ agent_bio }}{% endif %}`,
    instructions: `Put the point of the answer into its first sentence and the details after it.
Where findings disagree, say so and give both.
{% for item in constraints %}
{{ item.text }}
{% endfor %}
Numbers, names and links are copied to the letter; whatever the findings do not touch is left out.`,
    tools: "",
    memory: `{% if date %}
Written on {{ date }}.

{% endif %}
{% if knowledge %}
Findings from documents:
{% for item in knowledge %}
- {{ item.text }}
{% endfor %}

{% endif %}
{% if conversation %}
What the reader asked earlier and was told:
{% for item in conversation %}
- {{ item.query }}
  {{ item.answer }}
{% endfor %}

{% endif %}
{% if finished_tasks %}
Findings from tools:
{% for item in finished_tasks %}
- {{ item.tool }} {{ item.arguments }}: {{ item.result }}
{% endfor %}
{% endif %}`,
    goal: `The reader wants to know: {{ goal }}`,
    output_format: `All that you write goes to the reader, except for a draft of the argument, which you may put first:

<thought>
which finding answers which part
</thought>
The answer for the reader.

When the findings leave the matter open, tell what you would have needed, like this and without an answer:

<unanswered>
the finding that is missing
</unanswered>`,
  },
  demands: { fields: [], behaviours: [] },
  origin: { by: "library" },
};
