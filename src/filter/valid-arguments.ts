import { z } from "zod";
import { isObject, type JsonValue } from "../core/json/value.ts";
import { type ToolCall, type Trajectory, toolsOf } from "../core/trajectory.ts";
import { quoted } from "../core/visible-text.ts";
import { CostlyCheck } from "../tools/json-schema/linear-pattern.ts";
import { createSchemaCache, type UsableSchema } from "../tools/json-schema/schema-cache.ts";
import { type Action, actionSchema, judge } from "./action.ts";
import { defineFilter } from "./filter.ts";

const options = z.strictObject({
  action: actionSchema.default("drop").describe("what becomes of a step whose arguments do not fit the schema"),
  unparsable: actionSchema
    .optional()
    .describe("what becomes of a step whose arguments are no JSON object; when left out, as `action` says"),
  undeclared: actionSchema
    .default("keep")
    .describe("what becomes of a step with arguments that the schema does not name (and does not forbid)"),
  unchecked: actionSchema
    .default("keep")
    .describe("what becomes of a step whose arguments cannot be checked, because the tool's schema is unusable"),
});

/** Do the arguments of every call fit the tool's JSON Schema? Calls of tools that are not defined are `known-tools`' matter. */
export const validArguments = defineFilter<z.infer<typeof options>>({
  name: "valid-arguments",
  title: "the arguments of every call fit the tool's JSON Schema",
  options,
  reasons: {
    invalid_arguments: "arguments that the schema refuses",
    unparsable_arguments: "arguments that are no JSON object",
    undeclared_arguments: "arguments that the schema does not name; counted only, unless `undeclared` says more",
    odd_schema:
      "parts of the schema mean nothing (an unknown type, a pattern with lookahead) and were not checked; counted only",
    invalid_schema: "the tool's parameters are no JSON Schema (see `unchecked`)",
    schema_too_large: "the schema has more than 64 kB, 500 parts or 64 levels (see `unchecked`)",
    remote_reference: "the schema refers to another document, and nothing is ever fetched (see `unchecked`)",
    costly_check:
      "the check would take too long: a large pattern over a long text, or references that multiply (see `unchecked`)",
  },
  judges: "trajectories",
  create: ({ action, unparsable = action, undeclared, unchecked }) => {
    const schemaOf = createSchemaCache();
    const actions: Readonly<Record<Fault["kind"], Action>> = { action, unparsable, undeclared, unchecked, odd: "keep" };
    return (trajectory) => {
      const parametersOf = createParametersOf(trajectory);
      return trajectory.steps.flatMap(({ tool_calls }, index) => {
        const faults = (tool_calls ?? []).flatMap((call) => faultsOf(call, parametersOf(call.function_name), schemaOf));
        return oncePerReason(faults).map(({ kind, reason, detail }) => judge(actions[kind], index, reason, detail));
      });
    };
  },
});

interface Fault {
  /** Which option decides. */
  readonly kind: "action" | "unparsable" | "undeclared" | "unchecked" | "odd";
  readonly reason: string;
  readonly detail: string;
}

/** The parameters of a defined tool; undefined for one that is not defined, or says nothing about its arguments. */
function createParametersOf(trajectory: Trajectory): (name: string) => JsonValue | undefined {
  const tools = new Map(toolsOf(trajectory).map((tool) => [tool.function.name, tool.function.parameters]));
  return (name) => (tools.get(name) ?? undefined) as JsonValue | undefined;
}

function faultsOf(
  call: ToolCall,
  parameters: JsonValue | undefined,
  schemaOf: ReturnType<typeof createSchemaCache>,
): Fault[] {
  const name = quoted(call.function_name);
  const text = unparsableText(call);
  if (text !== undefined) {
    return [{ kind: "unparsable", reason: "unparsable_arguments", detail: `${name} is called with ${quoted(text)}` }];
  }
  if (parameters === undefined) return [];
  const schema = schemaOf(parameters);
  if (schema.unusable !== undefined) {
    const { reason, message } = schema.unusable;
    return [{ kind: "unchecked", reason, detail: `${name}: ${message}` }];
  }
  return [...oddParts(schema, name), ...checked(schema, call, name)];
}

function oddParts({ faults }: UsableSchema, name: string): Fault[] {
  if (faults.length === 0) return [];
  return [{ kind: "odd", reason: "odd_schema", detail: `${name}: not checked: ${faults.join(", ")}` }];
}

function checked({ check, declares }: UsableSchema, call: ToolCall, name: string): Fault[] {
  try {
    const problem = check(call.arguments as JsonValue);
    if (problem !== undefined) return [{ kind: "action", reason: "invalid_arguments", detail: `${name}: ${problem}` }];
    const extra = declares && Object.keys(call.arguments).filter((key) => !declares(key));
    if (!extra?.length) return [];
    return [
      {
        kind: "undeclared",
        reason: "undeclared_arguments",
        detail: `${name}: ${extra
          .slice(0, 5)
          .map((key) => quoted(key))
          .join(", ")}`,
      },
    ];
  } catch (error) {
    // References that run in a circle end in a RangeError of the stack.
    if (!(error instanceof CostlyCheck || error instanceof RangeError)) throw error;
    return [{ kind: "unchecked", reason: "costly_check", detail: `${name}: ${error.message}` }];
  }
}

/** The text that a source gave as arguments, where it is no JSON object. */
function unparsableText({ arguments: parsed, extra }: ToolCall): string | undefined {
  const text = extra?.mat?.arguments_text;
  if (text === undefined || Object.keys(parsed).length > 0) return undefined;
  try {
    return isObject(JSON.parse(text)) ? undefined : text;
  } catch {
    return text;
  }
}

function oncePerReason(faults: readonly Fault[]): Fault[] {
  return [...new Map(faults.toReversed().map((fault) => [fault.reason, fault])).values()].toReversed();
}
