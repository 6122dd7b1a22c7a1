import { type AgentStep, isNothing } from "./agent-step.ts";
import { withEnding } from "./endings.ts";
import { readJsonObject } from "./json-object.ts";
import { readLabelled } from "./labelled.ts";
import { readNative } from "./native.ts";
import type { Protocol } from "./protocol.ts";
import { isRefusal, type Refusal, refuse } from "./refusal.ts";
import { readTagged } from "./tagged.ts";

/** Reads a step that is written just as the protocol says. */
export function readStrictly(protocol: Protocol, text: string): AgentStep | Refusal {
  const said = readKind(protocol, text);
  if (isRefusal(said)) return said;
  if (isNothing(said)) return refuse("empty_step", "the text says nothing");
  if (said.calls.length > 1 && !protocol.parallel)
    return refuse("parallel_calls", `${said.calls.length} calls, and the protocol has one a step`);
  return withEnding(protocol, said);
}

function readKind(protocol: Protocol, text: string): AgentStep | Refusal {
  switch (protocol.kind) {
    case "labelled":
      return readLabelled(protocol, text);
    case "json":
      return readJsonObject(protocol, text);
    case "tagged":
      return readTagged(protocol, text);
    case "native":
      return readNative(protocol, text);
  }
}
