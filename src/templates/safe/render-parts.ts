import { type Refusal, refuse } from "../protocol/refusal.ts";
import type { TemplateData } from "./declarations.ts";
import { FILTERS } from "./filters.ts";
import { LIMITS } from "./limits.ts";
import type { Condition, TemplatePart, TextExpression } from "./template-part.ts";

type Item = Readonly<Record<string, string>>;

/** One rendering as it goes. */
interface Run {
  readonly data: TemplateData;
  readonly items: Map<string, Item>;
  /** The turn of the innermost loop, from 0, and how many there are. */
  turn: number;
  turns: number;
  text: string;
  steps: number;
  /** Why the rendering goes no further. */
  refusal?: Refusal;
}

/** The text of checked parts; data is inserted as it is, whatever it looks like. */
export function renderParts(parts: readonly TemplatePart[], data: TemplateData): string | Refusal {
  const run: Run = { data, items: new Map(), turn: 0, turns: 0, text: "", steps: 0 };
  renderAll(parts, run);
  return run.refusal ?? run.text;
}

function renderAll(parts: readonly TemplatePart[], run: Run): void {
  for (const part of parts) {
    renderPart(part, run);
    if (run.refusal !== undefined) return;
  }
}

function renderPart(part: TemplatePart, run: Run): void {
  spend(run, 1);
  if (part.kind === "literal") write(part.text, run);
  else if (part.kind === "value") write(lookUp(part.value, run), run);
  else if (part.kind === "for") renderLoop(part, run);
  else renderAll(isTrue(part.condition, run) ? part.body : part.otherwise, run);
}

function renderLoop({ item, list, body }: TemplatePart & { kind: "for" }, run: Run): void {
  const outer = [run.turn, run.turns] as const;
  const items = listOf(list, run);
  run.turns = items.length;
  for (const [turn, value] of items.entries()) {
    run.turn = turn;
    spend(run, 1);
    if (typeof value !== "object" || value === null)
      run.refusal ??= refuse("wrong_data", `${list} should hold records`);
    if (run.refusal !== undefined) return;
    run.items.set(item, value);
    renderAll(body, run);
  }
  [run.turn, run.turns] = outer;
}

function isTrue(condition: Condition, run: Run): boolean {
  spend(run, 1);
  switch (condition.kind) {
    case "not":
      return !isTrue(condition.of, run);
    case "and":
      return isTrue(condition.left, run) && isTrue(condition.right, run);
    case "or":
      return isTrue(condition.left, run) || isTrue(condition.right, run);
    case "list":
      return listOf(condition.name, run).length > 0;
    case "first":
      return run.turn === 0;
    case "last":
      return run.turn === run.turns - 1;
    default:
      return lookUp(condition, run) !== "";
  }
}

function lookUp(value: TextExpression, run: Run): string {
  spend(run, 1);
  if (value.kind === "text") return asText(own(run.data, value.name), value.name, run);
  if (value.kind === "field") return asText(own(run.items.get(value.item)!, value.field), value.field, run);
  if (value.kind === "index") return String(run.turn + 1);
  const text = lookUp(value.of, run);
  spend(run, text.length);
  return run.refusal === undefined ? bounded(FILTERS[value.filter](text, value.argument), run) : "";
}

function asText(value: unknown, name: string, run: Run): string {
  if (value === undefined || typeof value === "string") return value ?? "";
  run.refusal ??= refuse("wrong_data", `${name} should be a text`);
  return "";
}

function listOf(name: string, run: Run): readonly Item[] {
  const list = own(run.data, name) ?? [];
  if (Array.isArray(list)) return list;
  run.refusal ??= refuse("wrong_data", `${name} should be a list`);
  return [];
}

/** What was put into an object, never what it inherits. */
function own(object: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function write(text: string, run: Run): void {
  if (run.refusal === undefined) run.text = bounded(run.text + text, run);
}

function bounded(text: string, run: Run): string {
  if (text.length <= LIMITS.output) return text;
  run.refusal ??= refuse("output_too_long", `more than ${LIMITS.output} characters`);
  return "";
}

function spend(run: Run, steps: number): void {
  run.steps += steps;
  if (run.steps > LIMITS.steps) run.refusal ??= refuse("too_many_steps", `more than ${LIMITS.steps} steps`);
}
