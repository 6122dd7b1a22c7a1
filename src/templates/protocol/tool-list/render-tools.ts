import type { JsonValue } from "../../../core/json/value.ts";
import type { Tool } from "../../../core/tool.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { remembered } from "../remembered.ts";
import { jsonRendering } from "./json.ts";
import { lostPaths } from "./lost-paths.ts";
import { markdownRendering } from "./markdown.ts";
import { signatureRendering } from "./signature.ts";
import type { ToolRendering } from "./tool-rendering.ts";
import { xmlRendering } from "./xml.ts";
import { yamlRendering } from "./yaml.ts";

/** The ways to show a list of tools, by name. */
export const TOOL_RENDERINGS = {
  json: jsonRendering,
  signature: signatureRendering,
  markdown: markdownRendering,
  yaml: yamlRendering,
  xml: xmlRendering,
} as const satisfies Readonly<Record<string, ToolRendering>>;
/** The name of a way to show tools: a key of {@link TOOL_RENDERINGS}. */
export type ToolRenderingName = keyof typeof TOOL_RENDERINGS;

/** A list of tools as text, and the fields that reading it back does not give. */
export interface RenderedTools {
  readonly text: string;
  /** Paths in a tool, such as `parameters.properties.*.enum`; also fields that reading adds, such as an empty `parameters`. */
  readonly lost: readonly string[];
}

/** Lists that were shown before, as long as somebody holds them: one list mostly stands in many prompts. */
const shown = new WeakMap<readonly Tool[], Partial<Record<ToolRenderingName, RenderedTools | Refusal>>>();

/**
 * Shows tools in a prompt. The text is read back before it is handed out: what differs is named in `lost`, and a list whose
 * names or length would differ is refused. The same list (which nobody may change) is shown once in each way.
 */
export function renderTools(tools: readonly Tool[], rendering: ToolRenderingName): RenderedTools | Refusal {
  const known = shown.get(tools) ?? {};
  shown.set(tools, known);
  known[rendering] ??= show(tools, rendering);
  return known[rendering];
}

function show(tools: readonly Tool[], rendering: ToolRenderingName): RenderedTools | Refusal {
  const text = TOOL_RENDERINGS[rendering].render(tools);
  const back = parseTools(text, rendering);
  if (isRefusal(back)) return refuse("not_read_back", `the list could not be read back: ${back.detail}`);
  const same = back.length === tools.length && back.every((tool, index) => tool.name === tools[index]!.name);
  if (!same) return refuse("names_differ", "the list would be read back with other tools");
  return { text, lost: lostPaths(tools as unknown as JsonValue, back as unknown as JsonValue) };
}

/** Reads a list of tools that {@link renderTools} wrote. What it gives may be given again, and must not be changed. */
export function parseTools(text: string, rendering: ToolRenderingName): readonly Tool[] | Refusal {
  return parsed(`${rendering}\n${text}`, text, rendering);
}

/** A list is read back when it is shown, and often again by whoever gets the prompt: a long one in YAML takes milliseconds. */
const parsed = remembered((text: string, rendering: ToolRenderingName) => TOOL_RENDERINGS[rendering].parse(text));
