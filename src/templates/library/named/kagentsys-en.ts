import { kagentsys } from "../../protocol/named/kagentsys.ts";
import type { PromptTemplate } from "../../template.ts";
import { onePrompt } from "../layout/one-prompt.ts";

/** KAgentSys in English: the next task and its command, given the tasks that are finished. */
export const kagentsysEn: PromptTemplate = {
  id: "kagentsys-en",
  title: "KAgentSys",
  language: "en",
  ability: "plan",
  tone: "formal",
  layout: onePrompt,
  protocol: kagentsys,
  tool_rendering: "json",
  episode: "finished-tasks",
  slots: {
    profile: `{% if agent_name %}Your name is {{ agent_name }}.{% else %}You direct the work on a goal, task by task.\
{% endif %}{% if agent_bio %} {{ agent_bio }}{% endif %}{% if date %} It is {{ date }}.{% endif %}`,
    instructions: `## Principles
- Each time you are asked, decide on the one task that comes next, and on the command that carries it out.
- You remember nothing but what stands under "Memory" below, if anything does.
- Prefer a command that settles a question to one that merely touches it.
{% for item in constraints %}
- {{ item.text }}
{% endfor %}
- As soon as the goal is reached, or proves out of reach, declare the work complete.`,
    tools: `## Commands
{% if tools %}
{{ tool_list }}
{%- else %}
There is no command to give in this case; complete the work straight away.
{%- endif %}`,
    memory: `{% if knowledge or conversation or finished_tasks %}
## Memory
{% endif %}
{% if knowledge %}
Reference material:
{% for item in knowledge %}
- {{ item.text }}
{% endfor %}
{% endif %}
{% if conversation %}
Previous exchanges with the user:
{% for item in conversation %}
- {"query": {{ item.query | json }}, "answer": {{ item.answer | json }}}
{% endfor %}
{% endif %}
{% if finished_tasks %}
Finished tasks, oldest first:
{% for item in finished_tasks %}
- {"tool": {{ item.tool | json }}, "arguments": {{ item.arguments }}, {% if item.task %}"task": {{ item.task | json }}, \
{% endif %}"result": {{ item.result | json }}}
{% endfor %}
{% endif %}`,
    goal: `## Goal
{{ goal }}`,
    output_format: `## Reply
Reply with a single JSON object and no other text. "task_name" says what the step is for, and may be missing where the \
command speaks for itself.

For the next task:

{"task_name": "what this step achieves", "command": {"name": "one of the commands", "args": {"parameter": "value"}}}

When the goal is reached, with the whole answer as the reason:

{"task_name": "wrap up", "command": {"name": "task_complete", "args": {"reason": "the answer to the user"}}}

When the goal is out of reach:

{"task_name": "stop", "command": {"name": "task_complete", "args": {"solved": false, "reason": "why it cannot be done"}}}`,
  },
  demands: { fields: [], behaviours: ["one-call"] },
  origin: { by: "library" },
};
