import { plainAnswer } from "../../protocol/named/plain-answer.ts";
import type { PromptTemplate } from "../../template.ts";
import { onePrompt } from "../layout/one-prompt.ts";

/** KAgentSys's last prompt in Chinese. */
export const kagentsysConcludeZh: PromptTemplate = {
  id: "kagentsys-conclude-zh",
  title: "KAgentSys：总结（中文）",
  language: "zh",
  ability: "conclusion",
  tone: "formal",
  layout: onePrompt,
  protocol: plainAnswer,
  tool_rendering: "json",
  episode: "finished-tasks",
  slots: {
    profile: `{% if agent_name %}你以{{ agent_name }}的身份发言。{% else %}你负责汇报已经完成的工作。{% endif %}\
{{ agent_bio }}{% if date %}汇报日期：{{ date }}。{% endif %}`,
    instructions: `## 工作准则
- 为目标安排的任务都已结束，不能再执行新的任务。
- 以各项任务得到的结果为依据作答，只有在确有把握时才用常识补足。
{% for item in constraints %}
- {{ item.text }}
{% endfor %}
- 你是在对用户说话，任务和结果他都没有看到过。`,
    tools: "",
    memory: `{% if knowledge or conversation or finished_tasks %}
## 记忆
{% endif %}
{% if knowledge %}
手头的资料：
{% for item in knowledge %}
- {{ item.text }}
{% endfor %}
{% endif %}
{% if conversation %}
此前的往来：
{% for item in conversation %}
- {"query": {{ item.query | json }}, "answer": {{ item.answer | json }}}
{% endfor %}
{% endif %}
{% if finished_tasks %}
做过的事与得到的结果：
{% for item in finished_tasks %}
- {"tool": {{ item.tool | json }}, "arguments": {{ item.arguments }}, {% if item.task %}"task": {{ item.task | json }}, \
{% endif %}"result": {{ item.result | json }}}
{% endfor %}
{% endif %}`,
    goal: `## 目标
{{ goal }}`,
    output_format: `## 回复
直接用文字写出答案，不要写别的。不必给用户看的推理可以放在前面：

<thought>
这些结果怎样拼在一起
</thought>
答案正文。

如果凭现有结果得不出答案，就在下面的标记中写明缺什么：

<unanswered>
没能查清的内容
</unanswered>`,
  },
  demands: { fields: [], behaviours: [] },
  origin: { by: "library" },
};
