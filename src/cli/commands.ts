import type { Command } from "./command.ts";

/**
 * Every command, by name, in the order of the help; each is loaded when it is used. A name of two words has its first word
 * in `COMMAND_GROUPS`.
 */
export const COMMANDS: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  quickstart: () => import("./commands/quickstart.ts"),
  run: () => import("./commands/run.ts"),
  config: () => import("./commands/config.ts"),
  import: () => import("./commands/import.ts"),
  filter: () => import("./commands/filter.ts"),
  export: () => import("./commands/export.ts"),
  convert: () => import("./commands/convert.ts"),
  formats: () => import("./commands/formats.ts"),
  show: () => import("./commands/show.ts"),
  stats: () => import("./commands/stats.ts"),
  verify: () => import("./commands/verify.ts"),
  trace: () => import("./commands/trace.ts"),
  "templates generate": () => import("./commands/templates-generate.ts"),
  "templates check": () => import("./commands/templates-check.ts"),
  "templates list": () => import("./commands/templates-list.ts"),
  "templates show": () => import("./commands/templates-show.ts"),
  "templates render": () => import("./commands/templates-render.ts"),
  "templates stats": () => import("./commands/templates-stats.ts"),
  "tasks generate": () => import("./commands/tasks-generate.ts"),
  "tasks list": () => import("./commands/tasks-list.ts"),
  "tasks show": () => import("./commands/tasks-show.ts"),
  "tasks stats": () => import("./commands/tasks-stats.ts"),
  "environments list": () => import("./commands/environments-list.ts"),
  "environments install": () => import("./commands/environments-install.ts"),
  "environments tasks": () => import("./commands/environments-tasks.ts"),
  "environments play": () => import("./commands/environments-play.ts"),
  "tools call": () => import("./commands/tools-call.ts"),
  "tools list": () => import("./commands/tools-list.ts"),
  generate: () => import("./commands/generate.ts"),
  work: () => import("./commands/work.ts"),
  "serve teacher": () => import("./commands/serve-teacher.ts"),
};
