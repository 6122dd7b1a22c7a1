// A plugin: mat convert configs/quickstart/answer --to question-answer -o pairs.jsonl --plugin configs/plugins/example.js
// The default export is the plugin, or a function of what it needs of mat that gives it.
export default ({ z, JSONL }) => ({
  name: "example",
  formats: [questionAnswer(z, JSONL)],
  filters: [longAnswers(z)],
  protocols: [fieldNotes],
  templateSources: [notebooks],
});

/** A format that is only written: the first question and the last answer of each trajectory. */
const questionAnswer = (z, layout) => ({
  name: "question-answer",
  title: "Questions and answers",
  row: "the first question of an episode and its last answer",
  loses: ["agent.tool_definitions", "steps[].tool_calls", "steps[].observation"],
  detect: () => 0,
  writing: {
    options: z.strictObject({ upper: z.boolean().optional().describe("write the question in capitals") }),
    layout,
    folder: false,
    writer: ({ upper = false }) => ({
      files: [""],
      write(trajectory, id) {
        const question = trajectory.steps.find((step) => step.source === "user")?.message;
        const answer = trajectory.steps.at(-1).message;
        if (typeof question !== "string" || typeof answer !== "string")
          return { rows: [], lost: [], refusals: [{ reason: "no_text", detail: "the question or the answer is no text" }] };
        const value = { id, question: upper ? question.toUpperCase() : question, answer };
        return { rows: [{ file: "", value }], lost: ["agent.tool_definitions", "steps[].tool_calls"] };
      },
    }),
  },
});

/** A filter: drops rows whose last message is short. */
const longAnswers = (z) => ({
  name: "long-answers",
  title: "Drop rows whose last message is short",
  options: z.strictObject({ least: z.int().min(1).default(20).describe("how many characters it must have") }),
  reasons: { short_answer: "the last message has fewer characters than asked for" },
  judges: "trajectories",
  create:
    ({ least }) =>
    (trajectory) => {
      const { message } = trajectory.steps.at(-1);
      return typeof message === "string" && message.length < least ? [{ verdict: "drop", reason: "short_answer" }] : [];
    },
});

/** A protocol: data, which mat checks like its own. */
const fieldNotes = {
  kind: "labelled",
  name: "field-notes",
  title: "Field notes",
  language: "en",
  parallel: false,
  separator: " ",
  thought: "Note:",
  action: "Do:",
  arguments: { label: "With:" },
  answer: { label: "Report:" },
  give_up: { label: "Stuck:" },
  observation: "Seen:",
};

/** A source of templates: `mat templates generate --source notebooks -n 3 -o notebooks --plugin ...`. */
const notebooks = {
  name: "notebooks",
  title: "one template over and over, which `mat templates check` will not let pass",
  *generate({ count, seed }) {
    for (let number = 1; number <= count; number++) yield notebook(seed, number);
  },
};

const notebook = (seed, number) => ({
  id: `notebook-${seed}-${number}`,
  title: `Notebook ${number}`,
  language: "en",
  ability: "tool-use",
  tone: "plain",
  layout: {
    kind: "prompt",
    body: "{{ profile }}\n{{ instructions }}\n{{ tools }}\n{{ output_format }}\n{{ memory }}\n{{ goal }}",
  },
  protocol: fieldNotes,
  tool_rendering: "signature",
  episode: "transcript",
  slots: {
    profile: "You keep a notebook of your field work.",
    instructions: "Write one entry at a time.",
    tools: "Instruments:\n{{ tool_list }}",
    memory: "{% for fact in knowledge %}\nKnown: {{ fact.text }}\n{% endfor %}",
    goal: "The question is: {{ goal }}",
    output_format:
      "An entry:\nNote: what you make of it\nDo: an instrument\nWith: its settings as JSON\n\nThe last entry:\nReport: the answer\n\nOr, where there is none:\nStuck: why",
  },
  demands: { fields: [], behaviours: [] },
  origin: { by: "user" },
});
