import { defineCommand } from "../command.ts";
import { describeTemplateLine } from "../describe/describe-templates.ts";

export const command = defineCommand({
  name: "templates list",
  summary: "List templates: id, language, ability, protocol, title",
  positionals: [
    { name: "LIBRARY", summary: "The library's folder, or a file of templates; those that come with mat if absent" },
  ],
  options: {
    ability: {
      type: "list",
      value: "ABILITY",
      choices: ["plan", "tool-use", "reflection", "conclusion", "profile"],
      summary: "Only templates of this ability",
    },
    language: { type: "list", value: "LANGUAGE", choices: ["en", "zh"], summary: "Only templates in this language" },
    "protocol-kind": {
      type: "list",
      value: "KIND",
      choices: ["labelled", "json", "tagged", "native"],
      summary: "Only templates with a protocol of this kind",
    },
  },
  examples: [
    { command: "mat templates list", says: "Those that come with mat" },
    { command: "mat templates list library --ability plan --language zh", says: "Some of a library" },
  ],
  async run({ positionals, options }, context) {
    const { listTemplates } = await import("../../view/list-templates.ts");
    const listed = listTemplates({
      library: positionals.LIBRARY,
      abilities: options.ability,
      languages: options.language,
      protocolKinds: options["protocol-kind"],
      signal: context.signal,
    });
    if (context.json) context.report({ templates: await Array.fromAsync(listed) }, { data: "" });
    else for await (const template of listed) context.write(describeTemplateLine(template));
    return "ok";
  },
});
