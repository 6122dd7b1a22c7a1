import type { ToolPhrases } from "../phrasebook.ts";

/** Chinese phrases around lists of tools. */
export const tools: ToolPhrases = {
  lead: {
    any: [
      "你可以调用以下工具。",
      "可供使用的工具如下。",
      "能用的都在这里：",
      "每一项说明一个工具。",
      "下面任何一个都可以调用。",
    ],
    plain: ["你有这些工具：", "工具清单如下。"],
    formal: ["供您调遣的工具如下：", "现授权您使用下列工具："],
    terse: ["可用：", "可调用："],
    friendly: ["这是你的工具箱：", "这些工具会帮上你的忙："],
    strict: ["只许调用以下各项：", "获准使用的工具为："],
    coach: ["先认识一下你的帮手：", "这次的装备都在这儿："],
  },
  notes: {
    json: {
      any: [
        "参数以 JSON Schema 给出。",
        "清单用 JSON 写成：工具名、用途，以及参数的结构。",
        "哪些参数必不可少，看 `required`。",
      ],
    },
    signature: {
      any: ["一行一个工具：名字、参数及其类型、用途。", "带问号的参数可以省略。", "每一行都像函数的声明那样读。"],
    },
    markdown: { any: ["表格列出每个工具的参数、类型以及是否必填。", "每个工具都有一张参数表。", "各参数的含义见表。"] },
    yaml: {
      any: [
        "清单用 YAML 写成，缩进表示从属。",
        "参数用 YAML 描述，写法同 JSON Schema。",
        "每一项是一个工具，含名字、说明和参数。",
      ],
    },
    xml: {
      any: [
        "每个元素是一个工具，参数写在里面。",
        "属性说明参数的类型以及是否必填。",
        "清单用 XML 写成，仅供阅读；你的调用另有格式。",
      ],
    },
  },
  none: {
    any: ["这次没有工具，凭你所知回答。", "没有可用的工具，请不借助工具完成。", "这个请求没有配工具。"],
    formal: ["本次请求未提供工具。"],
    terse: ["没有工具。", "无工具：直接作答。"],
    friendly: ["今天没有工具，全靠你自己啦。"],
    strict: ["没有可用的工具，不得调用任何工具。"],
    coach: ["这回没有工具可依靠：动动脑筋吧。"],
  },
  native: {
    any: [
      "{% if tool_names %}本次对话附带的工具：{{ tool_names }}。{% else %}本次对话没有附带工具。{% endif %}",
      "{% if tool_names %}你可以调用{{ tool_names }}；各自需要什么，请求中另有说明。{% else %}这次没有可以调用的东西。{% endif %}",
      "{% if tool_names %}附带工具：{{ tool_names }}{% else %}附带工具：无{% endif %}",
    ],
    formal: [
      "{% if tool_names %}下列工具的定义随请求一并提供：{{ tool_names }}。{% else %}请求中未附工具定义。{% endif %}",
    ],
    friendly: [
      "{% if tool_names %}你手边有这些工具：{{ tool_names }}。{% else %}这次没有工具，尽力回答就好。{% endif %}",
    ],
    strict: ["{% if tool_names %}只许调用：{{ tool_names }}。{% else %}不得调用任何东西。{% endif %}"],
    coach: [
      "{% if tool_names %}装备已经附上：{{ tool_names }}。想想每一件擅长什么。{% else %}这次没有装备，靠你所知道的吧。{% endif %}",
    ],
  },
};
