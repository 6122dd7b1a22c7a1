import { builtinTool, replyWith } from "./builtin-tool.ts";

/** Says that the task is done, and why. */
export const taskComplete = builtinTool({
  name: "task_complete",
  description: { en: "Marks the task as done.", zh: "表示任务已经完成。" },
  parameters: {
    reason: {
      type: "string",
      description: { en: "Why it is done, in a sentence", zh: "用一句话说明为什么已经完成" },
    },
  },
  call: ({ reason }) => replyWith({ completed: true, ...(typeof reason === "string" ? { reason } : {}) }),
});
