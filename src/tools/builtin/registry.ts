import { lookUp } from "../../core/registry.ts";
import type { ToolBox } from "../tool-box.ts";
import { type BuiltinTool, failedWith, type ToolLanguage } from "./builtin-tool.ts";
import { calendarInfo } from "./calendar-info.ts";
import { doNothing } from "./do-nothing.ts";
import { holidaysInfo } from "./holidays-info.ts";
import { solarTermsInfo } from "./solar-terms-info.ts";
import { taskComplete } from "./task-complete.ts";
import { timeDelta } from "./time-delta.ts";

/** The tools that come with mat and need no world, by name. */
export const BUILTIN_TOOLS: Readonly<Record<string, BuiltinTool>> = Object.fromEntries(
  [timeDelta, calendarInfo, solarTermsInfo, holidaysInfo, taskComplete, doNothing].map((one) => [one.name, one]),
);

/** A box of built-in tools, all of them unless named. Throws UsageError for a name that is none, with the nearest one. */
export function builtinToolBox(language: ToolLanguage, names: readonly string[] = Object.keys(BUILTIN_TOOLS)): ToolBox {
  const tools = names.map((name) => lookUp("built-in tool", BUILTIN_TOOLS, name));
  return {
    tools: tools.map((one) => one.definition(language)),
    async call(name, args) {
      const tool = tools.find((one) => one.name === name);
      if (tool !== undefined) return tool.call(args, language);
      return failedWith(language, { en: `there is no tool ${name}`, zh: `没有工具${name}` });
    },
  };
}
