import { join } from "node:path";
import { z } from "zod";
import { EPISODE_LIMITS } from "../agent/limits.ts";
import { RunChangedError, UsageError } from "../core/errors.ts";
import type { JsonObject } from "../core/json/value.ts";
import { PROGRAM } from "../core/version.ts";
import type { Plan } from "../generate/plan.ts";
import { pathInPlan } from "../generate/run-folder.ts";
import { serverChanges } from "../generate/server-changes.ts";
import type { Workplace } from "../generate/workplace.ts";
import { CACHE, WORK } from "../store/run-files.ts";
import type { Language } from "../templates/template.ts";
import { NAMED_TOOLS } from "../tools/named/named-tool.ts";
import { acceptBy, filtersInPlan } from "./accept-filters.ts";
import { cassetteOfPlan, replayedCassette, specifyCassette } from "./choose-cassette.ts";
import { refuseForBuiltin, specifyTasks, tasksOfPlan } from "./choose-tasks.ts";
import { byLanguage, type ChosenTemplates, chooseTemplates, hashOf, templatesOfPlan } from "./choose-templates.ts";
import { connectModel } from "./connection/connect-model.ts";
import type { Connection } from "./connection/connection.ts";
import { withBatches } from "./connection/open-batches.ts";
import {
  environmentsInPlan,
  type LoadedEnvironments,
  loadEnvironments,
  requireEnvironments,
} from "./load-environments.ts";
import { type LoadedTools, loadTools, requireCallable } from "./load-tools.ts";
import { onDay, requireRawPrompts } from "./raw-sampling.ts";
import type { BroughtAlong, RunRequest, ToolWatch } from "./run-request.ts";
import { seatModel, seatServed } from "./seat-model.ts";

/** The run's clock does not run: the same command gives the same prompts on every day. */
const DATE = "2025-06-02";
const SHARD_SIZE = 1000;

/**
 * Plans a run. All that is wrong with the request shows now, before anything is played. MCP servers run from now on until the
 * workplace is closed.
 */
export async function planRun(request: RunRequest, watch: ToolWatch = {}): Promise<Workplace> {
  const chosen = await chooseTemplates(request.templates);
  const cassette = await specifyCassette(request, request.output);
  const { tools = [], mcp, allowPrivate, output } = request;
  const recorded = replayedCassette(cassette, output);
  const own = await loadTools(tools, { mcp, allowPrivate, recorded, ...surroundingsOf(watch) });
  return closedOnFailure(own, async () => {
    for (const tool of own.leftOut) watch.onLeftOut?.(tool);
    const outside = loadEnvironments(request.environments ?? []);
    return planWith(request, chosen, { own, outside }, cassette);
  });
}

function surroundingsOf({ onServerLine: said, signal }: ToolWatch) {
  return { said, signal };
}

async function closedOnFailure<T>(own: LoadedTools, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await own.close();
    throw error;
  }
}

/** Tools and environments that mat did not come with. */
interface Brought {
  readonly own: LoadedTools;
  readonly outside: LoadedEnvironments;
}

async function planWith(
  request: RunRequest,
  chosen: ChosenTemplates,
  { own, outside }: Brought,
  cassette: Plan["cassette"],
): Promise<Workplace> {
  const { output, model, episodes, perTask = 1, seed = 0, shardSize = SHARD_SIZE, date = DATE } = request;
  requireDay(date);
  refuseForBuiltin(request);
  const covered = Object.keys(byLanguage(chosen.agents)) as Language[];
  const tasks = await specifyTasks(
    {
      words: request.tasks,
      languages: request.languages?.length ? request.languages : covered,
      levels: request.levels?.length ? request.levels : [1, 2, 3, 4, 5],
      split: request.split ?? "train",
    },
    output,
    own.tools,
    outside,
  );
  const plan: Plan = {
    plan_version: 1,
    created_by: { ...PROGRAM },
    tasks,
    templates: {
      path: chosen.path === null ? null : pathInPlan(output, chosen.path),
      chosen: chosen.agents.map((agent) => ({ id: agent.act.id, sha256: hashOf(agent) })),
    },
    ...(own.files.length === 0 ? {} : { tools: toolsInPlan(own, output) }),
    ...(own.servers.length === 0 ? {} : { mcp: own.servers }),
    ...environmentsInPlan(outside, output),
    ...(cassette === undefined ? {} : { cassette }),
    model,
    ...(request.connection === undefined ? {} : { served: onDay(request.sampling ?? {}, date) }),
    errors: { ...request.errors },
    seed,
    episodes,
    per_task: perTask,
    shard_size: shardSize,
    limits: limitsOf(request),
    date,
    accept: await acceptance(request),
  };
  return placeOf(plan, output, chosen, { own, outside }, request.connection);
}

/** Throws UsageError for a date that prompts cannot say. */
function requireDay(date: string): void {
  if (z.iso.date().safeParse(date).success) return;
  throw new UsageError(`--date cannot be "${date}"`, "Write a day of the calendar as YYYY-MM-DD, such as 2025-06-02.");
}

