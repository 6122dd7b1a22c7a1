import { CassetteError } from "../../core/errors.ts";
import { canonicalJson, shortHash } from "../../core/hash.ts";
import type { JsonObject, JsonValue } from "../../core/json/value.ts";
import type { ToolBox, ToolReply } from "../tool-box.ts";
import type { Cassette } from "./cassette.ts";

/** Whose calls go through a cassette. */
export interface CassetteOptions {
  readonly cassette: Cassette;
  /** Names the task and the episode. */
  readonly episode: string;
  /**
   * The tools keep a state that others look at, and cost nothing: they are called in any case, and what they give has to be
   * what the cassette has.
   */
  readonly keepState: boolean;
}

/**
 * Puts a cassette in front of tools: a call that it has is answered from it; one that it has not is made and recorded, or in
 * the mode `replay` an error. A call's address is its episode and all of its calls up to this one, so that the same question before and
 * after a change is two addresses.
 * @throws {CassetteError} from a call
 */
export function throughCassette(box: ToolBox, { cassette, episode, keepState }: CassetteOptions): ToolBox {
  let address = shortHash(episode);

  function refuse(problem: string, fix: string): CassetteError {
    return new CassetteError(problem, fix, { file: cassette.folder, id: episode });
  }

  async function fresh(name: string, args: JsonObject, signal?: AbortSignal): Promise<ToolReply> {
    if (cassette.mode === "replay")
      throw refuse(
        `the cassette has no answer to this call of ${name}: it was recorded with other templates, another model or another task`,
        "Record it into this cassette (--cassette record), or take the settings that it was recorded with.",
      );
    const reply = await box.call(name, args, signal);
    await cassette.add({ address, episode, tool: name, arguments: args, reply });
    return reply;
  }

  return {
    tools: box.tools,
    async call(name, args, signal) {
      address = shortHash(`${address} ${name} ${canonicalJson(args)}`);
      const known = cassette.find(address);
      if (known === undefined) return fresh(name, args, signal);
      if (!keepState) return known;
      const reply = await box.call(name, args, signal);
      if (isSame(reply, known)) return reply;
      throw refuse(
        `${name} gives another answer than the cassette has`,
        "It was recorded by another version of mat or of a plugin: record anew, into another folder.",
      );
    },
  };
}

function isSame(one: ToolReply, other: ToolReply): boolean {
  return canonicalJson(one as unknown as JsonValue) === canonicalJson(other as unknown as JsonValue);
}
