import type { ToolDefinition } from "../../core/tool.ts";
import type { AgentStep } from "./agent-step.ts";
import { type DecodeOptions, decodeStep } from "./decode-step.ts";
import { labelsOf } from "./labels.ts";
import { marksOf } from "./marks.ts";
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
  const strict = bestOf(candidates, (protocol) => {
    return scoreOf(
      protocol,
      texts.filter((text) => showsSigns(protocol, text)),
      { tools, mode: "strict" },
    );
  });
  if (strict.said > 0 && strict.protocols.length === 1) return strict.protocols[0];
  const lenient = bestOf(strict.protocols, (protocol) => scoreOf(protocol, texts, { tools, mode: "lenient" }));
  return lenient.said > 0 ? lenient.protocols[0] : undefined;
}

/** The protocols of the highest score, in their order. */
function bestOf(
  candidates: readonly Protocol[],
  score: (protocol: Protocol) => Score,
): { readonly protocols: readonly Protocol[]; readonly said: number } {
  const scores = candidates.map(score);
  const said = Math.max(0, ...scores.map((one) => one.said));
  const repairs = Math.min(...scores.filter((one) => one.said === said).map((one) => one.repairs));
  return {
    said,
    protocols: candidates.filter((_, index) => scores[index]!.said === said && scores[index]!.repairs === repairs),
  };
}

/** Could a text say something strictly? Most protocols show at a glance that it cannot. */
function showsSigns(protocol: Protocol, text: string): boolean {
  if (protocol.kind === "labelled") return labelsOf(protocol).some(([, label]) => text.startsWith(label));
  if (protocol.kind === "tagged") return marksOf(protocol).some((mark) => text.includes(mark));
  return /^\s*[{`]/.test(text);
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
