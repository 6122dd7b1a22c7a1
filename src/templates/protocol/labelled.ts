import { type AgentCall, type AgentStep, agentStep } from "./agent-step.ts";
import { argumentsTextOf, callFromText } from "./arguments.ts";
import { callsToWrite } from "./endings.ts";
import { anyLabel, escapeLines, unescapeLines } from "./escape.ts";
import { fieldNamesOf, fieldOf } from "./fields.ts";
import { escapeVariants, unescapeVariants } from "./label-variants.ts";
import { fieldNameOf, isFieldRole, type LabelRole, labelsOf } from "./labels.ts";
import type { LabelledProtocol } from "./protocol.ts";
import { isRefusal, type Refusal, refuse } from "./refusal.ts";

/** A label's role and what stands behind it. */
export interface Section {
  readonly role: LabelRole;
  readonly text: string;
}

/** A step as labels and texts, one behind the other. */
export function writeLabelled(protocol: LabelledProtocol, step: AgentStep): string {
  const labels = labelsOf(protocol);
  const names = new Map(labels);
  const { calls, answer, give_up } = callsToWrite(protocol, step);
  const sections: Section[] = [];
  if (step.thought) sections.push({ role: "thought", text: step.thought });
  for (const name of fieldNamesOf(protocol))
    if (fieldOf(step, name)) sections.push({ role: `field:${name}`, text: fieldOf(step, name) });
  for (const call of calls) sections.push(...sectionsOf(protocol, call));
  if (answer !== undefined) sections.push({ role: "answer", text: answer });
  if (give_up !== undefined) sections.push({ role: "give_up", text: give_up });
  const escaped = labels.map(([, label]) => label);
  // A thought alone could hold a call under misspelt labels, which lenient reading would find: those are escaped as well.
  const escaping = sections.every(isMused)
    ? (text: string) => escapeVariants(protocol, text)
    : (text: string) => escapeLines(text, escaped);
  return sections.map(({ role, text }) => names.get(role)! + protocol.separator + escaping(text)).join("\n");
}

/** Is it a thought or a field: something that neither acts nor ends? */
function isMused({ role }: { readonly role: LabelRole }): boolean {
  return role === "thought" || isFieldRole(role);
}

function sectionsOf(protocol: LabelledProtocol, call: AgentCall): Section[] {
  const args = writeArguments(protocol, call);
  if ("label" in protocol.arguments)
    return [
      { role: "action", text: call.name },
      { role: "arguments", text: args },
    ];
  const { open, close } = protocol.arguments;
  return [{ role: "action", text: call.name + open + args + close }];
}

function writeArguments(protocol: LabelledProtocol, call: AgentCall): string {
  const parameter = plainParameter(protocol, call.name);
  const value = parameter === undefined ? undefined : call.arguments[parameter];
  if (typeof value === "string" && Object.keys(call.arguments).length === 1) return value;
  return argumentsTextOf(call);
}

/** The argument that stands bare in calls of this tool, where the protocol has one for it. */
function plainParameter(protocol: LabelledProtocol, tool: string): string | undefined {
  return protocol.plain !== undefined && Object.hasOwn(protocol.plain, tool) ? protocol.plain[tool] : undefined;
}

/** The sections of a text, each label exactly as the protocol has it. */
export function readSections(protocol: LabelledProtocol, text: string): Section[] | Refusal {
  const labels = labelsOf(protocol);
  const all = labels.map(([, label]) => label);
  const found = [...text.matchAll(anyLabel(all))];
  if (found[0]?.index !== 0 || text.startsWith("\n"))
    return refuse("text_before_label", "the text does not begin with a label");
  const roles = found.map((match) => labels.find(([, label]) => label === match[1])![0]);
  const unescaping = roles.every((role) => isMused({ role }))
    ? (content: string) => unescapeVariants(protocol, content)
    : (content: string) => unescapeLines(content, all);
  const sections: Section[] = [];
  for (const [position, match] of found.entries()) {
    const start = match.index + match[0].length;
    const content = text.slice(start, found[position + 1]?.index ?? text.length);
    if (!content.startsWith(protocol.separator)) return refuse("no_separator", "a label runs into its text");
    sections.push({ role: roles[position]!, text: unescaping(content.slice(1)) });
  }
  return sections;
}

/** Reads a step that stands there just as {@link writeLabelled} writes it. */
export function readLabelled(protocol: LabelledProtocol, text: string): AgentStep | Refusal {
  if (text === "") return agentStep({ calls: [] });
  const sections = readSections(protocol, text);
  if (isRefusal(sections)) return sections;
  if (sections.some(({ role }) => role === "observation"))
    return refuse("observation_in_output", `the agent wrote "${protocol.observation}" itself`);
  const order = sections.map(({ role }) => role).join(" ");
  const call = "label" in protocol.arguments ? "action arguments" : "action";
  const fields = fieldNamesOf(protocol).map((name) => `(field:${name} ?)?`);
  if (!new RegExp(`^(thought ?)?${fields.join("")}(${call}( ${call})*|answer|give_up)?$`).test(order))
    return refuse("labels_out_of_order", `the labels stand in the order ${order}`);
  const textOf = (role: LabelRole) => sections.find((section) => section.role === role)?.text;
  const calls = readCalls(protocol, sections);
  if (isRefusal(calls)) return calls;
  return agentStep({
    thought: textOf("thought"),
    calls,
    answer: textOf("answer"),
    give_up: textOf("give_up"),
    fields: fieldsIn(sections),
  });
}

function fieldsIn(sections: readonly Section[]): Record<string, string> {
  return Object.fromEntries(
    sections.flatMap(({ role, text }) => (isFieldRole(role) ? [[fieldNameOf(role), text]] : [])),
  ) as Record<string, string>;
}

function readCalls(protocol: LabelledProtocol, sections: readonly Section[]): AgentCall[] | Refusal {
  const calls: AgentCall[] = [];
  for (const [index, { role, text }] of sections.entries()) {
    if (role !== "action") continue;
    const parts =
      "label" in protocol.arguments
        ? { name: text, args: sections[index + 1]!.text }
        : splitCall(protocol.arguments, text);
    if (parts === undefined) return refuse("call_malformed", "an action is no call with its arguments");
    const parameter = plainParameter(protocol, parts.name);
    const call =
      parameter === undefined
        ? callFromText(parts.name, parts.args)
        : { name: parts.name, arguments: { [parameter]: parts.args } };
    if (isRefusal(call)) return call;
    calls.push(call);
  }
  return calls;
}

function splitCall(
  { open, close }: { readonly open: string; readonly close: string },
  text: string,
): { name: string; args: string } | undefined {
  const at = text.indexOf(open);
  if (at === -1 || !text.endsWith(close) || text.length < at + open.length + close.length) return undefined;
  return { name: text.slice(0, at), args: text.slice(at + open.length, text.length - close.length) };
}

/** Is this call written bare, so that the spelling of its arguments is not kept? */
export function losesArgumentsText(protocol: LabelledProtocol, call: AgentCall): boolean {
  return call.arguments_text !== undefined && writeArguments(protocol, call) !== call.arguments_text;
}
