import { isObject } from "../../core/json/value.ts";
import { commandOf } from "../protocol/endings.ts";
import type { JsonProtocol, LabelledProtocol, NativeProtocol, Protocol, TaggedProtocol } from "../protocol/protocol.ts";

/** What an output format must show to explain each part of a step, as it stands in a step: labels, marks, keys, commands. */
export interface ProtocolParts {
  readonly thought: readonly string[];
  readonly call: readonly string[];
  readonly answer: readonly string[];
  readonly give_up: readonly string[];
}

/** The texts that show each part of a step in this protocol; none where a part is plain text, or the chat API's. */
export function partsOf(protocol: Protocol): ProtocolParts {
  switch (protocol.kind) {
    case "labelled":
      return labelledParts(protocol);
    case "json":
      return jsonParts(protocol);
    case "tagged":
      return { ...spokenParts(protocol), call: taggedCall(protocol) };
    case "native":
      return { ...spokenParts(protocol), call: [] };
  }
}

/** The texts that show the fields of these names, such as a plan; those that the protocol has a place for. */
export function fieldParts(protocol: Protocol, names: readonly string[]): string[] {
  if (protocol.kind === "labelled")
    return (protocol.fields ?? []).flatMap(({ name, label }) => (names.includes(name) ? [label] : []));
  if (protocol.kind !== "json") return [];
  return (protocol.fields ?? []).flatMap(({ name, path }) => (names.includes(name) ? keys(path) : []));
}

function labelledParts(protocol: LabelledProtocol): ProtocolParts {
  const { thought, action, arguments: args } = protocol;
  const ending = (end: LabelledProtocol["answer"]) => ("label" in end ? [end.label] : [end.command]);
  return {
    thought: [thought],
    call: [action, ...("label" in args ? [args.label] : [args.open.trim(), args.close.trim()])],
    answer: ending(protocol.answer),
    give_up: ending(protocol.give_up),
  };
}

function jsonParts({ thought, call, answer, give_up }: JsonProtocol): ProtocolParts {
  const ending = (end: JsonProtocol["answer"]) => ("path" in end ? keys(end.path) : [end.command]);
  return {
    thought: keys(thought),
    call: keys([...call.path, call.name, call.arguments]),
    answer: ending(answer),
    give_up: ending(give_up),
  };
}

function keys(path: readonly string[]): string[] {
  return path.map((key) => JSON.stringify(key));
}

function taggedCall({ call }: TaggedProtocol): string[] {
  const inner =
    call.body === "json"
      ? [JSON.stringify(call.name), JSON.stringify(call.arguments)]
      : [`<${call.name}>`, `<${call.argument}`];
  return [call.marks.open, call.marks.close, ...inner];
}

function spokenParts({ thought, answer, give_up }: TaggedProtocol | NativeProtocol): Omit<ProtocolParts, "call"> {
  return { thought: [thought.open, thought.close], answer: spokenEnding(answer), give_up: spokenEnding(give_up) };
}

function spokenEnding(ending: TaggedProtocol["answer"]): string[] {
  const command = commandOf(ending);
  if (command !== undefined) return [command.command];
  return isObject(ending) && "open" in ending ? [String(ending["open"]), String(ending["close"])] : [];
}
