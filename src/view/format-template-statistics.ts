import { visibleText } from "../core/visible-text.ts";
import type { Counts } from "../templates/template-census.ts";
import type { TemplateStatistics } from "./template-statistics.ts";

/** Statistics of templates as people read them, ending in a line break. */
export function formatTemplateStatistics(statistics: TemplateStatistics): string {
  const { near_duplicates: near, distinct } = statistics;
  const lines = [
    statistics.source,
    row("templates", number(statistics.templates)),
    ...(statistics.unsafe > 0 ? [row("unsafe", number(statistics.unsafe))] : []),
    row("distinct protocols", number(statistics.protocols)),
    row("cells filled", `${number(statistics.cells)} (the meta-agent has ${number(statistics.possible_cells)})`),
    row("near-duplicates", `${number(near.templates)} (${percent(near.rate)})`),
    ...Object.entries(distinct).map(([length, share]) => row(`distinct-${length}`, share.toFixed(4))),
    ...section("ability", statistics.abilities),
    ...section("language", statistics.languages),
    ...section("protocol kind", statistics.protocol_kinds),
    ...section("tools as", statistics.tool_renderings),
    ...section("earlier steps", statistics.episodes),
    ...section("tone", statistics.tones),
  ];
  return `${visibleText(lines.join("\n"))}\n`;
}

function section(title: string, counts: Counts): string[] {
  const entries = Object.entries(counts).sort(([, a], [, b]) => b - a);
  return entries.length === 0 ? [] : ["", title, ...entries.map(([name, count]) => row(`  ${name}`, number(count)))];
}

function row(name: string, value: string): string {
  return `${name.padEnd(20)}  ${value}`;
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
