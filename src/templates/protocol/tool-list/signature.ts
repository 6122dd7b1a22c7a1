import { type Refusal, refuse } from "../refusal.ts";
import { type FlatParameter, type FlatTool, flatten, unflatten } from "./flat-tool.ts";
import type { ToolRendering } from "./tool-rendering.ts";

const WORD = String.raw`(?:[\p{L}_][\p{L}\p{N}_.\-]*|"(?:[^"\\]|\\.)*")`;
const PARAMETER = new RegExp(String.raw`(${WORD})(\?)?(?:: (${WORD}))?(?:, |(?=\)))`, "uy");
const LINE = new RegExp(String.raw`^(${WORD})\(`, "u");

/** A line a tool: `get_weather(city: string, days?: integer): What the weather will be.` */
export const signatureRendering: ToolRendering = {
  name: "signature",
  render: (tools) => tools.map((tool) => lineOf(flatten(tool))).join("\n"),
  parse: (text) => {
    const tools: FlatTool[] = [];
    for (const line of text === "" ? [] : text.split("\n")) {
      const tool = readLine(line);
      if (tool === undefined)
        return refuse("not_a_signature", `this line is no signature: ${line.slice(0, 80)}`) as Refusal;
      tools.push(tool);
    }
    return tools.map(unflatten);
  },
};

function lineOf({ name, description, parameters }: FlatTool): string {
  const list = parameters.map(
    (one) => `${word(one.name)}${one.required ? "" : "?"}${one.type === "" ? "" : `: ${word(one.type)}`}`,
  );
  return `${word(name)}(${list.join(", ")})${description === "" ? "" : `: ${oneLine(description)}`}`;
}

function readLine(line: string): FlatTool | undefined {
  const name = LINE.exec(line);
  if (name === null) return undefined;
  const parameters: FlatParameter[] = [];
  PARAMETER.lastIndex = name[0].length;
  let at = name[0].length;
  for (let match = PARAMETER.exec(line); match !== null; match = PARAMETER.exec(line)) {
    const [, parameter, optional, type] = match;
    parameters.push({ name: unword(parameter!), type: unword(type ?? ""), required: !optional, description: "" });
    at = PARAMETER.lastIndex;
  }
  const rest = line.slice(at);
  if (rest !== ")" && !rest.startsWith("): ")) return undefined;
  return { name: unword(name[1]!), parameters, description: fromOneLine(rest.slice(3)) };
}

function word(text: string): string {
  return /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(text) ? text : JSON.stringify(text);
}

function unword(text: string): string {
  return text.startsWith('"') ? (JSON.parse(text) as string) : text;
}

/** A text without line breaks: they and backslashes are written with a backslash. */
export function oneLine(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
}

/** Undoes {@link oneLine}. */
export function fromOneLine(text: string): string {
  return text.replace(/\\([\s\S])/g, (_, character: string) => ({ n: "\n", r: "\r" })[character] ?? character);
}
