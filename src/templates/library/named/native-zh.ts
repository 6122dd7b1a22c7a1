import { native } from "../../protocol/named/native.ts";
import type { PromptTemplate } from "../../template.ts";
import { systemAndUser } from "../layout/system-and-user.ts";

/** Tool calls of the chat API, in Chinese. */
export const nativeZh: PromptTemplate = {
  id: "native-zh",
  title: "原生工具调用（中文）",
  language: "zh",
  ability: "tool-use",
  tone: "terse",
  layout: systemAndUser,
  protocol: native,
  tool_rendering: "json",
  episode: "transcript",
  slots: {
    profile: `你是{% if agent_name %}{{ agent_name }}{% else %}一名能干的助手{% endif %}。{{ agent_bio }}\
{% if date %}日期：{{ date }}。{% endif %}`,
    instructions: `先求准确，再求简短。
{% for item in constraints %}
{{ item.text }}
{% endfor %}
能查到的就去查；互不依赖的调用可以一起发出。`,
    tools: `{% if tools %}可调用的函数已随本次对话声明：{{ tool_names }}。{% else %}本次对话没有声明任何函数，请依靠已有的知识。\
{% endif %}`,
    memory: `{% if knowledge %}
相关信息：
{% for item in knowledge %}
- {{ item.text }}
{% endfor %}

{% endif %}
{% if conversation %}
之前的问答：
{% for item in conversation %}
问{{ loop.index }}：{{ item.query }}
答{{ loop.index }}：{{ item.answer }}
{% endfor %}
{% endif %}`,
    goal: `{{ goal }}`,
    output_format: `函数要通过接口调用，不要写在文字里；和调用一起出现的文字算作思考。没有调用的消息就是答案。答案前如果要写思考，请单独标出：

<thought>
这样回答的理由
</thought>
答案。

做不到时，只说明原因：

<give_up>
原因
</give_up>`,
  },
  demands: { fields: [], behaviours: [] },
  origin: { by: "library" },
};
