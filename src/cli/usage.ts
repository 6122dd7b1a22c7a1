import type { Command } from "./command.ts";

/** A command's shape in one line: `mat convert INPUT --to FORMAT -o PATH [FLAGS]`. */
export function usageOf(command: Pick<Command, "name" | "positionals" | "options">): string {
  const bracket = (text: string, positional: Command["positionals"][number]) =>
    positional.required === true ? text : `[${text}]`;
  const positionals = command.positionals.map((positional) => bracket(positional.name, positional));
  const required = Object.entries(command.options).flatMap(([name, option]) =>
    option.required === true
      ? [`${option.short === undefined ? `--${name}` : `-${option.short}`} ${option.value ?? "VALUE"}`]
      : [],
  );
  return ["mat", command.name, ...positionals, ...required, "[FLAGS]"].join(" ");
}
