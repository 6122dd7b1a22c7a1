import type { Declarations } from "./safe/declarations.ts";

/** The parts of an agent prompt, as Meta-Agent Tuning has them, in the order in which they mostly stand. Source: KwaiAgents. */
export const SLOTS = ["profile", "instructions", "tools", "memory", "goal", "output_format"] as const;
/** The name of a part of an agent prompt: one of {@link SLOTS}. */
export type SlotName = (typeof SLOTS)[number];

/** An agent's name, what is said of it, and today's date: texts of the run, which may be empty. */
const ABOUT = { agent_name: "text", agent_bio: "text", date: "text" } as const;

/**
 * What the source of each slot may name. Data of a run stands only in the slot that is made for it: the goal in `goal`, what
 * happened before in `memory`.
 */
export const SLOT_VARIABLES = {
  profile: ABOUT,
  /** `constraints`: instructions of whoever runs the agent. */
  instructions: { ...ABOUT, constraints: ["text"] },
  /** `tool_list`: all tools in the template's tool rendering. `tool_names`: joined by ", ". */
  tools: { tool_list: "text", tool_names: "text", tools: ["name", "description"] },
  /** `finished_tasks`: the steps of this episode, where the template keeps them in its memory. */
  memory: {
    date: "text",
    conversation: ["query", "answer"],
    finished_tasks: ["task", "tool", "arguments", "result"],
    knowledge: ["text"],
  },
  goal: { ...ABOUT, goal: "text" },
  output_format: { tool_names: "text" },
} as const satisfies Readonly<Record<SlotName, Declarations>>;

/** What the body of a template may name: the slots. */
export const BODY_VARIABLES = Object.fromEntries(SLOTS.map((slot) => [slot, "text"])) as Readonly<
  Record<SlotName, "text">
>;
