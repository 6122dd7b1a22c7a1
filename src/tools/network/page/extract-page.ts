import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { tidy } from "./plain-text.ts";

/** What a page says. */
export interface PageText {
  readonly title: string;
  /** A line for each block: paragraph, heading, item of a list, row of a table. */
  readonly text: string;
}

/** As much of a node of a page as is looked at. */
interface PageNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly childNodes: Iterable<PageNode>;
}

/** Less than this is no article, but what is left of a page that has none. */
const SHORTEST_ARTICLE = 200;
const LONGEST_TITLE = 300;
const HIDDEN = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "SVG", "IFRAME", "OBJECT", "HEAD", "TITLE"]);
const BLOCKS = new Set(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE BR DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TR UL".split(
    " ",
  ),
);

/** The article of a page without its surroundings, or all of its text where there is none. */
export function extractPage(html: string): PageText {
  const { document } = parseHTML(whole(html));
  const title = tidy(document.querySelector("title")?.textContent ?? "").slice(0, LONGEST_TITLE);
  // Reading an article takes the page apart: what is said in all goes first.
  const all = document.body === null ? "" : textOf(document.body as unknown as PageNode);
  const article = new Readability(document as never, { charThreshold: SHORTEST_ARTICLE }).parse();
  const content = parseHTML(`<html><body>${article?.content ?? ""}</body></html>`).document.body;
  const text = textOf(content as unknown as PageNode);
  return { title, text: text.length < SHORTEST_ARTICLE ? all : text };
}

/** The parser takes nothing for granted that a page leaves out. */
function whole(html: string): string {
  return /<html[\s>]/i.test(html) ? html : `<!doctype html><html><head></head><body>${html}</body></html>`;
}

function textOf(root: PageNode): string {
  const parts: string[] = [];
  const visit = (node: PageNode): void => {
    if (node.nodeType === 3) parts.push((node.nodeValue ?? "").replace(/\s+/g, " "));
    const name = node.nodeName.toUpperCase();
    if (node.nodeType !== 1 || HIDDEN.has(name)) return;
    if (BLOCKS.has(name)) parts.push("\n");
    for (const child of node.childNodes) visit(child);
    if (BLOCKS.has(name)) parts.push("\n");
    if (name === "TD" || name === "TH") parts.push(" | ");
  };
  visit(root);
  return tidy(parts.join(""));
}
