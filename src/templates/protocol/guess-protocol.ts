import type { ToolDefinition } from "../../core/tool.ts";
import type { AgentStep } from "./agent-step.ts";
import { type DecodeOptions, decodeStep } from "./decode-step.ts";
import type { Protocol } from "./protocol.ts";
import { isRefusal } from "./refusal.ts";

/** How well a protocol reads some texts. */
interface Score {
  /** What the texts say, all in all. */
  readonly said: number;
  readonly repairs: number;
}

/**
 * The candidate that reads most of what these texts of an agent say: strictly first; where several do so as well,
 * leniently, with the fewest repairs; then the first. Undefined where no text shows any protocol, such as plain answers.
 */
export function guessProtocol(
  texts: readonly string[],
  candidates: readonly Protocol[],
  tools: readonly ToolDefinition[] = [],
): Protocol | undefined {
  let best = candidates;
  for (const mode of ["strict", "lenient"] as const) {
    const scores = best.map((protocol) => scoreOf(protocol, texts, { tools, mode }));
    const said = Math.max(...scores.map((score) => score.said));
    if (mode === "lenient" && said <= 0) return undefined;
    const repairs = Math.min(...scores.filter((score) => score.said === said).map((score) => score.repairs));
    best = best.filter((_, index) => scores[index]!.said === said && scores[index]!.repairs === repairs);
  }
  return best[0];
}

function scoreOf(protocol: Protocol, texts: readonly string[], options: DecodeOptions): Score {
  let [said, repairs] = [0, 0];
  for (const text of texts) {
    const read = decodeStep(protocol, text, options);
    if (isRefusal(read)) continue;
    said += weightOf(read.step, text);
    repairs += read.repairs.length;
  }
  return { said, repairs };
}

/** An ending is told from a call only by the right protocol, a call from a thought likewise; bare text shows none. */
function weightOf({ calls, thought, answer, give_up }: AgentStep, text: string): number {
  if (calls.length > 0) return 2;
  if ([thought, answer, give_up].some((said) => said?.trim() === text.trim())) return 0;
  return answer === undefined && give_up === undefined ? 1 : 3;
}
