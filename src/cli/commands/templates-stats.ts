import { defineCommand } from "../command.ts";

export const command = defineCommand({
  name: "templates stats",
  summary: "Count what is in a library, and how diverse it is",
  positionals: [
    { name: "LIBRARY", summary: "The library's folder, or a file of templates; those that come with mat if absent" },
  ],
  options: {},
  examples: [{ command: "mat templates stats library", says: "Protocols, cells, distinct words, near-duplicates" }],
  async run({ positionals }, context) {
    const { templateStatistics } = await import("../../view/template-statistics.ts");
    const { formatTemplateStatistics } = await import("../../view/format-template-statistics.ts");
    const statistics = await templateStatistics(positionals.LIBRARY, { signal: context.signal });
    context.report(statistics, { data: formatTemplateStatistics(statistics) });
    return "ok";
  },
});
