import type { JsonObject } from "../../core/json/value.ts";
import type { ToolDefinition } from "../../core/tool.ts";
import { finalCommandNames } from "../../templates/protocol/endings.ts";
import type { Protocol } from "../../templates/protocol/protocol.ts";
import { textOfTurn } from "../conversations/row.ts";
import { findTools } from "../protocol-text/find-tools.ts";

/** The tools that the prompt of a row lists, where that can be told: those of AgentInstruct itself stand in words. */
export function toolsOfTurns(turns: readonly JsonObject[], protocol: Protocol | undefined): readonly ToolDefinition[] {
  const prompt = turns.find((turn) => turn["from"] === "human");
  if (prompt === undefined) return [];
  const spoken = turns.filter((turn) => turn["from"] === "gpt").map(textOfTurn);
  const finals = protocol === undefined ? [] : finalCommandNames(protocol);
  return findTools(textOfTurn(prompt), spoken.join("\n")).filter((tool) => !finals.includes(tool.function.name));
}
