import { defineCommand } from "../command.ts";
import { describeFormatList } from "../describe/describe-formats.ts";

export const command = defineCommand({
  name: "formats",
  summary: "List the formats: what each reads, writes and loses",
  positionals: [],
  options: {},
  examples: [{ command: "mat formats", says: "All of them" }],
  async run(_args, context) {
    const { describeFormats } = await import("../../format/describe-formats.ts");
    const formats = await describeFormats();
    context.report({ formats }, { data: describeFormatList(formats) });
    return "ok";
  },
});
