import { agentinstructDb } from "../../protocol/named/agentinstruct-db.ts";
import type { PromptTemplate } from "../../template.ts";
import { userOnly } from "../layout/user-only.ts";

/** A database, in AgentInstruct's grammar. */
export const agentinstructDbEn: PromptTemplate = {
  id: "agentinstruct-db-en",
  title: "AgentInstruct: database",
  language: "en",
  ability: "tool-use",
  tone: "plain",
  layout: userOnly,
  protocol: agentinstructDb,
  tool_rendering: "signature",
  episode: "transcript",
  slots: {
    profile: `{% if agent_name %}{{ agent_name }}: you{% else %}You{% endif %} work on a relational database and speak \
SQL to it.{% if agent_bio %} {{ agent_bio }}{% endif %}{% if date %} Records are as of {{ date }}.{% endif %}`,
    instructions: `Look at tables and columns before you rely on their names.
{% for item in constraints %}
{{ item.text }}
{% endfor %}
Write one statement at a time, on one line, and check after a change that the rows are what they should be.`,
    tools: `{% if tools %}
Operations on the database:
{{ tool_list }}
{%- else %}
The connection offers no operation; only an answer is possible.
{%- endif %}`,
    memory: `{% if knowledge %}
What is known of the schema and the data:
{% for item in knowledge %}
- {{ item.text }}
{% endfor %}

{% endif %}
{% if conversation %}
Questions already settled:
{% for item in conversation %}
- {{ item.query }} => {{ item.answer }}
{% endfor %}
{% endif %}`,
    goal: `Question or change: {{ goal }}`,
    output_format: `A thought may lead every turn. SQL is run like this:

Thought: which rows matter
Action: Operation
\`\`\`sql
SELECT 1;
\`\`\`

Where an operation takes something else than SQL, its JSON stands there:

Thought: which rows matter
Action: operation
\`\`\`sql
{"parameter": "value"}
\`\`\`

The database replies behind "Observation:". Values found, or a change that is made, are reported as a list:

Thought: what the rows say
Final Answer: ["first value", "second value"]

A question that these tables cannot settle ends with:

Give Up: what the tables lack`,
  },
  demands: { fields: [], behaviours: ["one-call"] },
  origin: { by: "library" },
};
