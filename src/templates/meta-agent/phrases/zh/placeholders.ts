import type { Placeholders } from "../phrasebook.ts";

/** Chinese texts that stand for what a model is to write. */
export const placeholders: Placeholders = {
  thought: {
    plan: ["下一项任务，以及为什么先做它", "接下来该做什么", "当前该做的任务", "眼前的任务"],
    "tool-use": ["为什么用这个工具", "需要什么、哪个工具能给", "你的推理", "这次调用的目的"],
    reflection: [
      "上一个结果价值如何、接下来怎样",
      "哪里对、哪里错、要改什么",
      "对上一步的评判",
      "学到了什么、下一步意味着什么",
    ],
    conclusion: ["答案是怎么得出的"],
    profile: ["用户想要什么"],
  },
  endingThought: ["你是怎么知道的", "为什么到此为止", "凭什么肯定", "得出结论的经过"],
  tool: ["工具名", "工具的名字", "所选的工具", "某个工具", "要用的工具"],
  parameters: [["参数名"], ["参数一", "参数二"], ["第一个参数", "第二个参数"], ["某参数"]],
  values: ["取值", "它的值", "值"],
  answer: {
    plan: ["对目标的回答", "完成了什么，写完整", "给用户的答案"],
    "tool-use": ["答案", "给用户的答案", "完整的答案", "用户想知道的内容"],
    reflection: ["站得住脚的答案", "完整的答案", "给用户的答案"],
    conclusion: ["根据所查得出的答案", "你最后的答案", "用户想知道的内容"],
    profile: ["你的回复", "你对用户说的话", "写给用户的话"],
  },
  giveUp: ["阻碍是什么", "为什么做不到", "原因", "缺少什么"],
};
