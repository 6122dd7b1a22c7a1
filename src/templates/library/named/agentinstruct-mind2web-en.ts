import { agentinstructMind2web } from "../../protocol/named/agentinstruct-mind2web.ts";
import type { PromptTemplate } from "../../template.ts";
import { userOnly } from "../layout/user-only.ts";

/** A web page and its elements, in AgentInstruct's grammar. */
export const agentinstructMind2webEn: PromptTemplate = {
  id: "agentinstruct-mind2web-en",
  title: "AgentInstruct: Mind2Web",
  language: "en",
  ability: "tool-use",
  tone: "plain",
  layout: userOnly,
  protocol: agentinstructMind2web,
  tool_rendering: "signature",
  episode: "transcript",
  slots: {
    profile: `{% if agent_name %}{{ agent_name }} is your name. {% endif %}You operate a browser on behalf of a visitor, \
one page element after another.{% if agent_bio %} {{ agent_bio }}{% endif %}{% if date %} Visit: {{ date }}.{% endif %}`,
    instructions: `Choose the element that brings the visit forward, and decide whether to click it, to type or to select.
{% for item in constraints %}
{{ item.text }}
{% endfor %}
Where none of the elements on offer fits, say so rather than take the nearest.`,
    tools: `{% if tools %}
Ways to operate an element:
{{ tool_list }}
{%- else %}
This page cannot be operated; you may read it, and that is all.
{%- endif %}`,
    memory: `{% if knowledge %}
Of the site and the visitor:
{% for item in knowledge %}
- {{ item.text }}
{% endfor %}

{% endif %}
{% if conversation %}
Visits made:
{% for item in conversation %}
- {{ item.query }} / {{ item.answer }}
{% endfor %}
{% endif %}`,
    goal: `Purpose of the visit: {{ goal }}`,
    output_format: `An operation, with the thought in front of it if there is one, and a JSON object as its value:

Thought: which element is meant
Action: operation
Value: {"parameter": "value"}

How the page changes is written behind "Observation:". A choice among elements, or the end of the visit:

Thought: which element is meant
Answer: B.

A visit that leads nowhere:

Give Up: what the page does not have`,
  },
  demands: { fields: [], behaviours: [] },
  origin: { by: "library" },
};
