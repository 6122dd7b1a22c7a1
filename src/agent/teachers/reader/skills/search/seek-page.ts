import type { Intent, ReaderView } from "../../reader-view.ts";
import { parameterOf, pickTool } from "./pick-tool.ts";
import { type FoundPage, foundPages, type ReadPage, readPage } from "./read-results.ts";

/** A page, or what has to be done first. */
export type Sought = { readonly page: ReadPage } | { readonly intent: Intent };

/**
 * The page on a thing of this name: opened, or to be searched for and opened. Of several pages with one title the first is
 * taken, unless answers are to be checked: then all are opened, and the one that says that it is the newest is taken.
 */
export function seekPage(view: ReaderView, name: string): Sought {
  const opened = view.done
    .flatMap((call) => (call.failed ? [] : (readPage(call) ?? [])))
    .filter((page) => isNamed(page, name));
  const listed = listedPages(view).filter((page) => isNamed(page, name));
  const unread = listed.filter(({ id }) => !opened.some((page) => page.id === id));
  const isThorough = view.asks.has("check-before-answer");
  if (opened.length > 0 && (unread.length === 0 || !isThorough)) return { page: newest(opened) };
  if (unread.length > 0) return { intent: openIntent(view, unread[0]!) };
  return { intent: searchIntent(view, name) };
}

function isNamed({ title }: { readonly title: string }, name: string): boolean {
  return title.toLowerCase() === name.toLowerCase();
}

function listedPages({ done }: ReaderView): FoundPage[] {
  return done.flatMap(({ failed, observation }) => (failed ? [] : (foundPages(observation) ?? [])));
}

function openIntent({ tools, language }: ReaderView, { id, title }: FoundPage): Intent {
  const tool = pickTool(tools, "open");
  if (tool === undefined) return lost(language === "zh" ? "没有工具能打开页面" : "no tool opens a page");
  const reason = language === "zh" ? `关于${title}的页面应该写了` : `the page on ${title} should say so`;
  return { reason, call: { name: tool.name, arguments: { [parameterOf(tool)]: id } } };
}

function searchIntent({ tools, language, done }: ReaderView, name: string): Intent {
  const zh = language === "zh";
  const tool = pickTool(tools, "search");
  if (tool === undefined) return lost(zh ? "没有工具能查到这些资料" : "none of the tools can look this up");
  const args = { [parameterOf(tool)]: name };
  const asked = done.some((call) => call.name === tool.name && call.arguments[parameterOf(tool)] === name);
  if (asked)
    return lost(zh ? `没有找到关于${name}的页面，无法回答` : `there is no page on ${name}, so I cannot answer`);
  return {
    reason: zh ? `需要先找到${name}` : `${name} has to be found first`,
    call: { name: tool.name, arguments: args },
  };
}

function lost(reason: string): Intent {
  return { reason, give_up: reason };
}

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

function newest(pages: readonly ReadPage[]): ReadPage {
  return pages.toSorted((a, b) => revisionOf(b) - revisionOf(a))[0]!;
}

/** The day in the last sentence, as a number that is greater for a later day; 0 where there is none. */
function revisionOf({ text }: ReadPage): number {
  const zh = /(\d{4})年(\d+)月(\d+)日[^\d]*$/.exec(text);
  if (zh !== null) return Number(zh[1]) * 10_000 + Number(zh[2]) * 100 + Number(zh[3]);
  const en = /(\d+) (\p{L}{3})\p{L}* (\d{4})\.?$/u.exec(text);
  return en === null ? 0 : Number(en[3]) * 10_000 + (MONTHS.indexOf(en[2]!.toLowerCase()) + 1) * 100 + Number(en[1]);
}
