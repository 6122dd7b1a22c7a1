import { isObject, type JsonValue } from "../../../core/json/value.ts";
import type { Tool } from "../../../core/tool.ts";

/** APIs that belong together, as ToolBench has them: a tool of a category, maybe of a collection. */
export interface ApiTool {
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly collection?: string;
  readonly apis: readonly Tool[];
}

/** One API of a sampled set. */
export interface SampledApi {
  readonly api: Tool;
  readonly of: ApiTool;
}

/** A parameter of an API. */
export interface ApiParameter {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

/** The parameters of an API, as its JSON Schema lists them. */
export function parametersOf({ parameters }: Tool): ApiParameter[] {
  const schema = (parameters ?? {}) as Record<string, JsonValue>;
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  return Object.entries(properties).map(([name, value]) => {
    const { type, description } = isObject(value) ? value : {};
    return {
      name,
      type: typeof type === "string" ? type : "string",
      required: required.includes(name),
      description: typeof description === "string" ? description : "",
    };
  });
}
