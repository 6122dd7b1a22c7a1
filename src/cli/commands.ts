import type { Command } from "./command.ts";

/** Every command, by name, in the order of the help; each is loaded when it is used. */
export const COMMANDS: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  quickstart: () => import("./commands/quickstart.ts"),
  import: () => import("./commands/import.ts"),
  filter: () => import("./commands/filter.ts"),
  export: () => import("./commands/export.ts"),
  convert: () => import("./commands/convert.ts"),
  formats: () => import("./commands/formats.ts"),
  show: () => import("./commands/show.ts"),
  stats: () => import("./commands/stats.ts"),
  verify: () => import("./commands/verify.ts"),
  trace: () => import("./commands/trace.ts"),
};
