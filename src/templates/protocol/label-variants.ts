import { literal } from "./escape.ts";
import type { LabelRole } from "./labels.ts";
import { labelsOf } from "./labels.ts";
import type { LabelledProtocol } from "./protocol.ts";

/** What models write for a label, whatever the protocol calls it; longer ones first where one begins another. */
const VARIANTS: Readonly<Record<string, readonly string[]>> = {
  thought: ["thought", "thoughts", "think", "reasoning", "思考", "想法", "思路"],
  action: ["action", "tool", "act", "行动", "动作", "工具", "操作"],
  arguments: [
    "action input",
    "action_input",
    "actioninput",
    "tool input",
    "arguments",
    "行动输入",
    "动作输入",
    "工具输入",
    "输入",
    "参数",
  ],
  answer: ["final answer", "final_answer", "finalanswer", "answer", "最终答案", "最终回答", "最终答复", "答案", "回答"],
  give_up: ["give up", "give_up", "giving up", "放弃"],
  observation: ["observation", "observations", "tool output", "观察", "观察结果", "工具结果"],
};

/** The same for fields, of which a protocol has the ones that it names. */
const FIELD_VARIANTS: Readonly<Record<string, readonly string[]>> = {
  plan: ["plan", "计划", "规划"],
  criticism: ["criticism", "self-criticism", "自我批评", "批评"],
  reflection: ["reflection", "self-reflection", "反思"],
  speak: ["speak", "say", "要说的话"],
};

/** A label as it stands in a text. */
export interface FoundLabel {
  readonly role: LabelRole;
  readonly start: number;
  readonly end: number;
  /** How it differs from the protocol's label, or undefined. */
  readonly repair?: "label_case" | "label_variant" | "label_markup" | "label_colon" | "label_indented";
}

/** The labels at the line starts of a text, in every spelling that is known. */
export function findLabels(protocol: LabelledProtocol, text: string): FoundLabel[] {
  const labels = labelsOf(protocol);
  const own = new Map(labels.map(([role, label]) => [label, role]));
  const { words, found } = patternsOf(protocol);
  return [...text.matchAll(found)].map((match) => {
    const [whole, before, word, markup, number, colon, after, other] = match as unknown as string[];
    if (other !== undefined) return withoutColon(labels, other, match.index, whole!);
    const exact = own.has(word! + colon!);
    const start = match.index + (whole!.startsWith("\n") ? 1 : 0);
    const key = word!.toLowerCase().replaceAll("_", " ");
    const role = own.get(word! + colon!) ?? words.get(word!.toLowerCase()) ?? words.get(key) ?? spaced(words, key);
    const found = { role, start, end: match.index + whole!.length };
    if (/[*#_>-]/.test(before! + markup! + after!)) return { ...found, repair: "label_markup" as const };
    if (before !== "") return { ...found, repair: "label_indented" as const };
    if (exact && number === "") return found;
    const canonical = labels.find(([one]) => one === role)?.[1].replace(/[:：]$/, "");
    if (canonical === word && colon === "：") return { ...found, repair: "label_colon" as const };
    return {
      ...found,
      repair:
        number === "" && canonical?.toLowerCase() === word!.toLowerCase()
          ? ("label_case" as const)
          : ("label_variant" as const),
    };
  });
}

function withoutColon(labels: ReturnType<typeof labelsOf>, found: string, index: number, whole: string): FoundLabel {
  const [role, label] = labels.find(([, one]) => one.toLowerCase() === found.toLowerCase())!;
  const place = { role, start: index + (whole.startsWith("\n") ? 1 : 0), end: index + whole.length };
  return label === found ? place : { ...place, repair: "label_case" };
}

/** What may introduce something, in lower case, by its role. */
function wordsOf(protocol: LabelledProtocol): Map<string, LabelRole> {
  const words = new Map<string, LabelRole>();
  for (const role of Object.keys(VARIANTS) as LabelRole[]) for (const word of VARIANTS[role]!) words.set(word, role);
  for (const { name } of protocol.fields ?? [])
    if (Object.hasOwn(FIELD_VARIANTS, name)) for (const word of FIELD_VARIANTS[name]!) words.set(word, `field:${name}`);
  for (const [role, label] of labelsOf(protocol)) words.set(label.replace(/[:：]$/, "").toLowerCase(), role);
  return words;
}

function patternOf(protocol: LabelledProtocol): string {
  const longestFirst = (texts: readonly string[]) => [...texts].sort((a, b) => b.length - a.length);
  const names = longestFirst([...wordsOf(protocol).keys()]).map((word) => literal(word).replaceAll(" ", "[ _]?"));
  // Labels that end otherwise (`[Thought]`) are found as they are.
  const others = longestFirst(labelsOf(protocol).flatMap(([, label]) => (/[:：]$/.test(label) ? [] : [label])));
  const withColon = `([ \\t>*#_\\-]*)(${names.join("|")})([*_ ]*)(\\d*)\\s?([:：])([*_]*)`;
  return `(?:${withColon}${others.length === 0 ? "" : `|(${others.map(literal).join("|")})`})[ \\t]?`;
}

interface LabelPatterns {
  readonly words: ReadonlyMap<string, LabelRole>;
  readonly found: RegExp;
  readonly bare: RegExp;
  readonly escaped: RegExp;
}

const patterns = new WeakMap<LabelledProtocol, LabelPatterns>();

/** Made once for a protocol. */
function patternsOf(protocol: LabelledProtocol): LabelPatterns {
  const known = patterns.get(protocol);
  if (known !== undefined) return known;
  const pattern = patternOf(protocol);
  const made = {
    words: wordsOf(protocol),
    found: new RegExp(`(?:^|\\n)${pattern}`, "giu"),
    bare: new RegExp(`(^|\\n)(?=\\\\*${pattern})`, "giu"),
    escaped: new RegExp(`(^|\\n)\\\\(?=\\\\*${pattern})`, "giu"),
  };
  patterns.set(protocol, made);
  return made;
}

/** Puts a backslash in front of each line that lenient reading would take for a label. */
export function escapeVariants(protocol: LabelledProtocol, text: string): string {
  return text.replace(patternsOf(protocol).bare, "$1\\");
}

/** Undoes {@link escapeVariants}. */
export function unescapeVariants(protocol: LabelledProtocol, text: string): string {
  return text.replace(patternsOf(protocol).escaped, "$1");
}

function spaced(words: ReadonlyMap<string, LabelRole>, key: string): LabelRole {
  return words.get(key.replaceAll(" ", "")) ?? "thought";
}
