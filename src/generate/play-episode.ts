import { EPISODE_LIMITS, type EpisodeLimits } from "../agent/limits.ts";
import { runEpisode } from "../agent/run-episode.ts";
import { shortHash } from "../core/hash.ts";
import { stringifyJson } from "../core/json/stringify.ts";
import type { JsonValue } from "../core/json/value.ts";
import type { ChatClient } from "../llm/chat-client.ts";
import type { World } from "../tasks/environment.ts";
import type { Task } from "../tasks/task.ts";
import type { Cassette } from "../tools/cassette/cassette.ts";
import { throughCassette } from "../tools/cassette/through-cassette.ts";
import type { ToolBox } from "../tools/tool-box.ts";
import { countRetries } from "./count-retries.ts";
import { type EpisodeEnd, summarise } from "./episode-end.ts";
import { createReplay } from "./replay.ts";
import type { PlannedEpisode } from "./schedule.ts";
import type { EpisodeLog } from "./shard-log.ts";

/** An agent's place at a world: who answers for it, and the world as it acts in it (a teacher may watch its calls). */
export interface Seat {
  readonly client: ChatClient;
  readonly world: World;
}

/** All that episodes are played with. */
export interface Stage {
  open(task: Task): Promise<World>;
  seat(world: World, task: Task): Seat;
  /** Puts the check of arguments in front of a world's tools. */
  readonly check: (box: ToolBox) => ToolBox;
  readonly limits: Partial<EpisodeLimits>;
  /** What calls of tools are recorded on, or come from. */
  readonly cassette?: Cassette | undefined;
  /** What prompts say the date is. */
  readonly date: string;
  /** Send the JSON Schema of a step along: see `Episode.guided`. */
  readonly guided?: boolean | undefined;
}

/** Plays an episode to its end, from where the journal has it, and notes how it ended. */
export async function playEpisode(planned: PlannedEpisode, stage: Stage, log: EpisodeLog): Promise<EpisodeEnd> {
  const started = performance.now();
  const task = planned.task();
  const opened = await stage.open(task);
  try {
    const { client, world } = stage.seat(recorded(opened, task, planned, stage.cassette), task);
    const replay = createReplay(log, planned.number);
    const retries = countRetries();
    const result = await runEpisode({
      task,
      templates: planned.templates,
      client: retries.client(replay.client(client)),
      world: replay.world(world),
      tools: replay.tools(stage.check(world), world.outside === true),
      limits: { ...EPISODE_LIMITS, ...stage.limits },
      sample: planned.sample,
      about: { date: stage.date },
      guided: stage.guided,
    });
    const milliseconds = Math.round(performance.now() - started);
    const { planted, served, detail } = result;
    const servers = { ...retries.counted, ...(served.length === 0 ? {} : { served }) };
    const telemetry = { milliseconds, replayed: replay.replayed, planted, ...(detail ? { detail } : {}), ...servers };
    const end = { summary: summarise(task, result), telemetry };
    await log.finish(planned.number, end, stringifyJson(result.trajectory as unknown as JsonValue));
    return end;
  } finally {
    await opened.close();
  }
}

/**
 * A world whose calls go through the cassette. Worlds of mat's own are called nevertheless: their state is what is judged. The
 * others need no journal of their calls besides: those that were made are on the cassette.
 */
function recorded(world: World, task: Task, { templates, sample }: PlannedEpisode, cassette?: Cassette): World {
  if (cassette === undefined) return world;
  const { outside, ...rest } = world;
  const episode = `${task.id}/${shortHash(task.query)}/${templates.act.id}/${sample}`;
  return { ...rest, ...throughCassette(world, { cassette, episode, keepState: outside !== true }) };
}
