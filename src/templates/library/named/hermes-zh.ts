import { hermes } from "../../protocol/named/hermes.ts";
import type { PromptTemplate } from "../../template.ts";
import { systemAndUser } from "../layout/system-and-user.ts";

/** Hermes in Chinese. */
export const hermesZh: PromptTemplate = {
  id: "hermes-zh",
  title: "Hermes（中文）",
  language: "zh",
  ability: "tool-use",
  tone: "plain",
  layout: systemAndUser,
  protocol: hermes,
  tool_rendering: "json",
  episode: "transcript",
  slots: {
    profile: `你是{% if agent_name %}{{ agent_name }}{% else %}一个会调用函数的助手{% endif %}。{{ agent_bio }}\
{% if date %}今日日期：{{ date }}。{% endif %}`,
    instructions: `只要函数比你更清楚，就去调用它。
{% for item in constraints %}
{{ item.text }}
{% endfor %}
严格遵守函数的定义：必填参数不能少，取值类型要对，内容不能杜撰。`,
    tools: `{% if tools %}
以下函数供你调用：
{{ tool_list }}
{%- else %}
函数列表为空，说明要由你独自作答。
{%- endif %}`,
    memory: `{% if knowledge %}
【相关知识】
{% for item in knowledge %}
{{ item.text }}
{% endfor %}

{% endif %}
{% if conversation %}
【历史对话】
{% for item in conversation %}
用户：{{ item.query }}
助手：{{ item.answer }}
{% endfor %}
{% endif %}`,
    goal: `{{ goal }}`,
    output_format: `有调用的一轮，开头可以写一句思考，每个调用各占一块：

先弄清是哪座城市。
<tool_call>
{"name": "函数名称", "arguments": {"参数名": "参数值"}}
</tool_call>

随后每个调用都会得到一块以 <tool_response> 开头、以 </tool_response> 结尾的返回。没有调用的一轮就是你的答案，写给自己的笔记放在它上面：

<scratch_pad>
两处的数字一致
</scratch_pad>
问题的答案。

更深入的推理写在一轮最开头的 <think> 和 </think> 之间。得不出答案时，这一轮写成：

<give_up>
得不出的原因
</give_up>`,
  },
  demands: { fields: [], behaviours: [] },
  origin: { by: "library" },
};
