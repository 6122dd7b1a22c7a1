import { z } from "zod";
import { PROTOCOLS } from "../../templates/protocol/registry.ts";

/** `--protocol` of readers of text. */
export const protocolOption = z
  .enum(Object.keys(PROTOCOLS) as [string, ...string[]])
  .optional()
  .describe("the protocol of the agent's texts; told by the row unless given");
