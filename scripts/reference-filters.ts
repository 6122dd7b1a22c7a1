import { describeFilters, type FilterDescriptionEntry } from "../src/filter/describe-filters.ts";

/** The reference of filters. */
export async function filtersPage(): Promise<string> {
  const filters = await describeFilters();
  return [
    "# Filters",
    "",
    "| filter | looks for |",
    "|---|---|",
    ...filters.map(({ name, title }) => `| [\`${name}\`](#${name}) | ${title} |`),
    "",
    "How to use them: [Filter](../filters.md).",
    "",
    ...filters.flatMap(filterSection),
  ].join("\n");
}

function filterSection({ name, title, options, reasons }: FilterDescriptionEntry): string[] {
  const rows = options.map((option) => {
    const usual = option.default === undefined ? "" : `, default \`${JSON.stringify(option.default)}\``;
    return `| \`${option.name}\` | ${option.values.join(", ")}${usual} | ${option.description} |`;
  });
  return [
    `## ${name}`,
    "",
    `${title}.`,
    "",
    ...(rows.length === 0
      ? ["It takes no options.", ""]
      : ["| option | values | meaning |", "|---|---|---|", ...rows, ""]),
    "| reason | meaning |",
    "|---|---|",
    ...Object.entries(reasons).map(([reason, meaning]) => `| \`${reason}\` | ${meaning} |`),
    "",
  ];
}
