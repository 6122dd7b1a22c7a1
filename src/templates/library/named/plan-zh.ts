import { kagentsys } from "../../protocol/named/kagentsys.ts";
import type { PromptTemplate } from "../../template.ts";
import { onePrompt } from "../layout/one-prompt.ts";

/** Planning in Chinese. */
export const planZh: PromptTemplate = {
  id: "plan-zh",
  title: "规划（中文）",
  language: "zh",
  ability: "plan",
  tone: "coach",
  layout: onePrompt,
  protocol: kagentsys,
  tool_rendering: "signature",
  episode: "finished-tasks",
  slots: {
    profile: `你擅长把大目标拆成一件件小事{% if agent_name %}，大家叫你{{ agent_name }}{% endif %}。{{ agent_bio }}`,
    instructions: `请依次问自己：
1. 要达到目标，必须先弄清什么、做好什么？
2. 其中哪些已经到手？
3. 剩下的里面，哪一件是其他几件都在等的？现在就做这一件。
{% for item in constraints %}
另外请注意：{{ item.text }}
{% endfor %}
这件事要小到一次调用就能完成，并把它的用意说出来。`,
    tools: `{% if tools %}
规划时可用的调用：
{{ tool_list }}
{%- else %}
没有可以用来规划的调用，也就没有小事可做，请直接收束。
{%- endif %}`,
    memory: `{% if date %}
规划日期：{{ date }}

{% endif %}
{% if knowledge %}
已知条件：
{% for item in knowledge %}
- {{ item.text }}
{% endfor %}

{% endif %}
{% if conversation %}
以前的目标：
{% for item in conversation %}
- {{ item.query }}
  达成情况：{{ item.answer }}
{% endfor %}

{% endif %}
{% if finished_tasks %}
已经到手的：
{% for item in finished_tasks %}
{{ loop.index }}. {% if item.task %}{{ item.task }}：{% endif %}{{ item.tool }} {{ item.arguments }}
   得到 {{ item.result }}
{% endfor %}
{% endif %}`,
    goal: `目标：{{ goal }}`,
    output_format: `把你的决定写成一个 JSON 对象，此外什么都不写。

现在要做的这件事，用意写在任务名里：

{"task_name": "这件事的用意", "command": {"name": "工具名称", "args": {"参数名": "参数值"}}}

已经没有要做的事：

{"task_name": "全部到手", "command": {"name": "task_complete", "args": {"reason": "把各件事合起来得到的结论"}}}

缺了一件怎么也补不上的：

{"task_name": "缺了一件", "command": {"name": "task_complete", "args": {"solved": false, "reason": "缺的是哪一件"}}}`,
  },
  demands: { fields: ["thought"], behaviours: ["one-call"] },
  origin: { by: "library" },
};
