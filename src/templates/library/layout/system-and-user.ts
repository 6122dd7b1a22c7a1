import type { PromptTemplate } from "../../template.ts";

/** What holds for the whole episode as system message, memory and goal as the first user message. */
export const systemAndUser: PromptTemplate["layout"] = {
  kind: "chat",
  system: `{{ profile }}

{{ instructions }}

{% if tools %}
{{ tools }}

{% endif %}
{{ output_format }}`,
  user: `{% if memory %}
{{ memory | trim }}

{% endif %}
{{ goal }}`,
};
