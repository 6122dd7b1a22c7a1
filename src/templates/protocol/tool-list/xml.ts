import { refuse } from "../refusal.ts";
import { escapeXml, unescapeXml } from "../xml-text.ts";
import { type FlatParameter, flatten, unflatten } from "./flat-tool.ts";
import type { ToolRendering } from "./tool-rendering.ts";

const TOOL =
  /\s*<tool name="([^"<]*)">\s*(?:<description>([^<]*)<\/description>\s*)?((?:<parameter [^<]*<\/parameter>\s*)*)<\/tool>\s*/y;
const PARAMETER = /<parameter name="([^"<]*)"(?: type="([^"<]*)")? required="(true|false)">([^<]*)<\/parameter>\s*/y;

/** One element a tool, with one element for its description and for each parameter. */
export const xmlRendering: ToolRendering = {
  name: "xml",
  render: (tools) => `<tools>\n${tools.map((tool) => `${elementOf(flatten(tool))}\n`).join("")}</tools>`,
  parse: (text) => {
    const inner = /^\s*<tools>([\s\S]*)<\/tools>\s*$/.exec(text)?.[1]?.trim();
    if (inner === undefined) return refuse("not_xml", "the text is no <tools> element");
    const tools: ReturnType<typeof unflatten>[] = [];
    for (let at = 0; at < inner.length; at = TOOL.lastIndex) {
      TOOL.lastIndex = at;
      const [, name, description = "", list] = TOOL.exec(inner) ?? [];
      if (name === undefined) return refuse("not_xml", `no tool begins here: ${inner.slice(at, at + 80)}`);
      const parameters = parametersOf(list!);
      if (parameters === undefined) return refuse("not_xml", `the parameters of ${name} cannot be read`);
      tools.push(unflatten({ name: unescapeXml(name), description: unescapeXml(description), parameters }));
    }
    return tools;
  },
};

function elementOf({ name, description, parameters }: ReturnType<typeof flatten>): string {
  const lines = [`<tool name="${escapeXml(name)}">`];
  if (description !== "") lines.push(`  <description>${escapeXml(description)}</description>`);
  for (const one of parameters) {
    const type = one.type === "" ? "" : ` type="${escapeXml(one.type)}"`;
    const attributes = `name="${escapeXml(one.name)}"${type} required="${one.required}"`;
    lines.push(`  <parameter ${attributes}>${escapeXml(one.description)}</parameter>`);
  }
  return [...lines, "</tool>"].join("\n");
}

function parametersOf(list: string): FlatParameter[] | undefined {
  const parameters: FlatParameter[] = [];
  for (let at = 0; at < list.length; at = PARAMETER.lastIndex) {
    PARAMETER.lastIndex = at;
    const [, name, type = "", required, description] = PARAMETER.exec(list) ?? [];
    if (name === undefined) return undefined;
    parameters.push({
      name: unescapeXml(name),
      type: unescapeXml(type),
      required: required === "true",
      description: unescapeXml(description!),
    });
  }
  return parameters;
}
