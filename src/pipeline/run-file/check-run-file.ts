import { UsageError } from "../../core/errors.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import type { Environment } from "../settings/read-variables.ts";
import { type ResolvedSetting, type ResolvedSettings, resolveSettings } from "../settings/resolve-settings.ts";
import { SETTINGS } from "../settings/settings.ts";
import { type Override, overridden, overrideProblems, readOverrides } from "./apply-overrides.ts";
import { checkStage, type WrittenStage } from "./check-stage.ts";
import type { CheckedRunFile, CheckedStage } from "./checked-run-file.ts";
import { type KeyProblem, keyProblems } from "./key-problems.ts";
import { HERE } from "./references.ts";
import { STAGE_KINDS, type StageKindName } from "./registry.ts";
import { runFileSchema, STAGE_ID } from "./run-file.ts";
import type { Product } from "./stage-kind.ts";
import { type PathStep, readYaml, type YamlSource } from "./yaml-source.ts";

/** A run file, and what goes before what it says. */
export interface RunFileRequest {
  readonly file: string;
  /** Settings that flags give, by name. */
  readonly flags?: Readonly<Record<string, JsonValue | undefined>> | undefined;
  readonly environment?: Environment | undefined;
  /** `STAGE.KEY=VALUE`, as `--set` has it. */
  readonly set?: readonly string[] | undefined;
}

/** Something that is wrong, and the line of the run file where that is. */
interface Found {
  readonly line: number;
  readonly text: string;
}

/** Reads a run file. Throws one UsageError that names all that is wrong with it, each with its line. */
export async function checkRunFile(request: RunFileRequest): Promise<CheckedRunFile> {
  const source = await readYaml(request.file);
  const found: Found[] = [];
  const report = (path: readonly PathStep[], problem: string): void => {
    const line = source.lineOf(path);
    const place = line === undefined ? source.file : `${source.file}, line ${line}`;
    found.push({ line: line ?? 0, text: `${place}: ${problem}` });
  };
  for (const { path, problem } of keyProblems(runFileSchema, source.value)) report(path, problem);
  const overrides = (await attempt(() => readOverrides(request.set ?? []), found)) ?? [];
  const settings = await attempt(() => settingsOf(source, request), found);
  const stages = await checkStages(source, { settings: settings?.settings ?? [], overrides, found, report });
  found.push(...overrideProblems(overrides, stages.ids).map((text) => ({ line: 0, text })));
  if (found.length > 0 || settings === undefined) throw problemsIn(found);
  return checkedFile(source, settings, stages.checked);
}

function problemsIn(found: readonly Found[]): UsageError {
  const texts = found.toSorted((a, b) => a.line - b.line).map(({ text }) => text);
  return new UsageError(
    [...new Set(texts)].join("\n"),
    "docs/run-file.md shows how a run file is written; mat config says what is set, and where.",
  );
}

/** What flags, variables and the run file say together. */
function settingsOf(source: YamlSource, { flags = {}, environment = {} }: RunFileRequest): ResolvedSettings {
  const written = isObject(source.value) ? source.value : {};
  const known = SETTINGS.filter(({ name, schema }) => schema.safeParse(written[name]).success);
  const settings = Object.fromEntries(known.map(({ name }) => [name, written[name]!]));
  return resolveSettings({ flags, environment, file: { name: source.file, settings } });
}

/** What stages are checked with, and where problems go. */
interface Checking {
  readonly settings: readonly ResolvedSetting[];
  readonly overrides: readonly Override[];
  readonly found: Found[];
  report(path: readonly PathStep[], problem: string): void;
}

async function checkStages(
  source: YamlSource,
  checking: Checking,
): Promise<{ readonly ids: readonly string[]; readonly checked: readonly CheckedStage[] }> {
  const all = writtenStages(source).map((stage) => withSettings(stage, checking));
  const earlier = new Map<string, Product>();
  const checked: CheckedStage[] = [];
  for (const [at, stage] of all.entries()) {
    const wrongId = idProblem(stage.id, earlier);
    if (wrongId !== undefined) checking.report(["stages", at, "id"], `stage "${stage.id}": ${wrongId}`);
    const { stage: whole, problems } = await checkStage(stage, { file: source.file, earlier, all });
    for (const problem of problems) reportProblem(problem, stage.id, at, checking);
    if (whole !== undefined) checked.push(whole);
    // Stages that refer to one whose kind is not known have enough to say already.
    earlier.set(stage.id, STAGE_KINDS[stage.do as StageKindName]?.makes);
  }
  return { ids: all.map(({ id }) => id), checked };
}

/** What an override has set stands in no line of the file. */
function reportProblem({ path, problem }: KeyProblem, id: string, at: number, checking: Checking): void {
  const set = checking.overrides.find(
    (override) => override.stage === id && override.path.every((key, step) => String(path[step + 1]) === key),
  );
  if (set === undefined) checking.report(["stages", at, ...path], `stage "${id}": ${problem}`);
  else checking.found.push({ line: 0, text: `--set ${set.text}: ${problem}` });
}

/** The stages whose form is good enough to look into. */
function writtenStages({ value }: YamlSource): WrittenStage[] {
  const list = isObject(value) && Array.isArray(value["stages"]) ? value["stages"] : [];
  return list.flatMap((stage) => {
    if (!isObject(stage) || typeof stage["do"] !== "string") return [];
    const { id, do: does, with: options } = stage;
    return [{ id: typeof id === "string" ? id : does, do: does, options: isObject(options) ? options : {} }];
  });
}

/** Flags and variables go before a stage's own options, and those before what stands at the top of the file. */
function withSettings({ id, do: does, options }: WrittenStage, { settings, overrides }: Checking): WrittenStage {
  const own = overrides.filter(({ stage }) => stage === id);
  const given: JsonObject = { ...overridden(options, own) };
  for (const name of STAGE_KINDS[does as StageKindName]?.settings ?? []) {
    const setting = settings.find((item) => item.name === name);
    if (setting === undefined || setting.source === "default") continue;
    if (setting.source !== "run file" || given[name] === undefined) given[name] = setting.value;
  }
  return { id, do: does, options: given };
}

function idProblem(id: string, earlier: ReadonlyMap<string, unknown>): string | undefined {
  if (!STAGE_ID.test(id)) return "a stage is called by lower-case letters, digits and hyphens";
  if (id === HERE) return `"${HERE}" stands for the folder of the run file`;
  return earlier.has(id) ? "another stage is called the same: give one of them an id of its own" : undefined;
}

function checkedFile({ file, value }: YamlSource, settings: ResolvedSettings, stages: readonly CheckedStage[]) {
  const { name } = value as { readonly name: string };
  const setting = (wanted: string) => settings.settings.find((item) => item.name === wanted)?.value;
  const output = (setting("output") as string | null) ?? name;
  return { file, name, output, concurrency: setting("concurrency") as number, settings, stages };
}

/** The result of an action, or nothing once what is wrong has been noted. */
async function attempt<T>(action: () => T | Promise<T>, found: Found[]): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    found.push({ line: 0, text: error.message });
    return undefined;
  }
}
