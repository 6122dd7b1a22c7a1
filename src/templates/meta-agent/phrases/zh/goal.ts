import type { Topic } from "../phrase.ts";

/** Chinese phrases in front of a goal. */
export const goal: Topic = {
  any: [
    "目标：\n{{ goal }}",
    "用户想要的是：\n{{ goal }}",
    "用户是这样说的：\n\n{{ goal }}",
    "请求：{{ goal }}",
    "现在要你做的是：{{ goal }}",
    "{{ goal }}",
  ],
  plain: ["用户的请求是：\n{{ goal }}", "目标如下：{{ goal }}"],
  formal: ["提交给您的请求如下：\n\n{{ goal }}", "现请您处理以下事项：\n{{ goal }}"],
  terse: ["目标：{{ goal }}", "要求：{{ goal }}"],
  friendly: ["有人想请你帮这个忙：\n{{ goal }}", "准备好了吗？他们问的是：\n\n{{ goal }}"],
  strict: ["目标如下，不得更改：\n{{ goal }}", "你的任务：\n{{ goal }}"],
  coach: ["这就是你的挑战：\n{{ goal }}", "现在看你的了，他们问：\n{{ goal }}"],
};
