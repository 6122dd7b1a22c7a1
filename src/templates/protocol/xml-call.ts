import { numberTextOf } from "../../core/json/spelling.ts";
import { stringifyJson } from "../../core/json/stringify.ts";
import type { JsonObject } from "../../core/json/value.ts";
import type { AgentCall } from "./agent-step.ts";
import { jsonOf } from "./arguments.ts";
import type { TaggedProtocol } from "./protocol.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { escapeXml, unescapeXml } from "./xml-text.ts";

type XmlForm = Extract<TaggedProtocol["call"], { body: "xml" }>;

/** A call as elements: one for the name, one for each argument; what is no text says `type="json"`. */
export function writeXmlCall(form: XmlForm, call: AgentCall, marks: readonly string[]): string {
  const lines = [`<${form.name}>${escapeXml(call.name, marks)}</${form.name}>`];
  for (const key of Object.keys(call.arguments)) {
    const value = call.arguments[key]!;
    const isText = typeof value === "string";
    // The number's own spelling (1.0) is kept by its container, so it is written from there.
    const text = isText ? value : memberText(call.arguments, key);
    const attributes = `name="${escapeXml(key, marks)}"${isText ? "" : ' type="json"'}`;
    lines.push(`<${form.argument} ${attributes}>${escapeXml(text, marks)}</${form.argument}>`);
  }
  return lines.join("\n");
}

function memberText(args: JsonObject, key: string): string {
  return numberTextOf(args, key) ?? stringifyJson(args[key]!);
}

/** Reads a call that stands there as {@link writeXmlCall} writes it, whatever the white space between elements. */
export function readXmlCall(form: XmlForm, text: string): AgentCall | Refusal {
  const name = new RegExp(`^\\s*<${form.name}>([^<]*)</${form.name}>\\s*`).exec(text);
  if (name === null) return refuse("no_tool_name", `a call does not begin with <${form.name}>`);
  const element = new RegExp(`<${form.argument} name="([^"<]*)"( type="json")?>([^<]*)</${form.argument}>\\s*`, "y");
  const members: string[] = [];
  element.lastIndex = name[0].length;
  while (element.lastIndex < text.length) {
    const match = element.exec(text);
    if (match === null) return refuse("call_malformed", "a call holds something else than its arguments");
    const value = unescapeXml(match[3]!);
    members.push(`${JSON.stringify(unescapeXml(match[1]!))}:${match[2] === undefined ? JSON.stringify(value) : value}`);
    if (match[2] !== undefined && jsonOf(value) === undefined)
      return refuse("arguments_not_json", `an argument is no JSON`);
  }
  const args = jsonOf(`{${members.join(",")}}`);
  if (args === undefined) return refuse("arguments_not_json", "the arguments are no JSON");
  return { name: unescapeXml(name[1]!), arguments: args as JsonObject };
}
