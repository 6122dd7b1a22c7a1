import type { Phrasebook } from "../phrasebook.ts";
import { goal } from "./goal.ts";
import { memory } from "./memory.ts";
import { output } from "./output.ts";
import { placeholders } from "./placeholders.ts";
import { profile } from "./profile.ts";
import { protocolWords } from "./protocol-words.ts";
import { rules } from "./rules.ts";
import { tools } from "./tools.ts";

/** All Chinese phrases. */
export const chinese: Phrasebook = {
  profile,
  rules,
  tools,
  memory,
  goal,
  output,
  placeholders,
  headings: {
    profile: ["角色", "你是谁", "身份", "人物设定", "简介", "你的角色"],
    instructions: ["要求", "规则", "工作方式", "准则", "原则", "行事规范", "须知"],
    tools: ["工具", "可用工具", "工具箱", "可以调用的", "工具清单", "你的工具"],
    memory: ["记忆", "背景", "你记得的", "上下文", "此前的情况", "笔记"],
    goal: ["目标", "请求", "用户的请求", "要做的事", "任务", "问题"],
    output_format: ["输出格式", "怎样回复", "回复格式", "回复的形式", "格式", "书写方式"],
  },
  protocol: protocolWords,
  wording: { formal: [["你", "您"]] },
  gap: "",
};
