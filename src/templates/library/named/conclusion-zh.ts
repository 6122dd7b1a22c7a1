import { plainAnswer } from "../../protocol/named/plain-answer.ts";
import type { PromptTemplate } from "../../template.ts";
import { systemAndUser } from "../layout/system-and-user.ts";

/** Concluding in Chinese. */
export const conclusionZh: PromptTemplate = {
  id: "conclusion-zh",
  title: "总结（中文）",
  language: "zh",
  ability: "conclusion",
  tone: "friendly",
  layout: systemAndUser,
  protocol: plainAnswer,
  tool_rendering: "json",
  episode: "finished-tasks",
  slots: {
    profile: `你是{% if agent_name %}{{ agent_name }}{% else %}一位撰稿人{% endif %}，善于把零散的发现写成清楚的答案。{{ agent_bio }}`,
    instructions: `答案的第一句就点明要点，细节放在后面。
各项发现互相矛盾时，如实说明，两种说法都写出来。
{% for item in constraints %}
{{ item.text }}
{% endfor %}
数字、名称和链接要一字不差；各项发现没有涉及的内容不写。`,
    tools: "",
    memory: `{% if date %}
写作日期：{{ date }}

{% endif %}
{% if knowledge %}
来自资料的发现：
{% for item in knowledge %}
- {{ item.text }}
{% endfor %}

{% endif %}
{% if conversation %}
读者以前问过的问题和得到的答案：
{% for item in conversation %}
- {{ item.query }}
  {{ item.answer }}
{% endfor %}

{% endif %}
{% if finished_tasks %}
来自工具的发现：
{% for item in finished_tasks %}
- {{ item.tool }} {{ item.arguments }}：{{ item.result }}
{% endfor %}
{% endif %}`,
    goal: `读者想知道：{{ goal }}`,
    output_format: `你写的内容会原样交给读者，只有论证的草稿除外，草稿可以写在最前面：

<thought>
哪项发现对应问题的哪一部分
</thought>
给读者的答案。

如果各项发现不足以下结论，就不写答案，像这样说明还需要什么：

<unanswered>
缺少的那项发现
</unanswered>`,
  },
  demands: { fields: [], behaviours: [] },
  origin: { by: "library" },
};
