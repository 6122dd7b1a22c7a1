import { z } from "zod";
import { UsageError } from "../../core/errors.ts";
import type { ChatRequest } from "../../llm/chat-client.ts";
import type { Protocol } from "../../templates/protocol/protocol.ts";
import { protocolSchema } from "../../templates/protocol/protocol-schema.ts";
import { TOOL_RENDERINGS, type ToolRenderingName } from "../../templates/protocol/tool-list/render-tools.ts";
import { SLOTS } from "../../templates/slots.ts";
import { ABILITIES, LANGUAGES } from "../../templates/template.ts";

/** What an embedded teacher sees of a prompt: the rendered slots, the steps behind them, and how to speak. */
export const teacherSlotsSchema = z.strictObject({
  texts: z.strictObject(
    Object.fromEntries(SLOTS.map((slot) => [slot, z.string()])) as Record<(typeof SLOTS)[number], z.ZodString>,
  ),
  history: z.array(z.strictObject({ text: z.string(), observations: z.array(z.string()) })),
  language: z.enum(LANGUAGES),
  ability: z.enum(ABILITIES),
  protocol: protocolSchema as z.ZodType<Protocol>,
  tool_rendering: z.enum(Object.keys(TOOL_RENDERINGS) as [ToolRenderingName, ...ToolRenderingName[]]),
});
/** What an embedded teacher sees of a prompt: see {@link teacherSlotsSchema}. */
export type TeacherSlots = z.infer<typeof teacherSlotsSchema>;

/** The slots of a request. Throws UsageError where it carries none: an embedded teacher reads nothing else. */
export function slotsOf({ slots }: ChatRequest): TeacherSlots {
  const parsed = teacherSlotsSchema.safeParse(slots);
  if (parsed.success) return parsed.data;
  throw new UsageError(
    "an embedded teacher was asked without the slots of the prompt",
    "Ask it through mat, or send the slots along (--send-slots).",
  );
}
