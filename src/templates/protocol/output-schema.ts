import type { JsonObject } from "../../core/json/value.ts";
import type { JsonSchema, ToolDefinition } from "../../core/tool.ts";
import { commandOf } from "./endings.ts";
import type { FinalCommand, JsonProtocol, Protocol } from "./protocol.ts";

/**
 * The JSON Schema of a step, for servers that guide decoding by one: each tool's name with its parameters, the final
 * commands, the constant keys. Undefined for protocols that are no JSON object, or stand in a fence.
 */
export function outputSchemaOf(protocol: Protocol, tools: readonly ToolDefinition[]): JsonSchema | undefined {
  if (protocol.kind !== "json" || protocol.fence !== undefined) return undefined;
  const root: JsonObject = { type: "object", properties: {}, additionalProperties: false };
  place(root, protocol.thought, { type: "string" }, true);
  if (protocol.reasoning) place(root, protocol.reasoning, { type: "string" }, false);
  for (const { path } of protocol.fields ?? []) place(root, path, { type: "string" }, true);
  for (const { path } of protocol.constants ?? []) place(root, path, {}, true);
  const call: JsonObject = { anyOf: callsOf(protocol, tools) };
  const endings = [protocol.answer, protocol.give_up].flatMap((ending) => ("path" in ending ? [ending.path] : []));
  // With endings of their own keys a call is one of several things that may stand there.
  place(
    root,
    protocol.call.path,
    protocol.parallel ? { type: "array", minItems: 1, items: call } : call,
    endings.length === 0,
  );
  for (const path of endings) place(root, path, { type: "string" }, false);
  return root;
}

function callsOf(protocol: JsonProtocol, tools: readonly ToolDefinition[]): JsonObject[] {
  const [answer, giveUp] = [commandOf(protocol.answer), commandOf(protocol.give_up)];
  return [
    ...tools.map((tool) =>
      callSchema(protocol, tool.function.name, (tool.function.parameters ?? { type: "object" }) as JsonObject),
    ),
    ...(answer === undefined ? [] : [callSchema(protocol, answer.command, finalSchema(answer, true))]),
    ...(giveUp === undefined ? [] : [callSchema(protocol, giveUp.command, finalSchema(giveUp, false))]),
  ];
}

function callSchema({ call }: JsonProtocol, name: string, args: JsonObject): JsonObject {
  return {
    type: "object",
    properties: { [call.name]: { const: name }, [call.arguments]: args },
    required: [call.name, call.arguments],
    additionalProperties: false,
  };
}

function finalSchema(command: FinalCommand, needsText: boolean): JsonObject {
  const constants = Object.entries(command.constants ?? {});
  return {
    type: "object",
    properties: Object.fromEntries([
      ...constants.map(([key, value]) => [key, { const: value }]),
      [command.text, { type: "string" }],
    ]),
    required: [...constants.map(([key]) => key), ...(needsText ? [command.text] : [])],
    additionalProperties: false,
  };
}

function place(root: JsonObject, path: readonly string[], schema: JsonObject, required: boolean): void {
  let at = root;
  for (const [depth, key] of path.entries()) {
    const properties = at["properties"] as JsonObject;
    const isLast = depth === path.length - 1;
    if (!Object.hasOwn(properties, key))
      properties[key] = isLast ? schema : { type: "object", properties: {}, additionalProperties: false };
    if (required) at["required"] = [...new Set([...((at["required"] as string[] | undefined) ?? []), key])];
    at = properties[key] as JsonObject;
  }
}
