import type { JsonObject } from "../../../core/json/value.ts";
import { createRandom } from "../../../core/random.ts";
import type { Language } from "../../../templates/template.ts";
import type { ToolBox, ToolReply } from "../../../tools/tool-box.ts";
import { idleReply } from "../../tool-making/distractor-tools.ts";
import { type Entity, type Page, writeValue } from "./entity.ts";
import { factKindsOf } from "./fact-kinds.ts";
import { searchPages } from "./search-pages.ts";
import { parameterNames, type SearchTools } from "./search-tools.ts";

/** What an encyclopedia's tools look into. */
export interface Encyclopedia {
  readonly entities: readonly Entity[];
  readonly pages: readonly Page[];
  readonly language: Language;
}

/** The tools of a task over an encyclopedia; those that no task needs do nothing. */
export function encyclopediaTools({ tools, roles, results }: SearchTools, encyclopedia: Encyclopedia): ToolBox {
  const { pages, language } = encyclopedia;
  return {
    tools,
    async call(name, args): Promise<ToolReply> {
      if (name === roles.search?.name)
        return { content: foundText(pages, textAt(args, 0, roles.search), results, language) };
      if (name === roles.open?.name) return openPage(pages, textAt(args, 0, roles.open), results, language);
      if (name === roles.lookup?.name)
        return { content: lookUpFact(encyclopedia, textAt(args, 0, roles.lookup), textAt(args, 1, roles.lookup)) };
      return { content: idleReply(language) };
    },
  };
}

function textAt(args: JsonObject, place: number, tool: SearchTools["tools"][number]): string {
  const value = args[parameterNames(tool)[place]!];
  return typeof value === "string" ? value : JSON.stringify(value ?? "");
}

function foundText(pages: readonly Page[], text: string, results: SearchTools["results"], language: Language): string {
  const found = searchPages(pages, text);
  if (results === "json") return JSON.stringify(found);
  if (found.length === 0) return language === "zh" ? "没有匹配的页面。" : "No page fits.";
  return found.map(({ id, title, snippet }, at) => `${at + 1}. [${id}] ${title} - ${snippet}`).join("\n");
}

function openPage(pages: readonly Page[], id: string, results: SearchTools["results"], language: Language): ToolReply {
  const page = pages.find((one) => one.id === id.trim());
  if (page === undefined) {
    const error = language === "zh" ? `没有编号为${id}的页面` : `there is no page with the id ${id}`;
    return { content: JSON.stringify({ error }), failed: true };
  }
  const { title, text } = page;
  return { content: results === "json" ? JSON.stringify({ id: page.id, title, text }) : `${title}\n\n${text}` };
}

/** How much of the encyclopedia the table of facts covers. */
const COVERED = 0.6;

function lookUpFact({ entities, language }: Encyclopedia, subject: string, property: string): string {
  const entity = entities.find(({ name }) => name.toLowerCase() === subject.trim().toLowerCase());
  const kinds = entity === undefined ? [] : factKindsOf(entity.type).filter(({ value }) => value.type !== "entity");
  const kind = kinds.find((one) => one.property[language].toLowerCase() === property.trim().toLowerCase());
  const covered = entity !== undefined && createRandom(0, `${entity.name}/${kind?.key}`).chance(COVERED);
  const value = kind && covered ? writeValue(entity.facts[kind.key]!, kind, entities, language) : undefined;
  if (value === undefined)
    return JSON.stringify({ value: null, note: language === "zh" ? "数据表中没有" : "not in the table" });
  const unit = kind!.value.type === "count" ? { unit: kind!.value.unit[language] } : {};
  return JSON.stringify({ subject: entity!.name, property, value, ...unit });
}
