import { canonicalJson } from "../../core/hash.ts";
import { createRandom } from "../../core/random.ts";
import type { Language } from "../../templates/template.ts";
import type { ToolBox } from "../../tools/tool-box.ts";

/** How likely a call is to fail the first time, by level. */
const SHARE_BY_LEVEL = [0, 0, 0, 0.03, 0.08, 0.12];
/** No world fails more often than this, so that every task stays within an episode's limits. */
const MOST = 4;

const WORDS: Readonly<Record<Language, readonly string[]>> = {
  en: [
    "temporarily unavailable, please try again",
    "the request timed out; trying again may help",
    "too many requests, try again in a moment",
  ],
  zh: ["服务暂时不可用，请重试", "请求超时，请稍后重试", "请求过于频繁，请再试一次"],
};

/** Tools of which some calls fail for the first time with a temporary error, and work when they are made again. */
export function failingFirst(
  box: ToolBox,
  { seed, level, language }: { readonly seed: string; readonly level: number; readonly language: Language },
): ToolBox {
  const seen = new Set<string>();
  let failures = 0;
  return {
    tools: box.tools,
    async call(name, args, signal) {
      const address = `${seed}/${name}/${canonicalJson(args)}`;
      const random = createRandom(0, address);
      const first = !seen.has(address);
      seen.add(address);
      if (!first || failures >= MOST || !random.chance(SHARE_BY_LEVEL[level] ?? 0)) return box.call(name, args, signal);
      failures++;
      return { content: JSON.stringify({ error: random.pick(WORDS[language]) }), failed: true };
    },
  };
}
