import { namedProtocol } from "../../../src/templates/protocol/registry.ts";
import { type PromptTemplate, templateSchema } from "../../../src/templates/template.ts";

/** A template of few words, with what a test changes. */
export function sampleTemplate(change: Partial<PromptTemplate> = {}): PromptTemplate {
  return templateSchema.parse({
    id: "sample",
    title: "Sample",
    language: "en",
    ability: "tool-use",
    tone: "plain",
    layout: {
      kind: "prompt",
      body: "{{ profile }}\n{{ instructions }}\n{{ tools }}\n{{ output_format }}\n{{ memory }}\n{{ goal }}",
    },
    protocol: namedProtocol("react"),
    tool_rendering: "signature",
    episode: "transcript",
    slots: {
      profile: "You are {{ agent_name }}.",
      instructions: "{% for rule in constraints %}\n- {{ rule.text }}\n{% endfor %}",
      tools: "Tools: {{ tool_list }}",
      memory:
        "{% for turn in conversation %}\nQ: {{ turn.query }} A: {{ turn.answer }}\n{% endfor %}" +
        "{% for done in finished_tasks %}\nDone: {{ done.task }} {{ done.tool }} {{ done.arguments }} {{ done.result }}\n{% endfor %}" +
        "{% for fact in knowledge %}\nKnown: {{ fact.text }}\n{% endfor %}",
      goal: "Goal: {{ goal }}",
      output_format: "Thought:\nAction: one of {{ tool_names }}\nAction Input:",
    },
    demands: { fields: [], behaviours: [] },
    origin: { by: "user" },
    ...change,
  });
}

/** A chat layout of the same slots. */
export const CHAT: PromptTemplate["layout"] = {
  kind: "chat",
  system: "{{ profile }}\n{{ instructions }}\n{{ tools }}\n{{ output_format }}",
  user: "{{ memory }}{{ goal }}",
};
