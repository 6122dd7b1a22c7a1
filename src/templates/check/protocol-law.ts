import { canonicalJson } from "../../core/hash.ts";
import { type AgentStep, differenceOf } from "../protocol/agent-step.ts";
import { decodeStep } from "../protocol/decode-step.ts";
import { type EncodedStep, encodeStep } from "../protocol/encode-step.ts";
import type { Protocol } from "../protocol/protocol.ts";
import { protocolData } from "../protocol/protocol-key.ts";
import { isRefusal } from "../protocol/refusal.ts";
import { remembered } from "../protocol/remembered.ts";
import { stopSequencesOf } from "../protocol/stop-sequences.ts";
import { generatedSteps } from "./generated-steps.ts";
import type { TemplateCheck, TemplateProblem } from "./template-check.ts";

const STEPS = 200;
/** What refuses a step on purpose. */
const INTENDED = ["parallel_calls", "empty_step", "final_command_called"];
/** Shares of the steps of a kind that may be refused otherwise. */
const MOST_REFUSED = { ordinary: 0.01, hostile: 0.1 };

/** The protocol law on generated steps. A library's protocols stand in many templates; each is tried once. */
export const protocolLaw: TemplateCheck = {
  reasons: {
    law_broken: "a step that the protocol wrote is read back as another, or holds a stop sequence",
    refuses_ordinary_steps: "the protocol refuses more than one in a hundred ordinary steps",
    refuses_hostile_steps: "the protocol refuses more than a tenth of the steps that hold its own labels or marks",
  },
  problemsOf: ({ template: { protocol } }) => lawProblems(canonicalJson(protocolData(protocol)), protocol),
};

const lawProblems = remembered(tryProtocol, 20_000);

function tryProtocol(protocol: Protocol): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const refused = { ordinary: new Map<string, number>(), hostile: new Map<string, number>() };
  for (const { step, ordinary } of generatedSteps(protocol, STEPS)) {
    const encoded = encodeStep(protocol, step);
    const counts = refused[ordinary ? "ordinary" : "hostile"];
    if (isRefusal(encoded)) counts.set(encoded.reason, (counts.get(encoded.reason) ?? 0) + 1);
    else if (problems.length === 0) problems.push(...violation(protocol, step, encoded));
  }
  for (const kind of ["ordinary", "hostile"] as const) {
    const found = [...refused[kind]].filter(([reason]) => !INTENDED.includes(reason));
    const count = found.reduce((sum, [, times]) => sum + times, 0);
    if (count <= (STEPS / 2) * MOST_REFUSED[kind]) continue;
    const why = found.map(([reason, times]) => `${reason} ${times} times`).join(", ");
    problems.push({ reason: `refuses_${kind}_steps`, detail: `${count} of ${STEPS / 2} ${kind} steps: ${why}` });
  }
  return problems;
}

/** Encoding reads its own text back; that it does so is tried here once more, with the reader that users call. */
function violation(protocol: Protocol, step: AgentStep, { text, lost }: EncodedStep): TemplateProblem[] {
  const broken = (detail: string) => [{ reason: "law_broken", detail: `${detail}, in ${JSON.stringify(text)}` }];
  const read = decodeStep(protocol, text, { mode: "strict" });
  if (isRefusal(read)) return broken(`reading says ${read.reason}`);
  const difference = differenceOf(
    step,
    read.step,
    lost.map((field) => (field === "reasoning_content" ? "reasoning" : field)),
  );
  if (difference !== undefined) return broken(`the ${difference} is read back as another`);
  const stop = stopSequencesOf(protocol).find((sequence) => text.includes(sequence));
  return stop === undefined ? [] : broken(`the stop sequence ${JSON.stringify(stop)} stands in the step`);
}
