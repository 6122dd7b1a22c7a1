import { honestDemands } from "./honest-demands.ts";
import { labelPlaces } from "./label-places.ts";
import { oneLanguage } from "./one-language.ts";
import { outputFormat } from "./output-format.ts";
import { protocolLaw } from "./protocol-law.ts";
import { renders } from "./renders.ts";
import { requiredSlots } from "./required-slots.ts";
import type { TemplateCheck } from "./template-check.ts";
import { tokenBudget } from "./token-budget.ts";

/** The checks that a template goes through once its schema and its sources are sound, in order. */
export const TEMPLATE_CHECKS: readonly TemplateCheck[] = [
  requiredSlots,
  outputFormat,
  labelPlaces,
  oneLanguage,
  tokenBudget,
  honestDemands,
  renders,
  protocolLaw,
];
