import { isObject, type JsonValue } from "../../../../core/json/value.ts";

const QUOTED = /["“「『《]([^"”」』》]+)["”」』》]/g;
const NAMES = /(?<![.?!。？！]\s*|^)\p{Lu}[\p{L}\p{N}'’.-]*(?:\s+(?:of |de |the )?\p{Lu}[\p{L}\p{N}'’.-]*)*/gu;
const DATE = /\d{4}-\d{1,2}-\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日/g;
const QUESTION = /^(?:who|what|which|when|where|how|why|is|are|please|find|tell|give|in|the|a)\b/i;

/**
 * A value for a parameter that stands in the goal: one of its enum, a number, a date, what is quoted, or a name; `used` are
 * taken already. Undefined where there is none: values are never made up.
 */
export function findArgument(
  name: string,
  schema: JsonValue,
  goal: string,
  used: readonly JsonValue[],
  isRequired: boolean,
): JsonValue | undefined {
  const { type, enum: values } = isObject(schema) ? schema : {};
  if (Array.isArray(values)) return values.find((value) => typeof value === "string" && goal.includes(value));
  // What may be left out is left out unless the goal speaks of it.
  if (!isRequired && !goal.toLowerCase().includes(name.toLowerCase())) return undefined;
  const free = <T extends JsonValue>(found: readonly T[]) => found.find((value) => !used.includes(value));
  if (type === "integer" || type === "number")
    return free([...goal.replace(DATE, " ").matchAll(/-?\d+(?:\.\d+)?/g)].map(Number));
  if (type !== undefined && type !== "string") return undefined;
  const dates = [...goal.matchAll(DATE)].map(([date]) => date);
  if (/date|day|日期/i.test(name)) return free(dates);
  const quoted = [...goal.matchAll(QUOTED)].map(([, text]) => text!);
  const named = [...goal.matchAll(NAMES)].map(([text]) => text.replace(/['’]s$/, "").replace(/[.?!,]+$/, ""));
  const han = [...goal.matchAll(/(?:在|的是|查询|关于|查一下)?(\p{Script=Han}{2,8}?)(?:的|在|是|有|今天|明天)/gu)].map(
    ([, text]) => text!,
  );
  return free([...quoted, ...named.filter((text) => !QUESTION.test(text)), ...han]);
}
