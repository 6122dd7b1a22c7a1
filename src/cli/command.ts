import type { ExitName } from "../core/errors.ts";
import type { JsonValue } from "../core/json/value.ts";
import type { CommandContext } from "./context.ts";

/**
 * One flag. `text` takes one value, `list` takes several (the flag repeated, or values separated by commas), `number` a
 * whole number, `fraction` one that need not be whole, `flag` none.
 */
export interface Option {
  readonly type: "text" | "list" | "number" | "fraction" | "flag";
  /** What it does, in one sentence without a final full stop. */
  readonly summary: string;
  /** What stands for the value in the help: FILE, N. */
  readonly value?: string;
  readonly short?: string;
  readonly required?: true;
  readonly choices?: readonly string[];
  /** False: a comma in a word of this list is part of the value. */
  readonly commas?: false;
}

/** The flags of a command, by name without the dashes. */
export type OptionTable = Readonly<Record<string, Option>>;

/** One argument that is known by its position. */
export interface Positional {
  readonly name: string;
  readonly summary: string;
  readonly required?: true;
}

/** One runnable example, shown in the help and in the reference. */
export interface Example {
  readonly command: string;
  readonly says: string;
}

/** What {@link parseArguments} made of the words after the command's name. */
export interface ParsedArguments {
  readonly positionals: Readonly<Record<string, string | undefined>>;
  readonly options: Readonly<Record<string, string | readonly string[] | number | boolean | undefined>>;
  /** The flags that came from {@link Command.moreOptions} and were given, by the name that their format has for them. */
  readonly more: Readonly<Record<string, JsonValue>>;
}

/** A flag that a format brings along: its table entry, and the name and kind of value that the format knows it by. */
export interface FormatOption extends Option {
  readonly key: string;
}

/** A command as the table of commands, the help, the reference and the parser see it. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What more there is to say, as paragraphs of one line each. */
  readonly details?: readonly string[];
  readonly positionals: readonly Positional[];
  readonly options: OptionTable;
  /** Flags that are known only once the formats are loaded: those that the words name, or (without words) all. */
  readonly moreOptions?: (words?: readonly string[]) => Promise<Readonly<Record<string, FormatOption>>>;
  readonly examples: readonly Example[];
  /** Calls the library; the result names the exit code. Throws MatError for what the user can mend. */
  run(args: ParsedArguments, context: CommandContext): Promise<ExitName>;
}

type ValueOf<O extends Option> = O["type"] extends "flag"
  ? boolean
  : O["type"] extends "list"
    ? readonly string[]
    : O["type"] extends "number" | "fraction"
      ? number | undefined
      : O extends { readonly required: true }
        ? TextOf<O>
        : TextOf<O> | undefined;

type TextOf<O extends Option> = O extends { readonly choices: readonly (infer Choice extends string)[] }
  ? Choice
  : string;

/** The arguments of a command, typed by its own tables. A list that was not given is empty, a flag is false. */
export interface Arguments<P extends readonly Positional[], O extends OptionTable> {
  readonly positionals: {
    readonly [Item in P[number] as Item["name"]]: Item extends { readonly required: true }
      ? string
      : string | undefined;
  };
  readonly options: { readonly [Name in keyof O]: ValueOf<O[Name]> };
  readonly more: Readonly<Record<string, JsonValue>>;
}

/** A {@link Command} whose `run` gets arguments typed by the command's own tables. */
export function defineCommand<const P extends readonly Positional[], const O extends OptionTable>(
  command: Omit<Command, "positionals" | "options" | "run"> & {
    readonly positionals: P;
    readonly options: O;
    run(args: Arguments<P, O>, context: CommandContext): Promise<ExitName>;
  },
): Command {
  // The parser fills exactly the tables that it is given, so the narrower type is what `run` gets.
  return command as unknown as Command;
}
