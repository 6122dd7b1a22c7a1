import type { PromptTemplate } from "../../template.ts";

/** All slots in the first user message; no system message. Source: AgentInstruct, which has no system turn. */
export const userOnly: PromptTemplate["layout"] = {
  kind: "chat",
  system: "",
  user: `{{ profile }}

{{ instructions }}

{{ tools }}

{{ output_format }}

{% if memory %}
{{ memory | trim }}

{% endif %}
{{ goal }}`,
};
