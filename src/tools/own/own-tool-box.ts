import { ToolServerError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json/value.ts";
import type { ToolBox, ToolReply } from "../tool-box.ts";
import { boundedText } from "./bounded-text.ts";
import { hideSecrets, secretsIn } from "./hide-secrets.ts";
import type { OwnTool } from "./own-tool.ts";

/** The most characters of an error that an agent is shown. */
const LONGEST_ERROR = 2000;

/**
 * Tools of a user's own as a tool box. Whatever a tool does, its call ends in time with a reply of bounded size: an error, a
 * tool that hangs and a flood of bytes are observations. Values of the environment variables that it is given are never part of one.
 */
export function ownToolBox(own: readonly OwnTool[]): ToolBox {
  const byName = new Map(own.map((one) => [one.tool.name, one]));
  return {
    tools: own.map(({ tool }) => tool),
    async call(name, args, signal) {
      const tool = byName.get(name);
      if (tool === undefined) return failed(`there is no tool ${name}`);
      try {
        const output = await within(tool, args, signal);
        const text = typeof output === "string" ? output : new TextDecoder().decode(output);
        // What is cut off may be the end of a secret.
        return { content: boundedText(withoutSecrets(text, tool), tool.maxBytes) };
      } catch (error) {
        // Who stopped the whole episode is not to find a failed call in it, and a server that is gone is no fault of the agent's.
        signal?.throwIfAborted();
        if (error instanceof ToolServerError) throw error;
        return failed(boundedText(withoutSecrets(problemIn(error), tool), LONGEST_ERROR));
      }
    },
  };
}

/** What was thrown, which a module may make of anything, as words. */
function problemIn(error: unknown): string {
  const said = error instanceof Error ? error.message : error;
  if (said === "") return "the tool failed, and does not say why";
  if (typeof said === "string") return said;
  try {
    return typeof said === "object" ? String(JSON.stringify(said)) : String(said);
  } catch {
    return "the tool failed with what no text can be made of";
  }
}

function failed(error: string): ToolReply {
  return { content: JSON.stringify({ error }), failed: true };
}

/** Runs a tool, and waits no longer than it may take, even for one that does not listen to its signal. */
async function within(tool: OwnTool, args: JsonObject, outer?: AbortSignal): Promise<string | Uint8Array> {
  const controller = new AbortController();
  const stop = (reason: unknown) => controller.abort(reason);
  const timer = setTimeout(stop, tool.timeoutMs, new Error(`no answer within ${tool.timeoutMs / 1000} seconds`));
  const onAbort = () => stop(outer!.reason);
  outer?.addEventListener("abort", onAbort);
  try {
    outer?.throwIfAborted();
    const stopped = new Promise<never>((_, reject) => {
      controller.signal.addEventListener("abort", () => reject(controller.signal.reason));
    });
    return await Promise.race([tool.run(args, controller.signal), stopped]);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener("abort", onAbort);
  }
}

function withoutSecrets(text: string, { variables, secrets }: OwnTool): string {
  return hideSecrets(text, { ...secretsIn(variables), ...secrets });
}
