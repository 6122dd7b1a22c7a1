import { type Trajectory, textOf, toolsOf } from "../../core/trajectory.ts";
import { differenceOf, stepOf } from "../../templates/protocol/agent-step.ts";
import { react } from "../../templates/protocol/named/react.ts";
import type { Protocol } from "../../templates/protocol/protocol.ts";
import { type EncodedTurn, encodeTurn } from "../protocol-text/encode-turn.ts";
import { grammarOf, readText, saidExactly } from "./read-text.ts";

/**
 * The text of an agent step of a row that stays as it is: a plain message as it stands, anything else in the split's
 * original grammar, or (where that cannot say it) in the protocol.
 */
export function writeText(trajectory: Trajectory, index: number, protocol: Protocol | undefined): EncodedTurn {
  const plain = plainMessage(trajectory, index, protocol);
  if (plain !== undefined) return { text: plain, lost: reasoningLost(trajectory, index) };
  const original = protocol === undefined ? undefined : inGrammar(trajectory, index, protocol);
  if (original !== undefined) return { text: original, lost: reasoningLost(trajectory, index) };
  return encodeTurn(protocol ?? react, trajectory, index);
}

/** A message that no protocol would take for something else. */
function plainMessage(trajectory: Trajectory, index: number, protocol: Protocol | undefined): string | undefined {
  const { message, tool_calls, extra } = trajectory.steps[index]!;
  const { finish, thought, fields } = extra?.mat ?? {};
  if ((tool_calls?.length ?? 0) > 0 || finish !== undefined || thought !== undefined || fields !== undefined)
    return undefined;
  const text = textOf(message);
  const again = readText(text, 1, protocol, toolsOf(trajectory));
  return again.message === text && again.tool_calls === undefined && again.extra?.mat?.finish === undefined
    ? text
    : undefined;
}

function inGrammar(trajectory: Trajectory, index: number, protocol: Protocol): string | undefined {
  const grammar = grammarOf(protocol);
  const said = stepOf(trajectory, index)!;
  if (grammar === undefined || said.give_up !== undefined || said.calls.length > 1) return undefined;
  const text = grammar.write(said);
  const again = text === undefined ? undefined : saidExactly(text, protocol);
  return again !== undefined && differenceOf(said, again, ["reasoning"]) === undefined ? text : undefined;
}

function reasoningLost(trajectory: Trajectory, index: number): string[] {
  return trajectory.steps[index]!.reasoning_content ? ["steps[].reasoning_content"] : [];
}
