import { WrongFormatError } from "../../core/errors.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { parsePythonLiteral } from "../../core/python/parse-literal.ts";
import type { ToolDefinition } from "../../core/tool.ts";
import { ATIF_VERSION, type Step, type Trajectory } from "../../core/trajectory.ts";
import { jsonOf } from "../../templates/protocol/arguments.ts";
import { modelscope } from "../../templates/protocol/named/modelscope.ts";
import { canonicalRow, type Turn, textOfTurn, turnsIn, withConversations, withLast } from "../conversations/row.ts";
import type { ReadContext, ReadTrajectory } from "../format.ts";
import { idIn } from "../member-text.ts";
import { withVerdict } from "../protocol-text/decode-turn.ts";
import { keepRowResidual, keepStepResidual } from "../residual.ts";
import { type Part, partOf } from "./parts.ts";
import { readValue } from "./read-value.ts";
import { NAME, rowSchema } from "./schema.ts";
import { systemTools } from "./system-tools.ts";

/** Reads a row of turns, each assistant's turn as the steps that its value interleaves. */
export function read(row: JsonValue, context: ReadContext): ReadTrajectory {
  if (!isObject(row)) throw wrong("the row is no object", context);
  const turns = turnsOfRow(row);
  if (turns === undefined) throw wrong("conversations is no list of turns that say whom they are from", context);
  const id = idIn(row, context.fallbackId);
  const tools = systemTools(textsOf(turns, "system"), textsOf(turns, "assistant"));
  const units = readTurns(turns, tools);
  const draft: Trajectory = {
    schema_version: ATIF_VERSION,
    trajectory_id: id,
    agent: { name: NAME, version: "unknown", ...(tools.length === 0 ? {} : { tool_definitions: [...tools] }) },
    steps: units.map(({ step }) => step),
    extra: { mat: { source_format: NAME, protocol: modelscope.name } },
  };
  const steps = units.map(({ step, part }, at) => keepStepResidual(NAME, step, partOf(draft, at).part, part));
  const whole = { ...draft, steps };
  // Old files have the list as Python text, which is kept as it stands.
  const rest = typeof row["conversations"] === "string" ? row : withConversations(row, []);
  return { trajectory: keepRowResidual(NAME, whole, canonicalRow(id), rest), id };
}

/** The turns of a row: a list, or the text of one as Python or JSON has it. */
function turnsOfRow({ conversations }: JsonObject): Turn[] | undefined {
  if (typeof conversations !== "string") return turnsIn(conversations);
  return turnsIn(parsePythonLiteral(conversations)) ?? turnsIn(jsonOf(conversations));
}

function textsOf(turns: readonly Turn[], from: string): string {
  return turns.flatMap((turn) => (turn.from === from ? [textOfTurn(turn)] : [])).join("\n\n");
}

interface StepSource {
  readonly step: Step;
  readonly part: Part;
}

function readTurns(turns: readonly Turn[], tools: readonly ToolDefinition[]): StepSource[] {
  const units: StepSource[] = [];
  for (const turn of turns) {
    const text = textOfTurn(turn);
    if (turn.from !== "assistant" || typeof turn["value"] !== "string") {
      units.push({ step: readWhole(turn, text, units.length + 1), part: [turn] });
      continue;
    }
    const head = withLast(turn, "value", "");
    for (const [at, { step, text: stretch }] of readValue(text, units.length + 1, tools).entries())
      units.push({ step, part: at === 0 ? [head, stretch] : [stretch] });
  }
  return units;
}

const SOURCES: Readonly<Record<string, Step["source"]>> = { system: "system", user: "user", assistant: "agent" };

/** The step of a turn that is not taken apart. */
function readWhole(turn: Turn, message: string, stepId: number): Step {
  const source = Object.hasOwn(SOURCES, turn.from) ? SOURCES[turn.from] : undefined;
  const step: Step = { step_id: stepId, source: source ?? "system", message };
  const by = `read:${NAME}`;
  const known =
    source === undefined ? withVerdict(step, { by, reason: "unknown_role", detail: turn.from.slice(0, 200) }) : step;
  return typeof turn["value"] === "string" ? known : withVerdict(known, { by, reason: "value_not_text" });
}

function wrong(problem: string, { place }: ReadContext): WrongFormatError {
  const fix = "A row is {id, conversations: [{from: system|user|assistant, value}, ...]}; see docs/formats/msagent.md.";
  return new WrongFormatError(NAME, problem, fix, place);
}

/** How surely a row is of this format: its marks tell it from other conversations. */
export function detect(row: JsonValue): number {
  const turns = isObject(row) && !Object.hasOwn(row, "instruction") ? turnsOfRow(row) : undefined;
  const parsed = rowSchema.safeParse(turns === undefined ? row : { conversations: turns });
  if (!parsed.success) return 0;
  const marked = parsed.data.conversations.some(
    ({ from, value }) => from === "assistant" && /<\|startof(?:think|exec)\|>/.test(value),
  );
  if (marked) return 1;
  // Nothing else has Python text for a list; as a list, turns without marks could be of several formats.
  return typeof (row as JsonObject)["conversations"] === "string" ? 0.9 : 0.45;
}
