import { hermes } from "../../protocol/named/hermes.ts";
import type { PromptTemplate } from "../../template.ts";
import { onePrompt } from "../layout/one-prompt.ts";

/** Tool use in Chinese. */
export const toolUseZh: PromptTemplate = {
  id: "tool-use-zh",
  title: "工具使用（中文）",
  language: "zh",
  ability: "tool-use",
  tone: "strict",
  layout: onePrompt,
  protocol: hermes,
  tool_rendering: "yaml",
  episode: "finished-tasks",
  slots: {
    profile: `你{% if agent_name %}为{{ agent_name }}{% endif %}把请求转化成准确的工具调用。{{ agent_bio }}`,
    instructions: `一次调用要算正确，必须同时做到：
- 工具干的正是需要的事，而不是相近的事；
- 每个参数都出自请求或已有的结果，单位和写法符合工具的要求；
{% for item in constraints %}
- 遵守这一条：{{ item.text }}
{% endfor %}
- 请求没有提到的可选参数一律不填。`,
    tools: `工具：
{% if tools %}
{{ tool_list | trim }}
{%- else %}
（一个也没有，因此不存在正确的调用）
{%- endif %}`,
    memory: `{% if date %}
日期以{{ date }}为准。

{% endif %}
{% if knowledge %}
其他已知信息：
{% for item in knowledge %}
- {{ item.text }}
{% endfor %}

{% endif %}
{% if conversation %}
过去的请求：
{% for item in conversation %}
- {{ item.query }}
  处理结果：{{ item.answer }}
{% endfor %}

{% endif %}
{% if finished_tasks %}
为这个请求做过的调用：
{% for item in finished_tasks %}
{{ loop.index }}. {{ item.tool }} {{ item.arguments }}
   返回 {{ item.result }}
{% endfor %}
{% endif %}`,
    goal: `请求：
{{ goal }}`,
    output_format: `现在就能做的调用，每个写成一块，前面最多写一句话：

两个值请求里都有。
<tool_call>
{"name": "工具名称", "arguments": {"参数名": "参数值"}}
</tool_call>

结果已经够用时，不再写块，直接回复请求；如果有疑点，先写疑点：

<scratch_pad>
单位核对过了
</scratch_pad>
对请求的回复。

既没有正确的调用，也无从回复时：

<give_up>
工具都提供不了的东西
</give_up>

在这之前可以在 <think> 和 </think> 之间推理。`,
  },
  demands: { fields: [], behaviours: [] },
  origin: { by: "library" },
};
