import type { PromptTemplate } from "../../template.ts";

/** All slots in one prompt, the goal last, so that the steps of the episode can follow. */
export const onePrompt: PromptTemplate["layout"] = {
  kind: "prompt",
  body: `{{ profile }}

{{ instructions }}

{% if tools %}
{{ tools }}

{% endif %}
{{ output_format }}

{% if memory %}
{{ memory | trim }}

{% endif %}
{{ goal }}`,
};
