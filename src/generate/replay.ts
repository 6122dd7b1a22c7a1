import { canonicalJson, shortHash } from "../core/hash.ts";
import type { JsonObject, JsonValue } from "../core/json/value.ts";
import type { ChatClient, ChatReply, ChatRequest } from "../llm/chat-client.ts";
import type { World } from "../tasks/environment.ts";
import type { ToolBox, ToolReply } from "../tools/tool-box.ts";
import type { EpisodeLog, Heard } from "./shard-log.ts";

/** Puts the journal between an episode and the world outside. */
export interface Replay {
  /** How many answers came from the journal so far. */
  readonly replayed: number;
  client(client: ChatClient): ChatClient;
  /** `outside`: a call that was heard is not made again. */
  tools(tools: ToolBox, outside: boolean): ToolBox;
  world(world: World): World;
}

/**
 * What an episode hears is first taken from the journal, as long as it asks what it asked before, and then from outside; a
 * new answer is in the journal before the episode goes on. Calls are made in any case, so that the world is what it was, but
 * for those that reach outside of mat; what counts is the result of before.
 */
export function createReplay(log: EpisodeLog, episode: number): Replay {
  const before = log.heardBy(episode);
  let next = 0;
  let replaying = before.length > 0;

  async function hear<T>(kind: Heard["kind"], asked: string, fresh: () => Promise<T>): Promise<T> {
    const known = replaying ? before[next] : undefined;
    if (known?.kind === kind && known.asked === asked) {
      next++;
      return known.value as T;
    }
    if (known !== undefined) {
      // It asks something else than before (another version of the model, a world that is not the same each time).
      await log.forget(episode, next);
    }
    replaying = false;
    const value = await fresh();
    await log.hear(episode, { kind, asked, value: (value ?? null) as JsonValue });
    return value;
  }

  return {
    get replayed() {
      return next;
    },
    client: (client) => ({
      model: client.model,
      complete: (request, signal) => hear<ChatReply>("reply", markOf(request), () => client.complete(request, signal)),
    }),
    tools: (tools, outside) => ({
      tools: tools.tools,
      async call(name, args, signal) {
        if (outside) return hear<ToolReply>("call", callMark(name, args), () => tools.call(name, args, signal));
        const result = await tools.call(name, args, signal);
        return hear<ToolReply>("call", callMark(name, args), async () => result);
      },
    }),
    world: (world) =>
      world.reply === undefined
        ? world
        : {
            ...world,
            async reply(message) {
              const said = await world.reply!(message);
              const heard = await hear<string | null>("user", shortHash(message), async () => said ?? null);
              return heard ?? undefined;
            },
          },
  };
}

/** Characters at the end of a prompt that are looked at. */
const LOOKED_AT = 400;

/**
 * Tells requests apart at little cost. What a prompt says follows from the plan, which has not changed, and from what was
 * heard before, which has been compared: its length and its end show whether it is still the one that was answered.
 */
function markOf({ messages, sample }: ChatRequest): string {
  const last = messages.at(-1)?.content ?? "";
  const lengths = messages.map(({ content }) => content.length);
  return shortHash(`${sample} ${lengths.join(" ")} ${last.slice(-LOOKED_AT)}`);
}

function callMark(name: string, args: JsonObject): string {
  return shortHash(`${name} ${canonicalJson(args)}`);
}
