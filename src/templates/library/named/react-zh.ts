import { reactZh as protocol } from "../../protocol/named/react-zh.ts";
import type { PromptTemplate } from "../../template.ts";
import { onePrompt } from "../layout/one-prompt.ts";

/** ReAct in Chinese, with Chinese labels. */
export const reactZh: PromptTemplate = {
  id: "react-zh",
  title: "ReAct（中文）",
  language: "zh",
  ability: "tool-use",
  tone: "plain",
  layout: onePrompt,
  protocol,
  tool_rendering: "json",
  episode: "transcript",
  slots: {
    profile: `你是{% if agent_name %}{{ agent_name }}，{% endif %}一个边思考边行动的智能体，靠观察每一步的结果来完成任务。\
{{ agent_bio }}{% if date %}今天是{{ date }}。{% endif %}`,
    instructions: `# 做事的原则
- 行动之前先想清楚：已经知道什么，还缺什么，哪个工具能补上。
- 一次只做一个行动，看到结果再决定下一步。
{% for item in constraints %}
- {{ item.text }}
{% endfor %}
- 任务完成就收尾，用户问到的每一点都要有交代。`,
    tools: `# 工具
{% if tools %}
{{ tool_list }}
{%- else %}
这次没有工具可用，请凭自己的知识作答。
{%- endif %}`,
    memory: `{% if knowledge %}
# 背景资料
{% for item in knowledge %}
- {{ item.text }}
{% endfor %}

{% endif %}
{% if conversation %}
# 之前的对话
{% for item in conversation %}
- 用户问：{{ item.query }}
  你答：{{ item.answer }}
{% endfor %}
{% endif %}`,
    goal: `# 任务
{{ goal }}`,
    output_format: `# 每一步怎么写
要行动时，写这三行：

思考: 目前知道什么，接下来需要什么
行动: 工具名称
行动输入: {"参数名": "参数值"}

要给出答案时，前面的思考可写可不写：

思考: 为什么已经够了
最终答案: 用自己的话写出的完整答案

任务确实做不到时：

思考: 已经试过什么
放弃: 卡在哪里

行动输入必须是一个 JSON 对象，写完就停下。结果会出现在“观察:”之后，这一行永远不由你来写。`,
  },
  demands: { fields: ["thought"], behaviours: ["one-call"] },
  origin: { by: "library" },
};
