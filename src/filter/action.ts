import { z } from "zod";
import type { FilterVerdict } from "./filter.ts";

/** What a user lets become of a step that has a fault. */
export const actionSchema = z.enum(["drop", "mask", "cut", "keep"]);
/** What a user lets become of a step that has a fault: see {@link actionSchema}. */
export type Action = z.infer<typeof actionSchema>;

/** The verdict that an action on a step comes to. `step` counts from 0; the detail names it, counted from 1. */
export function judge(action: Action, step: number, reason: string, detail: string): FilterVerdict {
  const place = `step ${step + 1}: ${detail}`;
  if (action === "mask") return { verdict: "mask-step", step, reason, detail: place };
  if (action === "cut") return { verdict: "cut-here", step, reason, detail: place };
  return { verdict: action, reason, detail: place };
}