function limitsOf({ maxSteps, maxPromptTokens }: RunRequest): Plan["limits"] {
  return {
    ...EPISODE_LIMITS,
    ...(maxSteps === undefined ? {} : { maxSteps }),
    ...(maxPromptTokens === undefined ? {} : { maxPromptTokens }),
  };
}

function toolsInPlan({ files }: LoadedTools, run: string): NonNullable<Plan["tools"]> {
  const paths = files.map(({ path, isName }) => (isName ? path : pathInPlan(run, path)));
  return { paths, sha256: files.map((file) => file.sha256) };
}

/**
 * What the names in the plan of the run in this folder stand for. Tools and environments are code, and no plan loads any:
 * whoever has them played names them. Throws RunChangedError where one of all these has changed.
 */
export async function workplaceOf(
  plan: Plan,
  run: string,
  { tools = [], mcp = [], environments = [], allowPrivate, connection }: BroughtAlong,
  watch: ToolWatch = {},
): Promise<Workplace> {
  requireServersNamed(plan, mcp, run);
  const recorded = replayedCassette(plan.cassette, run);
  const own = await loadTools(tools, { mcp, allowPrivate, recorded, ...surroundingsOf(watch) });
  return closedOnFailure(own, async () => {
    requireTools(plan, own, run);
    const outside = loadEnvironments(environments);
    requireEnvironments(plan, outside, run);
    return placeOf(plan, run, await templatesOfPlan(plan, run), { own, outside }, connection);
  });
}

function requireServersNamed({ mcp = [] }: Plan, words: readonly string[], run: string): void {
  if (mcp.length === 0 || words.length > 0) return;
  const names = mcp.map(({ server }) => server).join(", ");
  throw new UsageError(`this run has the MCP servers ${names}, and none is given`, "Name them with --mcp.", {
    file: run,
  });
}

function requireTools({ tools, mcp }: Plan, { files, servers }: LoadedTools, run: string): void {
  const place = { file: run };
  const changes = serverChanges(mcp, servers);
  if (changes.length > 0)
    throw new RunChangedError(
      `this run was planned otherwise: ${changes.join("; ")}`,
      "Give the servers that it was planned with, or begin a new run in another folder.",
      place,
    );
  const wanted = tools?.sha256 ?? [];
  if (wanted.length > 0 && files.length === 0)
    throw new UsageError(
      "this run has tools of your own, and none are given",
      `Name them: ${tools!.paths.map((path) => `--tools ${wordFor(path, run)}`).join(" ")}`,
      place,
    );
  if (wanted.join() === files.map((file) => file.sha256).join()) return;
  throw new RunChangedError(
    "the tools of this run are not those that it was planned with",
    "Give those, in the same order, or begin a new run in another folder.",
    place,
  );
}

function wordFor(path: string, run: string): string {
  return NAMED_TOOLS.includes(path) ? path : join(run, path);
}

async function placeOf(
  plan: Plan,
  run: string,
  { agents, leftOut }: ChosenTemplates,
  { own, outside }: { readonly own: LoadedTools; readonly outside: LoadedEnvironments },
  connection: Connection | undefined,
): Promise<Workplace> {
  const tasks = await tasksOfPlan(plan, run, own.tools, outside);
  if (plan.cassette?.mode !== "replay") requireCallable(own.tools);
  if (own.tools.length > 0 && plan.model === "oracle")
    throw new UsageError("the oracle knows no solution of queries of your own", "Take another model.");
  const templates = byLanguage(agents);
  const missing = tasks.languages.find((language) => templates[language] === undefined);
  if (missing !== undefined)
    throw new UsageError(
      `there are tasks in ${missing}, and no template in it`,
      `Add templates in ${missing}, or take tasks in ${Object.keys(templates).join(", ")} alone (--lang).`,
    );
  const filters = plan.accept?.filters as readonly JsonObject[] | undefined;
  const accept = filters === undefined ? undefined : () => acceptBy(filters);
  const places = { plan, tasks, templates, openCassette: cassetteOfPlan(plan, run, own.listings), leftOut, accept };
  const closeBrought = async (): Promise<void> => {
    outside.close();
    await own.close();
  };
  if (plan.served === undefined) return { ...places, seat: seatModel(plan), close: closeBrought };
  requireRawPrompts(plan.served, agents);
  if (connection === undefined)
    throw new UsageError(`the run's model ${plan.model} is on a server`, "Say where: --base-url or --preset.");
  const stores = { cache: join(run, CACHE), ledger: join(run, WORK, "ledger") };
  const { client, ...served } = await connectModel(plan.model, withBatches(connection, run), plan.served, stores);
  const close = async () => void (await Promise.all([served.close(), closeBrought()]));
  return { ...places, seat: seatServed(client, plan), ...served, close };
}

async function acceptance({ accept, filters = [] }: RunRequest): Promise<Plan["accept"]> {
  if (accept === undefined && filters.length === 0) return null;
  if (accept === undefined)
    throw new UsageError("--filter is given without --accept", "Say how many are to pass: --accept M.");
  if (filters.length === 0)
    throw new UsageError("--accept is given without a filter", "Say what is to pass: --filter solved, for one.");
  return { rows: accept, filters: await filtersInPlan(filters) };
}
