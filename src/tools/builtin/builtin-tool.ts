import type { JsonObject } from "../../core/json/value.ts";
import type { Tool } from "../../core/tool.ts";
import type { ToolReply } from "../tool-box.ts";

/** The languages that built-in tools speak. */
export type ToolLanguage = "en" | "zh";

/** A tool that comes with mat and needs no world. */
export interface BuiltinTool {
  readonly name: string;
  /** What an agent is shown of it. */
  definition(language: ToolLanguage): Tool;
  /** Answers a call whose arguments were checked; the same arguments have the same answer. */
  call(args: JsonObject, language: ToolLanguage): ToolReply;
}

/** A text in each language. */
export type Texts = Readonly<Record<ToolLanguage, string>>;

/** Arguments of a tool, with what is said of each. */
export type ToolParameters = Readonly<
  Record<
    string,
    {
      readonly type: "string" | "integer" | "boolean";
      readonly description: Texts;
      /** Default: it may be left out. */
      readonly required?: true;
    }
  >
>;

/** What a built-in tool is, in both languages. */
export interface BuiltinToolParts {
  readonly name: string;
  readonly description: Texts;
  readonly parameters: ToolParameters;
  readonly call: BuiltinTool["call"];
}

/** A built-in tool of its parts. */
export function builtinTool({ name, description, parameters, call }: BuiltinToolParts): BuiltinTool {
  return { name, definition: (language) => toolDefinition(name, description, parameters, language), call };
}

/** What an agent is shown of a tool; only what a call cannot do without is marked as required. */
export function toolDefinition(
  name: string,
  description: Texts,
  parameters: ToolParameters,
  language: ToolLanguage,
): Tool {
  const entries = Object.entries(parameters);
  return {
    name,
    description: description[language],
    parameters: {
      type: "object",
      properties: Object.fromEntries(
        entries.map(([key, { type, description: said }]) => [key, { type, description: said[language] }]),
      ),
      required: entries.flatMap(([key, { required }]) => (required ? [key] : [])),
    },
  };
}

/** A reply with a value as JSON. */
export function replyWith(value: object): ToolReply {
  return { content: JSON.stringify(value) };
}

/** A reply that says what is wrong with a call. */
export function failedWith(language: ToolLanguage, problem: Texts): ToolReply {
  return { content: JSON.stringify({ error: problem[language] }), failed: true };
}
