import { stringifyJson } from "../core/json/stringify.ts";
import type { JsonValue } from "../core/json/value.ts";
import type { Task } from "./task.ts";

/** A task as a line of a file. */
export function taskLine(task: Task): string {
  return `${stringifyJson(task as unknown as JsonValue)}\n`;
}
