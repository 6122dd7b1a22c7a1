import type { JsonObject } from "../core/json/value.ts";
import type { Trajectory } from "../core/trajectory.ts";
import type { ChatClient } from "../llm/chat-client.ts";
import type { Judgement, World } from "../tasks/environment.ts";
import type { Task } from "../tasks/task.ts";
import type { PromptState } from "../templates/prompt/prompt-state.ts";
import type { ToolBox } from "../tools/tool-box.ts";
import type { AgentTemplates } from "./agent-templates.ts";
import type { EpisodeLimits, StopReason } from "./limits.ts";

/** One episode: a task, an agent, and the world that it acts in. */
export interface Episode {
  readonly task: Task;
  readonly templates: AgentTemplates;
  readonly client: ChatClient;
  readonly world: World;
  /** The world's tools, checked: see `createToolChecker`. */
  readonly tools: ToolBox;
  readonly limits?: Partial<EpisodeLimits>;
  /** Send the JSON Schema of a step along, where the template's protocol has one. */
  readonly guided?: boolean | undefined;
  /** Tells apart several episodes of one task under one template. */
  readonly sample?: number;
  /** What prompts say beside the task: the agent's name, the run's date, constraints. */
  readonly about?: Pick<PromptState, "agentName" | "agentBio" | "constraints" | "date"> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What became of an episode. */
export interface EpisodeResult {
  readonly trajectory: Trajectory;
  readonly stop: StopReason;
  readonly detail?: string;
  readonly judgement: Judgement;
  /** What an embedded teacher did on purpose, step by step: beside the data, never in it. */
  readonly planted: readonly { readonly step: number; readonly what: string }[];
  /** What servers said of themselves, step by step: beside the data, too. */
  readonly served: readonly JsonObject[];
}

/** An episode that goes on, or has stopped. */
export interface EpisodeProgress {
  readonly trajectory: Trajectory;
  readonly modelCalls: number;
  readonly tokens: number;
  readonly unreadable: number;
  readonly planted: EpisodeResult["planted"];
  readonly served: EpisodeResult["served"];
  readonly stop?: StopReason;
  readonly detail?: string;
}
