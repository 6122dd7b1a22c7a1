import { describePlace } from "../../core/errors.ts";
import { visibleText } from "../../core/visible-text.ts";
import type { LibraryCheck } from "../../templates/check/check-library.ts";
import type { GenerateLibraryReport } from "../../templates/meta-agent/generate-library.ts";
import type { WritingEstimate } from "../../templates/meta-agent/model/estimate-writing.ts";
import type { WritingReport } from "../../templates/meta-agent/model/writing-report.ts";
import type { ListedTemplate } from "../../view/list-templates.ts";
import { counted } from "./report-text.ts";

/** What library was made, for people. */
export function describeGenerated(report: GenerateLibraryReport): string {
  const { output, seed, templates, protocols, cells, languages, written } = report;
  const spoken = Object.entries(languages).map(
    ([language, count]) => `${count.toLocaleString("en-US")} in ${language}`,
  );
  return [
    `Made ${counted(templates, "template")} in ${output} (seed ${seed}): ${spoken.join(", ")}`,
    `  ${counted(protocols, "distinct protocol")}, ${counted(cells, "cell")} of the grid filled`,
    ...(written === undefined ? [] : describeWriting(written, templates)),
    `  mat templates check ${output} checks them`,
  ].join("\n");
}

/** Whose they are, what was dropped and why, and what is missing. */
function describeWriting(written: WritingReport, kept: number): string[] {
  const { model, wanted, attempts, repaired, dropped, missing, replies } = written;
  const reasons = Object.entries(dropped).sort(([, one], [, other]) => other - one);
  const before = replies.recalled === 0 ? "" : `, ${counted(replies.recalled, "reply", "replies")} known from before`;
  return [
    `  written by ${visibleText(model)}: ${counted(attempts, "attempt")}, ${repaired} mended${before}`,
    ...reasons.map(([reason, count]) => `  dropped: ${reason}: ${count.toLocaleString("en-US")}`),
    ...(missing === 0 ? [] : [`  too weak a model: ${kept} of ${wanted} after all attempts, ${missing} missing`]),
  ];
}

/** What it would take to have a model write templates, for people. */
export function describeWritingEstimate(estimate: WritingEstimate): string {
  const { templates, requests, prompt_tokens: prompt, completion_tokens: completion } = estimate;
  const [least, most] = [requests.least.toLocaleString("en-US"), requests.most.toLocaleString("en-US")];
  return [
    `${counted(templates, "template")}: ${least} requests if each is right at once, ${most} at most`,
    `  about ${counted(prompt, "token")} in each request, and ${counted(completion, "token")} in each reply`,
    "",
  ].join("\n");
}

/** What a check of templates found, for people; so many failures in full. */
export function describeLibraryCheck(report: LibraryCheck, limit: number): string {
  const { source, ok, templates, failed, protocols, near_duplicates, reasons, problems } = report;
  const listed = problems.slice(0, Math.max(limit, 0));
  const all = Object.values(reasons).reduce((sum, count) => sum + count, 0);
  const lines = [
    `${source}: ${counted(templates, "template")}, ${ok ? "nothing wrong" : `${counted(failed, "template")} failed`}`,
    `  ${counted(protocols, "distinct protocol")}, ${counted(near_duplicates, "near-duplicate")}`,
    ...Object.entries(reasons).map(([reason, count]) => `  ${reason}: ${count.toLocaleString("en-US")}`),
    ...listed.map(({ reason, detail, ...place }) => {
      const where = describePlace(place);
      return `${where === "" ? "the library" : where}: ${reason}: ${detail}`;
    }),
    ...(all > listed.length && listed.length > 0
      ? [`and ${counted(all - listed.length, "more failure")} (--limit, --json)`]
      : []),
  ];
  return `${visibleText(lines.join("\n"))}\n`;
}

/** A template in a list, for people. */
export function describeTemplateLine({
  id,
  language,
  ability,
  protocol,
  protocol_kind,
  title,
}: ListedTemplate): string {
  const columns = [id.padEnd(24), language, ability.padEnd(10), protocol_kind.padEnd(8), protocol.padEnd(24), title];
  return `${visibleText(columns.join("  "))}\n`;
}
