import { agentinstructOs } from "../../protocol/named/agentinstruct-os.ts";
import type { PromptTemplate } from "../../template.ts";
import { userOnly } from "../layout/user-only.ts";

/** A Linux shell, in AgentInstruct's grammar. */
export const agentinstructOsEn: PromptTemplate = {
  id: "agentinstruct-os-en",
  title: "AgentInstruct: operating system",
  language: "en",
  ability: "tool-use",
  tone: "plain",
  layout: userOnly,
  protocol: agentinstructOs,
  tool_rendering: "signature",
  episode: "transcript",
  slots: {
    profile: `You{% if agent_name %}, {{ agent_name }},{% endif %} sit at the shell of a Linux machine and look after \
what people want done on it.{% if agent_bio %} {{ agent_bio }}{% endif %}{% if date %} System date: {{ date }}.{% endif %}`,
    instructions: `Find out how the machine is set up before you change it; change no more than the request needs.
{% for item in constraints %}
{{ item.text }}
{% endfor %}
Commands that wait for a key press will hang, so call them with options that need none.`,
    tools: `{% if tools %}
Available actions:
{{ tool_list }}
{%- else %}
The shell is locked, and no action is available.
{%- endif %}`,
    memory: `{% if knowledge %}
About this machine:
{% for item in knowledge %}
- {{ item.text }}
{% endfor %}

{% endif %}
{% if conversation %}
Requests seen to:
{% for item in conversation %}
- {{ item.query }} ({{ item.answer }})
{% endfor %}
{% endif %}`,
    goal: `Request: {{ goal }}`,
    output_format: `Put a thought first where you have one. A script for the shell goes into a fence:

Think: what to look at or to change
Act: bash

\`\`\`bash
ls
\`\`\`

Any other action has a JSON object in that place:

Think: what it is for
Act: action

\`\`\`bash
{"parameter": "value"}
\`\`\`

The terminal's output follows behind "Observation:". When the request is fulfilled or its question settled:

Think: how you know
Answer: the value asked for, or what was done

When the machine will not let you:

Give Up: what it refuses`,
  },
  demands: { fields: [], behaviours: [] },
  origin: { by: "library" },
};
