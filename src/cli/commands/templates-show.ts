import { defineCommand } from "../command.ts";

export const command = defineCommand({
  name: "templates show",
  summary: "Print a template: its slots, its protocol, what it demands",
  positionals: [
    { name: "ID", required: true, summary: "The template's id" },
    { name: "LIBRARY", summary: "The library's folder, or a file of templates; those that come with mat if absent" },
  ],
  options: {},
  examples: [
    { command: "mat templates show react-en", says: "One that comes with mat" },
    { command: "mat templates show t-1-7 library", says: "One of a library" },
  ],
  async run({ positionals }, context) {
    const { findTemplate } = await import("../../templates/find-template.ts");
    const { showTemplate } = await import("../../view/show-template.ts");
    const template = await findTemplate(positionals.ID, positionals.LIBRARY);
    context.report(template, { data: showTemplate(template) });
    return "ok";
  },
});
