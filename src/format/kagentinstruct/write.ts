import { UsageError } from "../../core/errors.ts";
import { isObject, type JsonObject } from "../../core/json/value.ts";
import { isTrained, type Trajectory } from "../../core/trajectory.ts";
import { TEMPLATES, templateForProtocol } from "../../templates/library/registry.ts";
import type { FormatWriter, Refusal, WriteResult } from "../format.ts";
import { lostFields } from "../lost-fields.ts";
import { languageAround } from "../protocol-text/language-around.ts";
import { lostByPrompts } from "./lost-by-prompts.ts";
import { lacksResults, ownRow } from "./own-row.ts";
import { renderUnder } from "./render-under.ts";
import { renderedRow } from "./rendered-row.ts";
import { type RerenderedShare, rerenderedShare } from "./rerendered-share.ts";
import { NAME, type WriteOptions } from "./schema.ts";
import { openShelf, shelfOf, type TemplateShelf } from "./template-shelf.ts";

/** The ATIF fields that a row holds, or of which renderings say themselves when they do not. */
const HELD = [
  "agent.model_name",
  "agent.tool_definitions[]",
  "steps[].message",
  "steps[].model_name",
  "steps[].reasoning_content",
  "steps[].tool_calls[].function_name",
  "steps[].tool_calls[].arguments",
  "steps[].observation.results[].content",
  "steps[].extra.mat.fields",
  "steps[].extra.human_edited",
] as const;

/** What is left out since it gets no loss: each item of a row trains. */
const UNTRAINED = "steps[] without loss";

/** Writes rows of prompts and responses. Throws UsageError for templates that there are not, or too few of. */
export async function writer(options: WriteOptions): Promise<FormatWriter> {
  const { templates, perTrajectory } = options;
  const shelf = templates === undefined ? undefined : await openShelf(templates);
  if (perTrajectory > (shelf?.size ?? 1))
    throw new UsageError(
      `--per-trajectory asks for ${perTrajectory} templates, and there ${shelf?.size === undefined ? "is but the default" : `are ${shelf.size}`}`,
      "Name more templates, or a library of them, with --templates.",
    );
  const share = rerenderedShare(options.maxRerendered ?? 1);
  return { files: [""], write: (trajectory, id) => write(trajectory, id, { ...options, shelf, share }) };
}

interface Job extends WriteOptions {
  readonly shelf: TemplateShelf | undefined;
  readonly share: RerenderedShare;
}

function write(trajectory: Trajectory, id: string, job: Job): WriteResult {
  if (trajectory.extra?.mat?.source_format !== NAME) return writeRendered(trajectory, id, job);
  const own = ownRow(trajectory, trajectory.trajectory_id ?? id);
  if (own.value !== undefined) return writeOwn(trajectory, own.value, own.asSource, own.stale, job);
  if (!lacksResults(trajectory)) return { ...writeRendered(trajectory, id, job), staleResiduals: own.stale };
  const detail =
    "a step was edited, so that the prompts of the row no longer fit, and new ones would lack tool results";
  return { rows: [], lost: [], refusals: [{ reason: "prompt_unknown", detail }], staleResiduals: own.stale };
}

function writeOwn(trajectory: Trajectory, value: JsonObject, asSource: boolean, stale: number, job: Job): WriteResult {
  const about = value["extra_infos"];
  const items = value["llm_prompt_response"] as unknown[];
  const untrained = trajectory.steps.some((step) => step.source === "agent" && !isTrained(step));
  const lost = [...(asSource ? [] : lostFields({ ...trajectory, steps: [] }, HELD)), ...(untrained ? [UNTRAINED] : [])];
  if (untrained && items.length === 0) return { rows: [], lost, staleResiduals: stale };
  job.share.count(isObject(about) && about["lineage"] === "rerendered" ? "rerendered" : "native");
  return { rows: [{ file: "", value }], lost, staleResiduals: stale };
}

function writeRendered(trajectory: Trajectory, id: string, job: Job): WriteResult {
  const { perTrajectory: count, seed, share, weights } = job;
  const shelf = job.shelf ?? shelfOf([usualTemplate(trajectory)]);
  const { rendered, refusal } = renderUnder(shelf, trajectory, { count, seed, label: id });
  const refusals: Refusal[] = refusal === undefined ? [] : [refusal];
  const rows = rendered.flatMap((one, index) => {
    return renderedRow(one, trajectory, count === 1 ? id : `${id}#${index + 1}`) ?? [];
  });
  const admitted = rows.filter(({ lineage }) => share.admit(lineage));
  if (admitted.length < rows.length) refusals.push(beyond(rows.length - admitted.length, job.maxRerendered ?? 1));
  const values = admitted.map(({ withWeight, value, items }) =>
    weights ? withWeight(1 / (items * admitted.length)) : value,
  );
  const lost = new Set([...rendered.flatMap((one) => lostByPrompts(trajectory, one)), ...lostFields(trajectory, HELD)]);
  if (rows.some((row) => row.untrained) || rows.length < rendered.length) lost.add(UNTRAINED);
  return {
    rows: values.map((value) => ({ file: "", value })),
    lost: rendered.length === 0 ? [] : [...lost].sort(),
    refusals,
  };
}

function beyond(rows: number, most: number): Refusal {
  const detail = `${rows} of its rows would bring rows under foreign templates above a share of ${most}`;
  return { reason: "rerendered_share", detail };
}

/** The template that the trajectory was made under, where it comes with mat, else KAgentSys in the agent's language. */
function usualTemplate(trajectory: Trajectory) {
  const own = trajectory.extra?.mat?.template_id;
  if (own !== undefined && Object.hasOwn(TEMPLATES, own)) return TEMPLATES[own]!;
  return templateForProtocol("kagentsys", languageAround(trajectory));
}
