import { toolDefinitions } from "../../core/tool.ts";
import type { ChatClient, ChatReply } from "../../llm/chat-client.ts";
import type { World } from "../../tasks/environment.ts";
import type { AgentStep } from "../../templates/protocol/agent-step.ts";
import { encodeStep } from "../../templates/protocol/encode-step.ts";
import { isRefusal } from "../../templates/protocol/refusal.ts";
import { slotsOf } from "./slots.ts";

/** A teacher for one world, and that world as it is to be acted in: the teacher watches its calls. */
export interface Oracle {
  readonly client: ChatClient;
  readonly world: World;
}

/**
 * The teacher that sees the task: it writes the steps of the world's reference solution in whatever protocol the prompt asks
 * for, and makes a call that failed again. How far it is it knows by the calls and messages that the world has seen, so that it goes
 * on where a run was cut off.
 */
export function createOracle(world: World): Oracle {
  const { solution } = world;
  const tools = toolDefinitions(world.tools);
  let step = 0;
  let made = 0;
  const next = (): void => {
    [step, made] = [step + 1, 0];
  };
  return {
    client: {
      model: "oracle",
      async complete(request): Promise<ChatReply> {
        const { protocol, ability } = slotsOf(request);
        const said = ability === "conclusion" ? solution.at(-1)! : (solution[step] ?? solution.at(-1)!);
        const encoded = encodeStep(protocol, rest(said, made), { tools });
        return isRefusal(encoded)
          ? { text: encoded.detail, finish: "refusal" }
          : { text: encoded.text, finish: "stop", synthetic: true };
      },
    },
    world: {
      ...world,
      async call(name, args, signal) {
        const reply = await world.call(name, args, signal);
        if (reply.failed) return reply;
        made++;
        if (made >= (solution[step]?.calls.length ?? 0)) next();
        return reply;
      },
      ...(world.reply === undefined
        ? {}
        : {
            async reply(message) {
              const said = await world.reply!(message);
              if (said !== undefined) next();
              return said;
            },
          }),
    },
  };
}

/** A step without the calls that were made already: of several only some may have failed. */
function rest(step: AgentStep, made: number): AgentStep {
  return made === 0 ? step : { ...step, calls: step.calls.slice(made) };
}
