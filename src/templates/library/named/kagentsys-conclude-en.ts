import { plainAnswer } from "../../protocol/named/plain-answer.ts";
import type { PromptTemplate } from "../../template.ts";
import { onePrompt } from "../layout/one-prompt.ts";

/** KAgentSys's last prompt in English: the answer, given the tasks that are finished. */
export const kagentsysConcludeEn: PromptTemplate = {
  id: "kagentsys-conclude-en",
  title: "KAgentSys: conclude",
  language: "en",
  ability: "conclusion",
  tone: "formal",
  layout: onePrompt,
  protocol: plainAnswer,
  tool_rendering: "json",
  episode: "finished-tasks",
  slots: {
    profile: `{% if agent_name %}You speak as {{ agent_name }}.{% else %}You report on work that has been completed.\
{% endif %}{% if agent_bio %} {{ agent_bio }}{% endif %}{% if date %} The report is dated {{ date }}.{% endif %}`,
    instructions: `## Principles
- The tasks that served the goal are behind you; no further one can be carried out.
- Rest the answer on what the tasks brought to light, and fill gaps from general knowledge only where it is safe.
{% for item in constraints %}
- {{ item.text }}
{% endfor %}
- Address the user, who has seen neither tasks nor results.`,
    tools: "",
    memory: `{% if knowledge or conversation or finished_tasks %}
## Memory
{% endif %}
{% if knowledge %}
Material at hand:
{% for item in knowledge %}
- {{ item.text }}
{% endfor %}
{% endif %}
{% if conversation %}
Exchanges so far:
{% for item in conversation %}
- {"query": {{ item.query | json }}, "answer": {{ item.answer | json }}}
{% endfor %}
{% endif %}
{% if finished_tasks %}
What was done and what came of it:
{% for item in finished_tasks %}
- {"tool": {{ item.tool | json }}, "arguments": {{ item.arguments }}, {% if item.task %}"task": {{ item.task | json }}, \
{% endif %}"result": {{ item.result | json }}}
{% endfor %}
{% endif %}`,
    goal: `## Goal
{{ goal }}`,
    output_format: `## Reply
Reply with the answer alone, as plain text. Reasoning that the user need not see may stand in front:

<thought>
how the results fit together
</thought>
The answer.

If the results do not allow an answer, put what is missing between these marks instead:

<unanswered>
what could not be established
</unanswered>`,
  },
  demands: { fields: [], behaviours: [] },
  origin: { by: "library" },
};
