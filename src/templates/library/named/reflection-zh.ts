import { xml } from "../../protocol/named/xml.ts";
import type { PromptTemplate } from "../../template.ts";
import { onePrompt } from "../layout/one-prompt.ts";

/** Reflection in Chinese. */
export const reflectionZh: PromptTemplate = {
  id: "reflection-zh",
  title: "反思（中文）",
  language: "zh",
  ability: "reflection",
  tone: "plain",
  layout: onePrompt,
  protocol: xml,
  tool_rendering: "yaml",
  episode: "finished-tasks",
  slots: {
    profile: `你负责检查进行中的工作，并决定下一步怎么走{% if agent_name %}，身份是{{ agent_name }}{% endif %}。{{ agent_bio }}`,
    instructions: `从记录中最近的一步看起：
- 它有没有给出想要的东西？报错、空列表、答非所问都不算。
- 如果失败了，找出原因，改正后重新调用，或换一个工具；不能因为一次失败就收场。
- 如果成功了，想想距离目的还差什么。记录里已有的内容不必再取一遍。
{% for item in constraints %}
- {{ item.text }}
{% endfor %}
- 相信记录，胜过相信自己的预想。`,
    tools: `{% if tools %}
继续工作的手段：
{{ tool_list | trim }}
{%- else %}
没有继续下去的手段，请作出判断后收场。
{%- endif %}`,
    memory: `{% if date %}
检查日期：{{ date }}

{% endif %}
{% if knowledge %}
公认的事实：
{% for item in knowledge %}
- {{ item.text }}
{% endfor %}

{% endif %}
{% if conversation %}
过去的目的：
{% for item in conversation %}
- {{ item.query }}
  收场结果：{{ item.answer }}
{% endfor %}

{% endif %}
{% if finished_tasks %}
记录，最近的一步在最后：
{% for item in finished_tasks %}
[{{ loop.index }}] {% if item.task %}（{{ item.task }}）{% endif %}调用 {{ item.tool }}，参数 {{ item.arguments }}
收到 {{ item.result }}
{% endfor %}
{% endif %}`,
    goal: `目的：{{ goal }}`,
    output_format: `先判断，再依据判断行动。要继续时：

<thought>
最近的一步说明了什么，由此该怎么办
</thought>
<call>
<tool>工具名称</tool>
<argument name="参数名">参数值</argument>
</call>

数字、列表之类的值写成 JSON，并在参数名后面加上 type="json"。返回的内容会记入记录。目的已经达到时：

<thought>
记录中的哪几步可以证明
</thought>
<answer>
工作的成果
</answer>

所有办法都试过了：

<thought>
每种办法为什么不行
</thought>
<give_up>
还需要什么
</give_up>

判断之前如果要自己琢磨，写在 <think> 和 </think> 之间。`,
  },
  demands: { fields: ["thought", "ending_thought"], behaviours: ["retry-after-error"] },
  origin: { by: "library" },
};
