import { namedProtocol } from "../../src/templates/protocol/registry.ts";
import type { PromptTemplate } from "../../src/templates/template.ts";

/** A template with nothing wrong in it: ReAct in one prompt, with what a test changes. */
export function sampleTemplate(changes: Partial<PromptTemplate> = {}): PromptTemplate {
  return {
    id: "sample",
    title: "A sample",
    language: "en",
    ability: "tool-use",
    tone: "plain",
    layout: {
      kind: "prompt",
      body: "{{ profile }}\n{{ instructions }}\n\n{{ tools }}\n\n{{ output_format }}\n\n{{ memory }}\n\n{{ goal }}\n",
    },
    protocol: namedProtocol("react"),
    tool_rendering: "json",
    episode: "transcript",
    slots: {
      profile: "You are {% if agent_name %}{{ agent_name }}{% else %}an assistant{% endif %} that gets things done.",
      instructions: "{% for constraint in constraints %}\n- {{ constraint.text }}\n{% endfor %}",
      tools:
        "{% if tool_list %}\nWhat you can call:\n{{ tool_list }}\n{% else %}\nThere is nothing to call.\n{% endif %}",
      memory: "{% for turn in conversation %}\nThey asked {{ turn.query }} and heard {{ turn.answer }}\n{% endfor %}",
      goal: "Now work on this: {{ goal }}",
      output_format:
        "Write each step like so:\nThought: what you make of it\nAction: one of {{ tool_names }}\nAction Input: a JSON object\n" +
        "What comes back begins with Observation:. When you know enough:\nThought: why that is so\nFinal Answer: what to tell them\n" +
        "When it cannot be done:\nGive Up: what stands in the way",
    },
    demands: { fields: ["thought"], behaviours: [] },
    origin: { by: "user" },
    ...changes,
  };
}

/** The sample with some slots of its own. */
export function sampleWithSlots(slots: Partial<PromptTemplate["slots"]>): PromptTemplate {
  const sample = sampleTemplate();
  return { ...sample, slots: { ...sample.slots, ...slots } };
}
