import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { describePlace, MatError } from "../../core/errors.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { nearestName } from "../../core/nearest-name.ts";
import type { CheckedStage } from "./checked-run-file.ts";
import { type KeyProblem, keyProblems } from "./key-problems.ts";
import { HERE, referencesIn, wholeReference, withPaths } from "./references.ts";
import { namedStageKind, type StageKindName } from "./registry.ts";
import { soundOptions, WRONG_OPTION } from "./sound-options.ts";
import type { Product, StageInput, StageKind } from "./stage-kind.ts";
import type { PathStep } from "./yaml-source.ts";

/** A stage as it is written: its form may still be wrong. */
export interface WrittenStage {
  readonly id: string;
  readonly do: string;
  readonly options: JsonObject;
}

/** What a stage is checked against. */
export interface StageSurroundings {
  readonly file: string;
  /** Stages that come before it, with what they make. */
  readonly earlier: ReadonlyMap<string, Product>;
  /** All stages of the file. */
  readonly all: readonly WrittenStage[];
}

/** A stage that was checked, and all that is wrong with it; paths begin at the stage. */
export interface StageCheck {
  readonly stage?: CheckedStage;
  readonly problems: readonly KeyProblem[];
}

/** Looks at all of a stage that can be looked at before anything runs. */
export async function checkStage(written: WrittenStage, around: StageSurroundings): Promise<StageCheck> {
  const { id, options } = written;
  const problems = referenceProblems(written, around);
  const kind = attempt(() => namedStageKind(written.do));
  if (typeof kind === "string") return { problems: [...problems, { path: ["do"], problem: kind }] };
  const wrong = keyProblems(kind.options, options);
  problems.push(...wrong.map(({ path, problem }) => ({ path: ["with", ...path], problem })));
  const here = withPaths(options, new Map([[HERE, dirname(around.file)]]));
  const checked = wrong.length === 0 ? kind.options.parse(here) : soundOptions(kind.options, here, wrong);
  const inputs = ifSound(() => kind.reads(checked)) ?? [];
  problems.push(...inputProblems(inputs, here, around), ...(await deeperProblems(kind, checked)));
  if (wrong.length > 0) return { problems };
  const needs = referencesIn(options).filter((name) => name !== HERE);
  return { problems, stage: { id, do: written.do as StageKindName, kind, given: options, needs } };
}

function referenceProblems({ id, options }: WrittenStage, { earlier, all }: StageSurroundings): KeyProblem[] {
  const ids = all.map((stage) => stage.id);
  return referencesIn(options).flatMap((name) => {
    if (name === HERE || earlier.has(name)) return [];
    const path = ["with", ...pathOf(options, (text) => referencesIn(text).includes(name))];
    if (name === id) return [{ path, problem: `$${name} is this very stage` }];
    const later = all.find((stage) => stage.id === name);
    const near = nearestName(name, [...ids, HERE]);
    const hint =
      near === undefined ? `; stages before it: ${[...earlier.keys()].join(", ")}` : `; did you mean $${near}?`;
    if (later === undefined) return [{ path, problem: `$${name} is no stage of this file${hint}` }];
    const circle = referencesIn(later.options).includes(id) ? " and itself needs this one: neither can begin" : "";
    return [{ path, problem: `$${name} comes later${circle}; stages go from the first to the last` }];
  });
}

/** Inputs that another stage makes must be what is needed, and all others must be there. */
function inputProblems(inputs: readonly StageInput[], options: JsonObject, around: StageSurroundings): KeyProblem[] {
  return inputs.flatMap(({ path: input, needs }) => {
    const path = ["with", ...pathOf(options, (text) => text === input)];
    const made = around.earlier.get(wholeReference(input) ?? "");
    if (made !== undefined && needs !== undefined && made !== needs)
      return [{ path, problem: `${input} makes ${made}, where ${needs} are needed` }];
    if (input === "-" || referencesIn(input).length > 0 || existsSync(input) || /[*?{[!(]/.test(input)) return [];
    return [{ path, problem: `there is no file or folder ${input}` }];
  });
}

async function deeperProblems(kind: StageKind, options: never): Promise<KeyProblem[]> {
  const problems: KeyProblem[] = [];
  for (const check of ifSound(() => kind.checks(options)) ?? []) {
    try {
      await check();
    } catch (error) {
      if (error === WRONG_OPTION) continue;
      if (!(error instanceof MatError)) throw error;
      const place = describePlace(error.place);
      const hint = error.message.includes("did you mean") ? undefined : /Did you mean [^?]*\?/.exec(error.fix)?.[0];
      const lines = [error.message, ...(hint === undefined ? [] : [hint])].join("; ").split("\n");
      problems.push(...lines.map((line) => ({ path: ["with"], problem: place === "" ? line : `${place}: ${line}` })));
    }
  }
  return problems;
}

/** What an action gives, or undefined where it asks for an option that is wrong, which has been said. */
function ifSound<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error === WRONG_OPTION) return undefined;
    throw error;
  }
}

function attempt<T>(action: () => T): T | string {
  try {
    return action();
  } catch (error) {
    if (error instanceof MatError) return error.message;
    throw error;
  }
}

/** The way to the first text that fits. */
function pathOf(value: JsonValue | undefined, fits: (text: string) => boolean): PathStep[] {
  return search(value, fits) ?? [];
}

function search(value: JsonValue | undefined, fits: (text: string) => boolean): PathStep[] | undefined {
  if (typeof value === "string") return fits(value) ? [] : undefined;
  const members = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  for (const [key, member] of members) {
    const below = search(member, fits);
    if (below !== undefined) return [key, ...below];
  }
  return undefined;
}
