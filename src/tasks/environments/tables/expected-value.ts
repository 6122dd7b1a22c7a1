import { z } from "zod";
import type { Expected } from "../db/expected-of.ts";

/** What a task keeps of its right answer; the query, whose own words an answer may say, is beside it. */
export const expectedValueSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("text"), forms: z.array(z.string()).min(1), rivals: z.array(z.string()) }),
  z.strictObject({ kind: z.literal("number"), value: z.number(), tolerance: z.number().optional() }),
  z.strictObject({ kind: z.literal("date"), year: z.int(), month: z.int(), day: z.int() }),
  z.strictObject({
    kind: z.literal("names"),
    names: z.array(z.string()).min(1),
    ordered: z.boolean(),
    rivals: z.array(z.string()),
  }),
]);
/** A right answer as a task keeps it: see {@link expectedValueSchema}. */
export type ExpectedValue = z.infer<typeof expectedValueSchema>;

/** What an answer to the query is held against. */
export function expectedIn(value: ExpectedValue, query: string): Expected {
  if (value.kind !== "number") return { ...value, along: [query] };
  const { tolerance, ...number } = value;
  return { ...number, ...(tolerance === undefined ? {} : { tolerance }), along: [query] };
}

/** The right answer in words. */
export function sayExpected(value: ExpectedValue, language: "en" | "zh"): string {
  const zh = language === "zh";
  if (value.kind === "names") return zh ? `${value.names.join("、")}。` : `They are ${value.names.join(", ")}.`;
  const said =
    value.kind === "text"
      ? value.forms[0]!
      : value.kind === "number"
        ? String(value.value)
        : [value.year, value.month, value.day].map((part) => String(part).padStart(2, "0")).join("-");
  return zh ? `是${said}。` : `It is ${said}.`;
}
