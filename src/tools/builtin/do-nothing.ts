import { builtinTool, replyWith } from "./builtin-tool.ts";

/** Lets a step pass. */
export const doNothing = builtinTool({
  name: "do_nothing",
  description: { en: "Does nothing; for a step at which no tool is needed.", zh: "什么也不做，用于不需要工具的一步。" },
  parameters: {},
  call: () => replyWith({ done: "nothing" }),
});
