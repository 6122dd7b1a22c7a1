import { estimateTokens } from "../prompt/estimate-tokens.ts";
import type { TemplateCheck } from "./template-check.ts";

const MOST = 2_000;

/** The fixed text leaves room for what it is there for. */
export const tokenBudget: TemplateCheck = {
  reasons: { too_many_tokens: "the fixed text has more tokens, by an estimate, than the budget allows" },
  problemsOf({ fixed, options: { maxFixedTokens = MOST } }) {
    const tokens = [fixed.body, ...Object.values(fixed.slots)].reduce((sum, text) => sum + estimateTokens(text), 0);
    if (tokens <= maxFixedTokens) return [];
    return [{ reason: "too_many_tokens", detail: `about ${tokens} tokens of fixed text, at most ${maxFixedTokens}` }];
  },
};
