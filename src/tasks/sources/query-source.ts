import { z } from "zod";
import { toolSchema } from "../../core/tool-schema.ts";
import { languageOf } from "../../templates/language-of.ts";
import { LANGUAGES } from "../../templates/template.ts";
import { QUERY } from "../query-world.ts";
import type { TaskSource } from "./task-source.ts";

/** A tool, bare or as the chat API wraps it. */
const toolItemSchema = z.union([
  z.strictObject({ type: z.literal("function"), function: toolSchema }).transform((wrapped) => wrapped.function),
  toolSchema,
]);

/** A query of a user's own. */
const querySchema = z.strictObject({
  query: z.string().refine((text) => text.trim() !== "", "query says nothing"),
  id: z.union([z.string().min(1), z.number().transform(String)]).optional(),
  language: z.enum(LANGUAGES).optional(),
  tools: z.array(toolItemSchema).optional(),
  date: z.iso.date().optional(),
  knowledge: z.array(z.string()).optional(),
  history: z.array(z.strictObject({ query: z.string(), answer: z.string() })).optional(),
  eval_only: z.boolean().optional(),
  licence: z.string().optional(),
});

/** Queries of one's own: `{query, tools?, date?, knowledge?, history?, language?, id?, eval_only?, licence?}`. */
export const querySource: TaskSource = {
  name: "queries",
  fits: (row) => row["query"] !== undefined,
  read(row, { fallbackId }) {
    const parsed = querySchema.safeParse(row);
    if (!parsed.success) return z.prettifyError(parsed.error).replace(/\s*\n\s*/g, " ");
    const { id = fallbackId, language, tools = [], ...rest } = parsed.data;
    return {
      ...withoutAbsent(rest),
      id,
      environment: QUERY,
      language: language ?? languageOf(rest.query) ?? "en",
      query: rest.query,
      tools,
    };
  },
};

function withoutAbsent<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}
