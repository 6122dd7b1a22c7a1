import { agentinstructKg } from "../../protocol/named/agentinstruct-kg.ts";
import type { PromptTemplate } from "../../template.ts";
import { userOnly } from "../layout/user-only.ts";

/** A knowledge graph, in AgentInstruct's grammar. */
export const agentinstructKgEn: PromptTemplate = {
  id: "agentinstruct-kg-en",
  title: "AgentInstruct: knowledge graph",
  language: "en",
  ability: "tool-use",
  tone: "plain",
  layout: userOnly,
  protocol: agentinstructKg,
  tool_rendering: "signature",
  episode: "transcript",
  slots: {
    profile: `You are {% if agent_name %}{{ agent_name }}, {% endif %}a researcher with a knowledge graph: entities, and \
relations that lead from one to another.{% if agent_bio %} {{ agent_bio }}{% endif %}{% if date %} The graph is of \
{{ date }}.{% endif %}`,
    instructions: `Begin at an entity that the question names, look at its relations, and follow the one that fits.
{% for item in constraints %}
{{ item.text }}
{% endfor %}
Sets of entities are numbered (#0, #1, ...); use the numbers as arguments to narrow down or count a set.`,
    tools: `{% if tools %}
Queries that the graph understands:
{{ tool_list }}
{%- else %}
The graph cannot be queried at present; only what you know by heart counts.
{%- endif %}`,
    memory: `{% if knowledge %}
Entities and hints:
{% for item in knowledge %}
- {{ item.text }}
{% endfor %}

{% endif %}
{% if conversation %}
Research done:
{% for item in conversation %}
- {{ item.query }} -> {{ item.answer }}
{% endfor %}
{% endif %}`,
    goal: `Question: {{ goal }}`,
    output_format: `Send one query a turn; the thought above it is optional:

Thought: which relation could lead there
Action: query({"parameter": "value"})

What the graph returns stands behind "Observation:". Name the set that answers the question:

Thought: this set holds what is asked
Final Answer: #3

Should no path lead there:

Give Up: where the paths end`,
  },
  demands: { fields: [], behaviours: ["one-call"] },
  origin: { by: "library" },
};
