import { sameJson } from "../../core/json/spelling.ts";
import { isObject } from "../../core/json/value.ts";
import { commandOf } from "./endings.ts";
import { fieldNamesOf } from "./fields.ts";
import { labelsOf } from "./labels.ts";
import { marksOf } from "./marks.ts";
import type { JsonProtocol, Protocol } from "./protocol.ts";

/** What makes a protocol ambiguous although each of its fields is sound: one sentence each. */
export function protocolFaults(protocol: Protocol): string[] {
  const faults: string[] = [];
  const answer = commandOf(protocol.answer);
  const giveUp = commandOf(protocol.give_up);
  if (answer !== undefined && giveUp !== undefined && answer.command === giveUp.command) {
    if (sameJson(answer.constants ?? {}, giveUp.constants ?? {}))
      faults.push("the answer and the give-up are the same command: give them different constants");
  }
  for (const command of [answer, giveUp]) {
    if (command !== undefined && Object.hasOwn(command.constants ?? {}, command.text))
      faults.push(`${command.command}: the argument ${command.text} holds the text and a constant`);
  }
  if (protocol.kind === "labelled") faults.push(...repeats(labelsOf(protocol).map(([, label]) => label.toLowerCase())));
  if (protocol.kind === "tagged" || protocol.kind === "native") faults.push(...repeats(marksOf(protocol)));
  if (protocol.kind === "json") faults.push(...pathFaults(pathsOf(protocol)));
  faults.push(...repeats(fieldNamesOf(protocol).map((name) => `the field ${name}`)));
  if (protocol.kind === "json" && protocol.call.name === protocol.call.arguments)
    faults.push("a call's name and arguments have the same key");
  return faults;
}

function repeats(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))].map(
    (text) => `${JSON.stringify(text)} has two meanings`,
  );
}

/** The paths of the keys that mean something, or are constant. */
export function pathsOf(protocol: JsonProtocol): readonly (readonly string[])[] {
  const endings = [protocol.answer, protocol.give_up].flatMap((ending) =>
    isObject(ending) && "path" in ending ? [ending.path] : [],
  );
  const constants = (protocol.constants ?? []).map((constant) => constant.path);
  return [
    protocol.thought,
    ...(protocol.reasoning ? [protocol.reasoning] : []),
    ...(protocol.fields ?? []).map((field) => field.path),
    protocol.call.path,
    ...endings,
    ...constants,
  ];
}

function pathFaults(paths: readonly (readonly string[])[]): string[] {
  return paths.flatMap((path, index) =>
    paths.some((other, at) => at !== index && path.every((key, depth) => other[depth] === key))
      ? [`the path ${path.join(".")} is another path, or leads to one`]
      : [],
  );
}
