import { quoted } from "../../../../core/visible-text.ts";
import type { TemplateProblem } from "../../../check/template-check.ts";
import type { PromptTemplate } from "../../../template.ts";
import { writtenText } from "./written-text.ts";

/** A template of no run in particular knows no place on the network, and nobody to write to. */
const ADDRESS = /\b(?:https?|ftp|file|data|javascript):\/*\S|\bwww\.\w|[\w.+-]+@[\w-]+\.[a-z]{2,}/i;
/** Nor has it any business with these. */
const SECRET =
  /\b(?:api|access|private|secret|ssh)[ _-]?(?:keys?|tokens?)\b|\bpass(?:words?|phrases?|codes?)\b|\benvironment variables?\b|\bcredit cards?\b|密码|口令|密钥|私钥|环境变量|信用卡|令牌/i;

/** What only a template would say that is after something. */
export function suspectText(template: PromptTemplate): TemplateProblem[] {
  return writtenText(template).flatMap(([where, text]) => [
    ...found("holds_address", where, text, ADDRESS, "an address, which no template needs"),
    ...found("speaks_of_secrets", where, text, SECRET, "a word for a secret, which no template needs"),
  ]);
}

function found(reason: string, where: string, text: string, pattern: RegExp, what: string): TemplateProblem[] {
  const match = pattern.exec(text)?.[0];
  return match === undefined ? [] : [{ reason, detail: `${where} holds ${quoted(match)}: ${what}` }];
}
