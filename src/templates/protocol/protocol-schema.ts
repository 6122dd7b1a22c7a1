import { z } from "zod";
import { jsonProtocolSchema, labelledSchema, nativeSchema, taggedSchema } from "./protocol.ts";
import { protocolFaults } from "./protocol-faults.ts";

/**
 * How one agent step is written as text and read back, and how an observation is shown: data, so that a meta-agent can
 * invent one, checked here, so that it cannot invent an ambiguous one.
 */
export const protocolSchema = z
  .discriminatedUnion("kind", [labelledSchema, jsonProtocolSchema, taggedSchema, nativeSchema])
  .superRefine((protocol, context) => {
    for (const message of protocolFaults(protocol)) context.addIssue({ code: "custom", message });
  });
