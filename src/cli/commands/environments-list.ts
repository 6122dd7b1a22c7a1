import { defineCommand } from "../command.ts";
import { describeAdapterLine } from "../describe/describe-environments.ts";

export const command = defineCommand({
  name: "environments list",
  summary: "List environments in Python: what they are, their licences, whether they are installed",
  positionals: [{ name: "FILE", summary: "The Python file of one of your own, beside those that come with mat" }],
  options: {},
  examples: [
    { command: "mat environments list", says: "Those that come with mat" },
    { command: "mat environments list configs/environments/parcels.py", says: "And one of your own" },
  ],
  async run({ positionals }, context) {
    const { listAdapters } = await import("../../tasks/bridge/list-adapters.ts");
    const environments = listAdapters(positionals.FILE === undefined ? [] : [positionals.FILE]);
    context.report({ environments }, { data: environments.map(describeAdapterLine).join("") });
    return "ok";
  },
});
