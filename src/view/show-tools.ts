import { visibleText } from "../core/visible-text.ts";
import { signatureRendering } from "../templates/protocol/tool-list/signature.ts";
import type { OwnTool } from "../tools/own/own-tool.ts";

/** Tools of a user's own as people read them: a signature each, its limits, and what is missing to call it. */
export function showTools(tools: readonly OwnTool[]): string {
  return visibleText(tools.map((one) => `${linesOf(one).join("\n    ")}\n`).join(""));
}

function linesOf({ tool, timeoutMs, maxBytes, variables, missing }: OwnTool): string[] {
  const lacks = missing?.();
  const gets = variables.length === 0 ? "" : `, gets ${variables.join(", ")}`;
  return [
    signatureRendering.render([tool]),
    `${timeoutMs / 1000} seconds, ${maxBytes.toLocaleString("en-US")} bytes${gets}`,
    ...(lacks === undefined ? [] : [`cannot be called: ${lacks}`]),
  ];
}
