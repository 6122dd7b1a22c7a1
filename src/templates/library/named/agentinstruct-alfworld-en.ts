import { agentinstructAlfworld } from "../../protocol/named/agentinstruct-alfworld.ts";
import type { PromptTemplate } from "../../template.ts";
import { userOnly } from "../layout/user-only.ts";

/** A household told in text, in AgentInstruct's grammar. */
export const agentinstructAlfworldEn: PromptTemplate = {
  id: "agentinstruct-alfworld-en",
  title: "AgentInstruct: ALFWorld",
  language: "en",
  ability: "tool-use",
  tone: "plain",
  layout: userOnly,
  protocol: agentinstructAlfworld,
  tool_rendering: "signature",
  episode: "transcript",
  slots: {
    profile: `You are {% if agent_name %}{{ agent_name }}, {% endif %}a household robot in a house that is described to \
you in words.{% if agent_bio %} {{ agent_bio }}{% endif %}{% if date %} It is {{ date }} in the house.{% endif %}`,
    instructions: `You see only the place where you are, and you carry one thing at a time.
{% for item in constraints %}
{{ item.text }}
{% endfor %}
Search where such things are usually kept, open what is closed, and remember where you have been.`,
    tools: `{% if tools %}
What you are able to do:
{{ tool_list }}
{%- else %}
Your motors are off: you can do nothing but speak.
{%- endif %}`,
    memory: `{% if knowledge %}
About the house:
{% for item in knowledge %}
- {{ item.text }}
{% endfor %}

{% endif %}
{% if conversation %}
Chores of before:
{% for item in conversation %}
- {{ item.query }} {{ item.answer }}
{% endfor %}
{% endif %}`,
    goal: `Your chore: {{ goal }}`,
    output_format: `Do one thing a turn, thinking first if that helps:

THOUGHT: where it could be
ACTION: do_something({"parameter": "value"})

What happens is told to you behind "Observation:". If nothing happens, it was not possible. With the chore done:

THOUGHT: everything is in its place
ANSWER: what was done

With a chore that this house does not allow:

Give Up: what is not to be found`,
  },
  demands: { fields: [], behaviours: ["one-call"] },
  origin: { by: "library" },
};
