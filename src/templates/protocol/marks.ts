import { isObject } from "../../core/json/value.ts";
import type { NativeProtocol, TaggedProtocol } from "./protocol.ts";

/** All marks of a protocol: what must not stand in its texts unescaped. */
export function marksOf(protocol: TaggedProtocol | NativeProtocol): string[] {
  const pairs: unknown[] = [protocol.thought, protocol.answer, protocol.give_up];
  if (protocol.kind === "tagged") pairs.push(protocol.reasoning, protocol.call.marks, protocol.observation);
  return pairs.flatMap((pair) =>
    isObject(pair) && "open" in pair && "close" in pair ? [String(pair["open"]), String(pair["close"])] : [],
  );
}
