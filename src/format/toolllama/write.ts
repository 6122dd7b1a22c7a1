import { sameJson } from "../../core/json/spelling.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { type Step, type Trajectory, textOf, toolsOf } from "../../core/trajectory.ts";
import { namedTemplate, templateForProtocol } from "../../templates/library/registry.ts";
import { finalCommandNames } from "../../templates/protocol/endings.ts";
import type { Protocol } from "../../templates/protocol/protocol.ts";
import { isRefusal } from "../../templates/protocol/refusal.ts";
import { PROTOCOLS } from "../../templates/protocol/registry.ts";
import type { PromptTemplate } from "../../templates/template.ts";
import { type Opening, openingOf } from "../conversations/opening.ts";
import { canonicalRow, withConversations } from "../conversations/row.ts";
import type { FormatWriter, Refusal, WriteResult } from "../format.ts";
import { lostFields } from "../lost-fields.ts";
import { lostMasks } from "../lost-masks.ts";
import { findTools } from "../protocol-text/find-tools.ts";
import { languageAround } from "../protocol-text/language-around.ts";
import { lostImages } from "../protocol-text/lost-images.ts";
import { lostMarks } from "../protocol-text/lost-marks.ts";
import { hasResidual, restoreRow, restoreStep } from "../residual.ts";
import { NAME, type WriteOptions } from "./schema.ts";
import { type StepTurns, turnsOf } from "./turns.ts";

/** The ATIF fields that a row holds, or of which the writer itself says when it does not. */
const HELD = [
  "agent.tool_definitions[]",
  "steps[].message",
  "steps[].reasoning_content",
  "steps[].tool_calls[].function_name",
  "steps[].tool_calls[].arguments",
  "steps[].observation.results[].content",
  "steps[].extra.mat.fields",
] as const;

/** What a template's turns hold of the steps that they stand for. */
const SAID_BY_OPENING = ["steps[].message"] as const;

/** Writes rows `{id, conversations}`. Throws UsageError where there is no template of the name that is given. */
export function writer({ template: id }: WriteOptions): FormatWriter {
  const given = id === undefined ? undefined : namedTemplate(id);
  return { files: [""], write: (trajectory, rowId) => write(trajectory, rowId, given) };
}

function write(trajectory: Trajectory, rowId: string, given: PromptTemplate | undefined): WriteResult {
  const own = trajectory.extra?.mat?.source_format === NAME;
  const template = given ?? templateForProtocol("toolllama", languageAround(trajectory));
  const protocol = own ? protocolOf(trajectory) : template.protocol;
  const asIs = own || (given === undefined && trajectory.steps.some(speaksAsSystem));
  const opening = asIs ? NO_OPENING : openingOf(template, trajectory);
  if (isRefusal(opening)) return { rows: [], lost: [], refusals: [opening] };
  const steps = trajectory.steps.slice(opening.until);
  const written = steps.map((_, at) => writeStep(trajectory, opening.until + at, protocol));
  const row = writeRow(trajectory, own ? (trajectory.trajectory_id ?? rowId) : rowId);
  const staleResiduals = written.filter(({ stale }) => stale).length + (row.stale ? 1 : 0);
  const refusals = written.flatMap(({ refusal }) => refusal ?? []);
  if (refusals.length > 0) return { rows: [], lost: [], refusals: refusals.slice(0, 1), staleResiduals };
  const turns = [...opening.turns, ...written.flatMap((one) => one.turns)];
  const changed = steps.filter((_, at) => !written[at]!.asSource);
  const lost = new Set([
    ...opening.lost,
    ...lostSteps(trajectory.steps.slice(0, opening.until)),
    ...written.flatMap((one) => one.lost),
    ...lostFields({ ...(row.asSource ? {} : trajectory), steps: changed } as Trajectory, HELD),
    ...lostMarks(
      trajectory,
      [...trajectory.steps.keys()].filter((at) => !written[at - opening.until]?.asSource),
    ),
    ...lostMasks(trajectory.steps),
    ...lostTools(trajectory, protocol, turns),
  ]);
  return { rows: [{ file: "", value: withConversations(row.head, turns) }], lost: [...lost].sort(), staleResiduals };
}

const NO_OPENING: Opening = { turns: [], until: 0, lost: [] };

/** The protocol in which a row of this format was read. */
function protocolOf(trajectory: Trajectory): Protocol {
  const name = trajectory.extra?.mat?.protocol ?? "";
  return Object.hasOwn(PROTOCOLS, name) ? PROTOCOLS[name]! : PROTOCOLS["toolllama"]!;
}

function speaksAsSystem(step: Step): boolean {
  return step.source === "system" && textOf(step.message) !== "";
}

/** What the opening does not say of the steps that it stands for. */
function lostSteps(steps: readonly Step[]): string[] {
  const lost = lostFields({ steps } as unknown as Trajectory, SAID_BY_OPENING);
  return [...lost, ...lostImages(steps), ...(steps.some(speaksAsSystem) ? ["steps[].message (system)"] : [])];
}

interface WrittenStep extends Pick<StepTurns, "turns" | "lost"> {
  /** The turns are those of the source, residual and all: nothing is lost. */
  readonly asSource: boolean;
  readonly stale: boolean;
  readonly refusal?: Refusal;
}

function writeStep(trajectory: Trajectory, index: number, protocol: Protocol): WrittenStep {
  const step = trajectory.steps[index]!;
  const canonical = turnsOf(trajectory, index, protocol);
  if (!hasResidual(NAME, step)) return { ...named(canonical, step), asSource: false, stale: false };
  const { value, stale } = restoreStep<JsonValue>(NAME, step, canonical.turns);
  if (!stale && isTurnList(value)) return { turns: value, lost: [], asSource: true, stale: false };
  return { ...named(canonical, step), asSource: false, stale: true };
}

function named({ refusal, ...turns }: StepTurns, step: Step): StepTurns {
  if (refusal === undefined) return turns;
  return { ...turns, refusal: { ...refusal, detail: `step ${step.step_id}: ${refusal.detail}` } };
}

function isTurnList(value: JsonValue): value is JsonObject[] {
  return Array.isArray(value) && value.every(isObject);
}

function writeRow(trajectory: Trajectory, id: string): { head: JsonObject; asSource: boolean; stale: boolean } {
  const canonical = canonicalRow(id);
  if (!hasResidual(NAME, trajectory)) return { head: canonical, asSource: false, stale: false };
  const { value, stale } = restoreRow<JsonValue>(NAME, trajectory, canonical);
  const sound = !stale && isObject(value) && Object.hasOwn(value, "conversations");
  return sound ? { head: value, asSource: true, stale: false } : { head: canonical, asSource: false, stale: true };
}

/** Tools stand in a row only as a list in its system turn. */
function lostTools(trajectory: Trajectory, protocol: Protocol, turns: readonly JsonObject[]): string[] {
  const tools = toolsOf(trajectory);
  if (tools.length === 0) return [];
  const textsOf = (from: string) => turns.flatMap((turn) => (turn["from"] === from ? [String(turn["value"])] : []));
  const listed = findTools(textsOf("system").join("\n\n"), textsOf("assistant").join("\n"));
  const called = listed.filter((tool) => !finalCommandNames(protocol).includes(tool.function.name));
  return sameJson(called as unknown as JsonValue, tools as unknown as JsonValue) ? [] : ["agent.tool_definitions[]"];
}
