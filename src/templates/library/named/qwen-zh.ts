import { qwen } from "../../protocol/named/qwen.ts";
import type { PromptTemplate } from "../../template.ts";
import { systemAndUser } from "../layout/system-and-user.ts";

/** Qwen's function marks in Chinese. */
export const qwenZh: PromptTemplate = {
  id: "qwen-zh",
  title: "Qwen（中文）",
  language: "zh",
  ability: "tool-use",
  tone: "formal",
  layout: systemAndUser,
  protocol: qwen,
  tool_rendering: "json",
  episode: "transcript",
  slots: {
    profile: `{% if agent_name %}你是{{ agent_name }}。{% else %}你是一名可靠的助手，配有若干插件。{% endif %}{{ agent_bio }}\
{% if date %}截至{{ date }}。{% endif %}`,
    instructions: `# 行为规范
- 凡是涉及近况、私有信息或需要计算的问题，都应查询插件。
- 几个插件若互不依赖，可以同时查询。
{% for item in constraints %}
- {{ item.text }}
{% endfor %}
- 答复中只写你确知的或插件告知的内容。`,
    tools: `# 插件
{% if tools %}
{{ tool_list }}
{%- else %}
尚未安装插件，请直接答复。
{%- endif %}`,
    memory: `{% if knowledge %}
# 材料
{% for item in knowledge %}
- {{ item.text }}
{% endfor %}

{% endif %}
{% if conversation %}
# 此前的对话
{% for item in conversation %}
[{{ loop.index }}] 提问：{{ item.query }}
[{{ loop.index }}] 答复：{{ item.answer }}
{% endfor %}
{% endif %}`,
    goal: `{{ goal }}`,
    output_format: `# 格式
标记一律写在行首。查询插件时，思考可有可无，每个插件各写两行：

✿THOUGHT✿: 查询的目的
✿FUNCTION✿: 第一个插件
✿ARGS✿: {"参数名": "参数值"}
✿FUNCTION✿: 第二个插件
✿ARGS✿: {"参数名": "参数值"}

查询结果会写在“✿RESULT✿:”之后交给你，你自己不要写这一行。作出答复时：

✿THOUGHT✿: 依据
✿RETURN✿: 答复内容

问题无法解决、只能作罢时：

✿GIVE_UP✿: 理由`,
  },
  demands: { fields: [], behaviours: [] },
  origin: { by: "library" },
};
