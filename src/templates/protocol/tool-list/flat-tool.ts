import { isObject, type JsonObject, type JsonValue } from "../../../core/json/value.ts";
import type { Tool } from "../../../core/tool.ts";

/** One parameter as a line or a table row can say it. */
export interface FlatParameter {
  readonly name: string;
  /** The JSON Schema's `type`, where that is one word; else empty. */
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

/** A tool as lines and tables can say it: what its JSON Schema has beyond this is left out. */
export interface FlatTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: readonly FlatParameter[];
}

/** The flat part of a tool. */
export function flatten(tool: Tool): FlatTool {
  const schema = (tool.parameters ?? {}) as JsonObject;
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  return {
    name: tool.name,
    description: tool.description ?? "",
    parameters: Object.keys(properties).map((name) => {
      const property = isObject(properties[name]) ? properties[name] : {};
      return {
        name,
        type: textOf(property["type"]),
        required: required.includes(name),
        description: textOf(property["description"]),
      };
    }),
  };
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The tool that a flat one says; empty texts are absent fields. */
export function unflatten(flat: FlatTool): Tool {
  const properties: JsonObject = {};
  for (const { name, type, description } of flat.parameters) {
    const value: JsonObject = {};
    if (type !== "") value["type"] = type;
    if (description !== "") value["description"] = description;
    Object.defineProperty(properties, name, { value, writable: true, enumerable: true, configurable: true });
  }
  const required = flat.parameters.filter((parameter) => parameter.required).map(({ name }) => name);
  return {
    name: flat.name,
    ...(flat.description === "" ? {} : { description: flat.description }),
    parameters: { type: "object", properties, required },
  };
}
