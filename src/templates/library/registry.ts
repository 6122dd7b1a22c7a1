import { UsageError } from "../../core/errors.ts";
import { nearestName } from "../../core/nearest-name.ts";
import type { Language, PromptTemplate } from "../template.ts";
import { kagentsysEn } from "./named/kagentsys-en.ts";
import { kagentsysZh } from "./named/kagentsys-zh.ts";
import { modelscopeEn } from "./named/modelscope-en.ts";
import { modelscopeZh } from "./named/modelscope-zh.ts";
import { nativeEn } from "./named/native-en.ts";
import { nativeZh } from "./named/native-zh.ts";
import { reactEn } from "./named/react-en.ts";
import { reactZh } from "./named/react-zh.ts";
import { toolllamaEn } from "./named/toolllama-en.ts";
import { toolllamaZh } from "./named/toolllama-zh.ts";

/** The prompt templates that come with mat, by id. */
export const TEMPLATES: Readonly<Record<string, PromptTemplate>> = Object.fromEntries(
  [
    reactEn,
    reactZh,
    toolllamaEn,
    toolllamaZh,
    modelscopeEn,
    modelscopeZh,
    kagentsysEn,
    kagentsysZh,
    nativeEn,
    nativeZh,
  ].map((template) => [template.id, template]),
);

/** The template of this id; throws UsageError with the nearest id. */
export function namedTemplate(id: string): PromptTemplate {
  if (Object.hasOwn(TEMPLATES, id)) return TEMPLATES[id]!;
  const near = nearestName(id, Object.keys(TEMPLATES));
  throw new UsageError(
    `there is no template "${id}"`,
    near === undefined ? `Name one of ${Object.keys(TEMPLATES).join(", ")}.` : `Did you mean "${near}"?`,
  );
}

/**
 * The template that shows tools and steps in the protocol of this name: in this language, or in English where there is no
 * other. A protocol with Chinese labels (`react-zh`) counts as the protocol that it translates: the language decides.
 */
export function templateForProtocol(protocolName: string, language: Language): PromptTemplate {
  const base = protocolName === "plain-answer" ? "kagentsys-conclude" : protocolName.replace(/-zh$/, "");
  const ids = [`${base}-${language}`, `${base}-en`];
  return namedTemplate(ids.find((id) => Object.hasOwn(TEMPLATES, id)) ?? ids[0]!);
}
