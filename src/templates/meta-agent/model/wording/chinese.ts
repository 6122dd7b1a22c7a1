import type { Wording } from "./wording.ts";

/** How a template in Chinese is asked for. */
export const chinese: Wording = {
  role: "你为会使用工具的智能体编写提示词模板。程序把目标、工具和已发生的事情填入模板，再发给语言模型，模型每次回复一步。各个模板的结构和措辞要彼此不同，这样用许多模板训练出的模型才能适应任何提示词。",
  queries: "这类智能体会遇到的问题如下，仅供了解，不要回答，也不要引用：",
  tools: "它们可能拥有的部分工具：",
  wanted: "请写一个具有以下属性的模板：",
  ability: {
    plan: "智能体说出通向目标的下一项任务，以及完成它的那一次调用",
    "tool-use": "智能体选择工具并用正确的参数调用，直到能够回答",
    reflection: "智能体先审视上一步及其结果，再进行下一次调用",
    conclusion: "智能体不调用工具，只根据已知内容回答目标",
    profile: "智能体不调用工具，始终以自己的角色回答用户",
  },
  kind: {
    labelled: "每一步是写在行首标签之后的文字",
    json: "每一步是一个 JSON 对象",
    tagged: "每一步是写在标记之间的文字和调用",
    native: "调用通过对话接口进行，接口没有位置的内容写在标记之间",
  },
  rendering: "在写有 {{ tool_list }} 的地方，程序以 @rendering 形式列出工具",
  noTools: "没有工具：槽位 `tools` 为空文本",
  nativeTools: "工具在对话接口中；槽位 `tools` 可以用 {{ tool_names }} 提到它们",
  episode: {
    transcript: "之前的步骤会自动接在提示词后面，不必说明它们的位置",
    "finished-tasks": "槽位 `memory` 用 finished_tasks 列出之前的步骤",
  },
  tone: {
    plain: "朴实直接",
    formal: "正式有礼",
    terse: "尽量简短",
    friendly: "亲切，像同事一样",
    strict: "命令式，界限分明",
    coach: "鼓励式，像教练一样",
  },
  language: "全文使用中文",
  layout: {
    prompt: "一个提示词；`body` 中每个槽位恰好出现一次",
    chat: "两条消息；`system` 与 `user` 合起来，每个槽位恰好出现一次",
  },
  demanded: "措辞必须要求智能体做到以下各项，并且不要求其他固定习惯：",
  demands: {
    thought: "每次调用都说出想法",
    ending_thought: "在最终回答之前按输出格式所示说出想法",
    "one-call": "每一步只调用一次",
    "check-before-answer": "至少看到两次调用的结果之后才回答",
    "retry-after-error": "调用失败后再试一次，或换一种方式",
    "ask-when-missing": "调用缺少信息时，在回答末尾用问句向用户询问",
    "cite-tools": "在回答中用方括号注明依据的工具，例如 [tool_name]",
  },
  slots: "各个槽位，以及每个槽位可以使用的名称：",
  slot: {
    profile: "智能体是谁，怎样工作",
    instructions: "逐条列出的工作规则，并列出 constraints",
    tools: "介绍工具；没有工具时要说明",
    memory: "之前已知的内容；没有时不出现任何文字",
    goal: "现在要完成什么",
    output_format: "回复究竟怎样书写",
  },
  syntax:
    "各段文本可以使用 {{ name }}、{% if name %}…{% else %}…{% endif %}（可用 not、and、or）和 {% for item in list %}…{{ item.field }}…{% endfor %}，循环中的 {{ loop.index }} 是序号。除此之外什么都没有：没有函数调用、方括号、引号、比较、注释，也没有其他名称。消息的文本引用槽位，例如 {{ goal }}；槽位不能引用槽位。",
  signs: "`protocol` 是回复格式所用的词。请自己创造：与示例不同，风格统一，读者一看就懂。",
  signsOf: {
    labelled:
      "每个标签占一行，2 到 80 个字符，以冒号之类的符号结尾，彼此不同。`thought` 写在想法之前，`action` 写在工具名称之前，`arguments` 写在 JSON 参数之前，`answer` 写在最终回答之前，`give_up` 写在无法完成的原因之前，`observation` 写在工具结果之前。",
    json: "路径是键的列表，最外层在前；任何路径都不能是另一条路径的开头。`thought` 是想法的路径，`call.path` 是调用的路径，`call.name` 和 `call.arguments` 是调用中的两个键，`answer` 和 `give_up` 分别是最终回答和无法完成的原因的路径。`observation.open` 与 `close` 写在工具结果的前后。",
    tagged:
      "标记成对出现，即 `open` 与 `close`，至少三个字符，以 < 或 [ 之类的符号开头，彼此不同。`thought`、`call.marks`、`answer`、`give_up`、`observation` 分别是想法、调用、最终回答、无法完成的原因和工具结果的标记。`call.name` 和 `call.arguments` 是调用中 JSON 的键；如果调用是 XML，`call.name` 和 `call.argument` 是由小写英文字母组成的元素名。",
    native:
      "标记成对出现，即 `open` 与 `close`，至少三个字符，以 < 或 [ 之类的符号开头，彼此不同。`thought`、`answer`、`give_up` 分别是想法、最终回答和无法完成的原因的标记。",
  },
  command:
    "如果 `answer` 或 `give_up` 带有 `command`，就用这个名称像调用工具一样结束工作，`text` 是存放文字的参数；两个命令不能相同，也都不是工具。",
  rules: [
    "规则：",
    "- output_format 用占位文字展示调用（如果有调用）、回答和放弃各自怎样书写，`protocol` 中的每个词都要照原样出现，形式与示例一致。",
    "- `protocol` 中的词只能出现在 output_format 里，并且 output_format 要排在目标之前。不要出现其他常见格式的标签。",
    "- 槽位 goal 中要有 {{ goal }}。可能为空的部分不要留下空标题。",
    "- 不要写网址、人名、公司名，不要提密码或密钥，不要作承诺。",
    "- 总共不超过 1500 字，不要重复。",
  ].join("\n"),
  example: "以下是同类模板的 JSON 示例。保持它的结构，其余内容全部重写：",
  closing: "只回复一个 JSON 对象，键与示例相同，不要附加任何内容。文本中的换行写作 \\n。",
};
