import { z } from "zod";
import type { JsonValue } from "../../core/json/value.ts";

const jsonValueSchema: z.ZodType<JsonValue> = z.json();
const key = z
  .string()
  .min(1)
  .regex(/^(?!__proto__$)/);

/** A call that ends the episode, such as ToolLLaMA's `Finish`: no tool, and no tool may have its name. */
export const finalCommandSchema = z.strictObject({
  command: z.string().min(1),
  /** The argument that holds the text. */
  text: key,
  /** Arguments that always stand there, and by which two endings with one command are told apart. */
  constants: z.record(z.string(), jsonValueSchema).optional(),
});
/** A call that ends the episode: see {@link finalCommandSchema}. */
export type FinalCommand = z.infer<typeof finalCommandSchema>;

const label = z
  .string()
  .min(2)
  .max(80)
  .regex(/^[^\s\\][^\n\r]*[^\s]$/, "a label is one line, without white space at its ends or a backslash in front");

/** Two marks that enclose a text. */
export const marksSchema = z.strictObject({
  open: z
    .string()
    .max(80)
    .regex(/^[^\s\\"\w\p{L}\p{Cs}][^\n\r\\]+[^\s\\]$/u),
  close: z
    .string()
    .max(80)
    .regex(/^[^\s\\"\w\p{L}\p{Cs}][^\n\r\\]+[^\s\\]$/u),
});
/** Two marks that enclose a text: see {@link marksSchema}. */
export type Marks = z.infer<typeof marksSchema>;

const path = z.array(key).min(1);
/** The name of a text beside the thought, such as `plan` or `criticism`. */
const fieldName = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z0-9_]*$/);
const about = {
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.string(),
  /** The language of its labels; keys and marks have none. */
  language: z.enum(["en", "zh"]).optional(),
  /** May one step call several tools? */
  parallel: z.boolean(),
};

/** Labels at line starts, in an order: ReAct, ToolLLaMA, AgentInstruct. */
export const labelledSchema = z.strictObject({
  ...about,
  kind: z.literal("labelled"),
  thought: label,
  /** What may be said between the thought and what follows it, in this order. */
  fields: z.array(z.strictObject({ name: fieldName, label })).optional(),
  action: label,
  /**
   * Where the arguments stand: under a label of their own, or behind the tool's name between `open` and `close`, which
   * may be a fence on lines of its own.
   */
  arguments: z.union([
    z.strictObject({ label }),
    z.strictObject({ open: z.string().min(1).max(20), close: z.string().min(1).max(20) }),
  ]),
  /** What stands between a label and its text. */
  separator: z.enum([" ", "\n"]),
  /** Tools whose one argument is written as it is, not as JSON: tool name to argument name. */
  plain: z.record(z.string(), z.string()).optional(),
  answer: z.union([z.strictObject({ label }), finalCommandSchema]),
  give_up: z.union([z.strictObject({ label }), finalCommandSchema]),
  observation: label,
});
/** A protocol of labels: see {@link labelledSchema}. */
export type LabelledProtocol = z.infer<typeof labelledSchema>;

/** One JSON object: AutoGPT, KAgentSys. */
export const jsonProtocolSchema = z.strictObject({
  ...about,
  kind: z.literal("json"),
  /** The object stands in a Markdown fence with this language. */
  fence: z.string().regex(/^\w*$/).optional(),
  indent: z.union([z.literal(0), z.literal(2), z.literal(4)]),
  thought: path,
  reasoning: path.optional(),
  /** What else is said: texts that are always written, empty where the step has none. */
  fields: z.array(z.strictObject({ name: fieldName, path })).optional(),
  /** The object that holds a call (a list of such objects where calls may be parallel) and its two keys. */
  call: z.strictObject({ path, name: key, arguments: key }),
  answer: z.union([z.strictObject({ path }), finalCommandSchema]),
  give_up: z.union([z.strictObject({ path }), finalCommandSchema]),
  /** Keys that are always written with this value and may hold anything when read, such as a version. */
  constants: z.array(z.strictObject({ path, value: jsonValueSchema })).optional(),
  observation: z.strictObject({ open: z.string(), close: z.string() }),
});
/** A protocol of one JSON object: see {@link jsonProtocolSchema}. */
export type JsonProtocol = z.infer<typeof jsonProtocolSchema>;

const spoken = {
  /** Marks of a thought. Without `always` they are used only where bare text would be something else: beside an ending. */
  thought: marksSchema.extend({ always: z.boolean().optional() }),
  /** `bare` is text outside all marks. */
  answer: z.union([z.literal("bare"), marksSchema, finalCommandSchema]),
  give_up: z.union([marksSchema, finalCommandSchema]),
};

/** Marks around calls, with JSON or XML inside: ModelScope, Hermes, Qwen. */
export const taggedSchema = z.strictObject({
  ...about,
  ...spoken,
  kind: z.literal("tagged"),
  reasoning: marksSchema.optional(),
  call: z.discriminatedUnion("body", [
    z.strictObject({
      body: z.literal("json"),
      marks: marksSchema,
      fence: z.string().regex(/^\w*$/).optional(),
      name: key,
      arguments: key,
      /** Keys that are always written with this value and may hold anything when read. */
      constants: z.record(z.string(), jsonValueSchema).optional(),
    }),
    z.strictObject({
      body: z.literal("xml"),
      marks: marksSchema,
      /** Element names. */
      name: z.string().regex(/^[a-z_]+$/),
      argument: z.string().regex(/^[a-z_]+$/),
    }),
  ]),
  observation: marksSchema,
});
/** A protocol of marks: see {@link taggedSchema}. */
export type TaggedProtocol = z.infer<typeof taggedSchema>;

/** Tool calls of the chat API; the text of a step is the JSON of its assistant message. */
export const nativeSchema = z.strictObject({ ...about, ...spoken, kind: z.literal("native") });
/** The protocol of the chat API: see {@link nativeSchema}. */
export type NativeProtocol = z.infer<typeof nativeSchema>;

/** A protocol as data: see `protocolSchema`. */
export type Protocol = LabelledProtocol | JsonProtocol | TaggedProtocol | NativeProtocol;
