import { parse, stringify } from "yaml";
import type { JsonValue } from "../../../core/json/value.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { toolsIn } from "./json.ts";
import type { ToolRendering } from "./tool-rendering.ts";

/** The same list as YAML. */
export const yamlRendering: ToolRendering = {
  name: "yaml",
  // Folded lines and anchors would be read back all right, but models are not good at them.
  render: (tools) => stringify(tools, { lineWidth: 0, aliasDuplicateObjects: false }),
  parse: (text) => readYaml(text),
};

function readYaml(text: string): ReturnType<ToolRendering["parse"]> | Refusal {
  try {
    return toolsIn(parse(text, { maxAliasCount: 0, logLevel: "silent" }) as JsonValue);
  } catch (error) {
    return refuse("not_yaml", error instanceof Error ? error.message : "the text is no YAML");
  }
}
