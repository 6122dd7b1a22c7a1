import type { MemoryPhrases } from "../phrasebook.ts";

/** Chinese phrases of memories. */
export const memory: MemoryPhrases = {
  knowledge: {
    any: ["已经知道的：", "可能有用的背景：", "来自知识库：", "与请求有关的笔记：", "可以依据的事实："],
    formal: ["现已查明：", "供参考的材料："],
    terse: ["已知：", "事实："],
    friendly: ["给你一点背景：", "知道这些会有帮助："],
    strict: ["下列事实视为既定："],
    coach: ["你不是从零开始，这些已经知道了："],
  },
  conversation: {
    any: ["之前说过的话：", "这段对话的前文：", "此前的几轮，由早到晚：", "到目前为止的对话："],
    formal: ["此前对话的记录："],
    terse: ["前文：", "已谈："],
    friendly: ["你和用户已经聊过这些："],
    strict: ["此前的对话，依然有效："],
    coach: ["想想你们上次聊到哪儿了："],
  },
  finished: {
    any: ["为这个目标已经做过的：", "完成的步骤，由早到晚：", "已经做完的任务：", "到现在为止的工作："],
    formal: ["已完成任务的记录："],
    terse: ["已完成：", "做过的："],
    friendly: ["看看你已经走了多远："],
    strict: ["以下步骤已经完成，无故不得重做："],
    coach: ["你目前的进展："],
  },
  turns: [
    "用户：{{ item.query }}\n你：{{ item.answer }}",
    "- 用户说：{{ item.query }}\n  你说：{{ item.answer }}",
    "{{ loop.index }}. {{ item.query }}\n   -> {{ item.answer }}",
    "问{{ loop.index }} {{ item.query }}\n答{{ loop.index }} {{ item.answer }}",
    "对方问：{{ item.query }}\n你回道：{{ item.answer }}",
    "* “{{ item.query }}” —— 你：“{{ item.answer }}”",
    "第{{ loop.index }}轮\n  问  {{ item.query }}\n  答  {{ item.answer }}",
  ],
  tasks: [
    "{{ loop.index }}. {{ item.task }}\n{% if item.tool %}\n   {{ item.tool }} {{ item.arguments }}\n{% endif %}\n   -> {{ item.result }}",
    "- {{ item.task }}{% if item.tool %}（以 {{ item.arguments }} 调用了 {{ item.tool }}）{% endif %}\n\n  得到：{{ item.result }}",
    "第{{ loop.index }}步 {{ item.task }}\n{% if item.tool %}\n用了 {{ item.tool }}，给的是 {{ item.arguments }}\n{% endif %}\n拿到 {{ item.result }}",
    "（{{ loop.index }}）{{ item.task }}{% if item.tool %} | {{ item.tool }} | {{ item.arguments }}{% endif %} | {{ item.result }}",
    "* {{ item.task }}\n{% if item.tool %}\n  经由 {{ item.tool }}，传入 {{ item.arguments }}\n{% endif %}\n  所得 {{ item.result }}",
    '{"任务": {{ item.task | json }}, "工具": {{ item.tool | json }}, "参数": {{ item.arguments | json }}, "结果": {{ item.result | json }}}',
    "#{{ loop.index }} {{ item.task }}\n{% if item.tool %}\n  {{ item.tool }}({{ item.arguments }})\n{% endif %}\n  {{ item.result }}",
  ],
};
