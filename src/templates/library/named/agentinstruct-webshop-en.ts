import { agentinstructWebshop } from "../../protocol/named/agentinstruct-webshop.ts";
import type { PromptTemplate } from "../../template.ts";
import { userOnly } from "../layout/user-only.ts";

/** An online shop, in AgentInstruct's grammar. */
export const agentinstructWebshopEn: PromptTemplate = {
  id: "agentinstruct-webshop-en",
  title: "AgentInstruct: WebShop",
  language: "en",
  ability: "tool-use",
  tone: "plain",
  layout: userOnly,
  protocol: agentinstructWebshop,
  tool_rendering: "signature",
  episode: "transcript",
  slots: {
    profile: `{% if agent_name %}{{ agent_name }}, you{% else %}You{% endif %} shop online for somebody who has told you \
what to buy.{% if agent_bio %} {{ agent_bio }}{% endif %}{% if date %} Order date: {{ date }}.{% endif %}`,
    instructions: `Search with the words that tell the product from others; size, colour and price are chosen later.
{% for item in constraints %}
{{ item.text }}
{% endfor %}
Click only what the page offers, pick every option that was asked for, and buy the closest match within the price.`,
    tools: `{% if tools %}
On a page you can:
{{ tool_list }}
{%- else %}
The shop is closed, so nothing can be searched or clicked.
{%- endif %}`,
    memory: `{% if knowledge %}
The customer's preferences:
{% for item in knowledge %}
- {{ item.text }}
{% endfor %}

{% endif %}
{% if conversation %}
Past orders:
{% for item in conversation %}
- {{ item.query }} | {{ item.answer }}
{% endfor %}
{% endif %}`,
    goal: `Shopping wish: {{ goal }}`,
    output_format: `One step on the page a turn, with a thought ahead of it if it needs one. To search:

Thought: what sets the product apart
Action: search[a few keywords]

To click:

Thought: why this one
Action: click[text of the button]

Anything else takes JSON in the brackets:

Action: step[{"parameter": "value"}]

The page that opens is shown behind "Observation:". After the purchase:

Thought: it is bought
Final Answer: what was ordered

If no product comes near the wish:

Give Up: what was missing`,
  },
  demands: { fields: [], behaviours: ["one-call"] },
  origin: { by: "library" },
};
