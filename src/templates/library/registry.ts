import { UsageError } from "../../core/errors.ts";
import { nearestName } from "../../core/nearest-name.ts";
import type { Language, PromptTemplate } from "../template.ts";
import { agentinstructAlfworldEn } from "./named/agentinstruct-alfworld-en.ts";
import { agentinstructDbEn } from "./named/agentinstruct-db-en.ts";
import { agentinstructKgEn } from "./named/agentinstruct-kg-en.ts";
import { agentinstructMind2webEn } from "./named/agentinstruct-mind2web-en.ts";
import { agentinstructOsEn } from "./named/agentinstruct-os-en.ts";
import { agentinstructWebshopEn } from "./named/agentinstruct-webshop-en.ts";
import { autogptEn } from "./named/autogpt-en.ts";
import { autogptZh } from "./named/autogpt-zh.ts";
import { conclusionEn } from "./named/conclusion-en.ts";
import { conclusionZh } from "./named/conclusion-zh.ts";
import { hermesEn } from "./named/hermes-en.ts";
import { hermesZh } from "./named/hermes-zh.ts";
import { kagentsysConcludeEn } from "./named/kagentsys-conclude-en.ts";
import { kagentsysConcludeZh } from "./named/kagentsys-conclude-zh.ts";
import { kagentsysEn } from "./named/kagentsys-en.ts";
import { kagentsysZh } from "./named/kagentsys-zh.ts";
import { modelscopeEn } from "./named/modelscope-en.ts";
import { modelscopeZh } from "./named/modelscope-zh.ts";
import { nativeEn } from "./named/native-en.ts";
import { nativeZh } from "./named/native-zh.ts";
import { planEn } from "./named/plan-en.ts";
import { planZh } from "./named/plan-zh.ts";
import { profileEn } from "./named/profile-en.ts";
import { profileZh } from "./named/profile-zh.ts";
import { qwenEn } from "./named/qwen-en.ts";
import { qwenZh } from "./named/qwen-zh.ts";
import { reactEn } from "./named/react-en.ts";
import { reactZh } from "./named/react-zh.ts";
import { reflectionEn } from "./named/reflection-en.ts";
import { reflectionZh } from "./named/reflection-zh.ts";
import { toolUseEn } from "./named/tool-use-en.ts";
import { toolUseZh } from "./named/tool-use-zh.ts";
import { toolllamaEn } from "./named/toolllama-en.ts";
import { toolllamaZh } from "./named/toolllama-zh.ts";
import { xmlEn } from "./named/xml-en.ts";
import { xmlZh } from "./named/xml-zh.ts";

/** The prompt templates that come with mat, by id. */
export const TEMPLATES: Readonly<Record<string, PromptTemplate>> = Object.fromEntries(
  [
    reactEn,
    reactZh,
    autogptEn,
    autogptZh,
    toolllamaEn,
    toolllamaZh,
    modelscopeEn,
    modelscopeZh,
    kagentsysEn,
    kagentsysZh,
    kagentsysConcludeEn,
    kagentsysConcludeZh,
    hermesEn,
    hermesZh,
    qwenEn,
    qwenZh,
    xmlEn,
    xmlZh,
    nativeEn,
    nativeZh,
    agentinstructOsEn,
    agentinstructDbEn,
    agentinstructAlfworldEn,
    agentinstructWebshopEn,
    agentinstructKgEn,
    agentinstructMind2webEn,
    planEn,
    planZh,
    toolUseEn,
    toolUseZh,
    reflectionEn,
    reflectionZh,
    conclusionEn,
    conclusionZh,
    profileEn,
    profileZh,
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
