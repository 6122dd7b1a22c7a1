import type { z } from "zod";
import type { JsonObject } from "../../core/json/value.ts";
import type { Texts, ToolLanguage, ToolParameters } from "../builtin/builtin-tool.ts";
import type { ConnectPageModel } from "./browse/answer-from-page.ts";

/** What a call of a tool on the network has beside its arguments. */
export interface NetworkCall {
  readonly signal: AbortSignal;
  readonly language: ToolLanguage;
  /** Servers on this machine and in private networks may be asked. */
  readonly allowPrivate: boolean;
  /** Connects a model that a tool has been told to ask; absent where no models are. */
  readonly connect?: ConnectPageModel | undefined;
}

/** A tool that asks the network, before it is told how: what a file of tools may say of it, and what it then does. */
export interface NetworkTool {
  readonly name: string;
  readonly description: Texts;
  readonly parameters: ToolParameters;
  /** What may stand beside its name in a file of tools. */
  readonly options: z.ZodObject;
  /** Environment variables that it needs, told so. */
  variables(options: unknown): readonly string[];
  /** What else it needs and is not here; undefined where all is. */
  missing(options: unknown): string | undefined;
  /** Gives what an agent is shown. What it throws is shown, too, as a failed call. */
  call(args: JsonObject, options: unknown, call: NetworkCall): Promise<object>;
}

/** A tool on the network, of its parts with the types that its options have once they were checked. */
export function networkTool<S extends z.ZodObject>(parts: {
  readonly name: string;
  readonly description: Texts;
  readonly parameters: ToolParameters;
  readonly options: S;
  variables?(options: z.output<S>): readonly string[];
  missing?(options: z.output<S>): string | undefined;
  call(args: JsonObject, options: z.output<S>, call: NetworkCall): Promise<object>;
}): NetworkTool {
  return {
    ...parts,
    variables: (options) => parts.variables?.(options as z.output<S>) ?? [],
    missing: (options) => parts.missing?.(options as z.output<S>),
    call: (args, options, call) => parts.call(args, options as z.output<S>, call),
  };
}
