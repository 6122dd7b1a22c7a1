import { defineCommand } from "../command.ts";

export const command = defineCommand({
  name: "templates render",
  summary: "Print the prompt of a template as a model gets it",
  details: ["Without --dataset the second step of a made-up episode with two tools is shown."],
  positionals: [
    { name: "ID", required: true, summary: "The template's id" },
    { name: "LIBRARY", summary: "The library's folder, or a file of templates; those that come with mat if absent" },
  ],
  options: {
    dataset: { type: "text", value: "DATASET", summary: "Take the episode from this dataset" },
    row: { type: "text", value: "ID", summary: "The row of the dataset, the first if absent" },
    step: {
      type: "number",
      value: "N",
      summary: "The agent step to prompt for, as mat show counts; the last if absent",
    },
  },
  examples: [
    { command: "mat templates render kagentsys-zh", says: "A made-up episode" },
    {
      command: "mat templates render react-en --dataset mat-quickstart/filtered --row G1-101 --step 3",
      says: "A step of the quickstart",
    },
  ],
  async run({ positionals, options }, context) {
    const { renderTemplate } = await import("../../view/render-template.ts");
    const { showPrompt } = await import("../../view/show-prompt.ts");
    const prompt = await renderTemplate(positionals.ID, { library: positionals.LIBRARY, ...options });
    context.report(prompt, { data: showPrompt(prompt) });
    return "ok";
  },
});
