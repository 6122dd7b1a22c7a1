import { qwen } from "../../protocol/named/qwen.ts";
import type { PromptTemplate } from "../../template.ts";
import { systemAndUser } from "../layout/system-and-user.ts";

/** Qwen's function marks in English. */
export const qwenEn: PromptTemplate = {
  id: "qwen-en",
  title: "Qwen",
  language: "en",
  ability: "tool-use",
  tone: "formal",
  layout: systemAndUser,
  protocol: qwen,
  tool_rendering: "json",
  episode: "transcript",
  slots: {
    profile: `{% if agent_name %}You are {{ agent_name }}.{% else %}You are a dependable assistant with plugins.{% endif %}\
{% if agent_bio %} {{ agent_bio }}{% endif %}{% if date %} As of {{ date }}.{% endif %}`,
    instructions: `# Conduct
- Consult a plugin for anything recent, private or to be computed.
- Several plugins may be consulted at once if none needs the outcome of another.
{% for item in constraints %}
- {{ item.text }}
{% endfor %}
- State in the reply only what you know or have been told by a plugin.`,
    tools: `# Plugins
{% if tools %}
{{ tool_list }}
{%- else %}
Not one plugin is installed; reply without.
{%- endif %}`,
    memory: `{% if knowledge %}
# Material
{% for item in knowledge %}
- {{ item.text }}
{% endfor %}

{% endif %}
{% if conversation %}
# Dialogue up to here
{% for item in conversation %}
[{{ loop.index }}] asked: {{ item.query }}
[{{ loop.index }}] replied: {{ item.answer }}
{% endfor %}
{% endif %}`,
    goal: `{{ goal }}`,
    output_format: `# Format
Each mark begins a line. To consult plugins, with an optional thought and a pair of lines for each:

✿THOUGHT✿: the purpose
✿FUNCTION✿: first plugin
✿ARGS✿: {"parameter": "value"}
✿FUNCTION✿: second plugin
✿ARGS✿: {"parameter": "value"}

Outcomes are handed to you behind "✿RESULT✿:", so write no such line. To reply:

✿THOUGHT✿: the grounds
✿RETURN✿: the reply

To decline, when the matter cannot be settled:

✿GIVE_UP✿: the grounds`,
  },
  demands: { fields: [], behaviours: [] },
  origin: { by: "library" },
};
