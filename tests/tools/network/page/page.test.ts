import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { choosePassages } from "../../../../src/tools/network/page/choose-passages.ts";
import { decodeText } from "../../../../src/tools/network/page/decode-text.ts";
import { nestingOf } from "../../../../src/tools/network/page/nesting.ts";
import { plainText } from "../../../../src/tools/network/page/plain-text.ts";
import { rankPassages } from "../../../../src/tools/network/page/rank-passages.ts";
import { readPage } from "../../../../src/tools/network/page/read-html.ts";
import { splitPassages } from "../../../../src/tools/network/page/split-passages.ts";

const { signal } = new AbortController();
const fixture = (name: string) => readFileSync(`tests/fixtures/network/${name}`, "utf8");

describe("reading a page", () => {
  test("gives the article, a line for each block, without what surrounds it", async () => {
    const { title, text } = await readPage(fixture("article.html"), signal);
    expect(title).toBe("The lighthouse at Skarv | Coast & Harbour");
    expect(text).toContain("The tower was finished in 1871 and stands 34 metres high.");
    expect(text).toContain("Lamp | Range");
    expect(text).not.toMatch(/Subscribe|tracking|Cookie/);
  });

  test("gives all text where there is no article, and the title of one that leaves out html and head", async () => {
    expect(await readPage("<title>T &amp; U</title><p>One<p>Two<script>three()</script>", signal)).toEqual({
      title: "T & U",
      text: "One\nTwo",
    });
    expect(await readPage("", signal)).toEqual({ title: "", text: "" });
  });

  test.each([
    ["nested deeper than any reader copes with", `<title>Deep</title>${"<div>".repeat(100_000)}bottom`],
    ["of tags that are never closed", `<p>bottom</p>${"<b><i>".repeat(50_000)}`],
    ["that opens a script and never ends it", `bottom${"<script>".repeat(100_000)}`],
    ["of nothing but brackets", `bottom ${"<".repeat(300_000)}`],
    ["of comments without end", `bottom ${"<!--".repeat(200_000)}`],
    ["of attributes without end", `bottom <a ${"x=y ".repeat(300_000)}`],
    ["with a title without end", `<p>bottom</p>${"<title>".repeat(100_000)}`],
  ])("one %s gives its text in time", async (_, html) => {
    const started = performance.now();
    const { text } = await readPage(html, signal, 2000);
    expect(text).toContain("bottom");
    expect(performance.now() - started).toBeLessThan(12_000);
  });

  test("who stops asking gets their reason", async () => {
    await expect(readPage("<p>x", AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
  });
});

describe("text by tags alone", () => {
  test("has no scripts and no tags, entities as characters, a line for each block", () => {
    const html =
      "<head><title>x</title></head><p>a &lt;b&gt; &#8364; &#x4e2d; &nope; 1 < 2<br>c<!-- no --><style>d{}</style> <b>e</b>f";
    expect(plainText(html)).toBe("a <b> € 中 &nope; 1 < 2\nc\nef");
  });

  test("stands where it stood beside letters that have more of them in lower case", () => {
    expect(plainText(`${"İ".repeat(20)}<p>İstanbul</p><P>güzel</P>`)).toBe(`${"İ".repeat(20)}\nİstanbul\ngüzel`);
  });

  test("law: never throws, never grows, and has no tag of a name that is hidden", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.constantFrom("<script>", "</script>", "<p", ">", "<!--", "-->", "&#0;", "<"), fc.string()),
        ),
        (parts) => {
          const html = parts.join("");
          expect(plainText(html).length).toBeLessThanOrEqual(html.length);
        },
      ),
    );
  });

  test("nesting is counted by what can nest", () => {
    expect(nestingOf("<html><body><p>a<p>b<br><img><ul><li>c<li>d</ul></body></html>")).toBe(3);
    expect(nestingOf("<div>".repeat(500))).toBe(500);
    expect(nestingOf(`${"</div>".repeat(5)}<div>`)).toBe(1);
  });
});

test("bytes become text by mark, header, or the page's own word", () => {
  const chinese = Buffer.from([0xd6, 0xd0, 0xce, 0xc4]);
  expect(decodeText(chinese, "text/html; charset=GBK")).toBe("中文");
  expect(decodeText(Buffer.concat([Buffer.from('<meta charset="gb2312">'), chinese]))).toContain("中文");
  expect(decodeText(Buffer.from("\ufeff中", "utf16le"), "text/html; charset=utf-8")).toBe("中");
  expect(decodeText(Buffer.from("中"), "text/html; charset=nonsense")).toBe("中");
  const labelled = Buffer.concat([Buffer.from('<meta charset="gbk">'), chinese]);
  expect(decodeText(labelled, "text/html; charset=nonsense")).toContain("中文");
  expect(decodeText(Buffer.from("\ufeff中"), "text/html; charset=gbk")).toBe("中");
  expect(decodeText(Buffer.from('<meta charset="utf-16">中'))).toContain("中");
  expect(decodeText(Buffer.concat([Buffer.from('<?xml version="1.0" encoding="GBK"?>'), chinese]))).toContain("中文");
  expect(decodeText(Buffer.from('{"page": "<meta charset=gbk>中"}'), "application/json")).toContain("中");
  expect(decodeText(Buffer.from([0xff, 0x41]))).toBe("\ufffdA");
});

describe("passages", () => {
  test("law: no passage is much longer than it is to be, and nothing but spaces at breaks is lost", () => {
    const words = fc.array(
      fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom("word. ", "句子。", "\n", "𝄞".repeat(700))),
    );
    fc.assert(
      fc.property(words, (parts) => {
        const text = parts.join("");
        const passages = splitPassages(text);
        expect(passages.every((passage) => passage.length <= 900)).toBe(true);
        const bare = (one: string) => one.replace(/\s/g, "");
        expect(bare(passages.join(""))).toBe(bare(text));
      }),
    );
  });

  test("those that share rare words with the question come first, in English and in Chinese", () => {
    const english = ["The sea is blue and the sea is wide.", "The keeper of the lamp was Ada Lind.", "The sea again."];
    expect(rankPassages("Who was the keeper of the lamp?", english)[0]?.at).toBe(1);
    const chinese = ["大海是蓝色的，大海很宽。", "守灯塔的人叫林阿达。", "还是大海。"];
    expect(rankPassages("守灯塔的人是谁？", chinese)[0]?.at).toBe(1);
    expect(rankPassages("zzz", english).every(({ score }) => score === 0)).toBe(true);
  });

  test("are shown in the page's order, within the limit, with marks where others were left out", () => {
    const filler = Array.from({ length: 40 }, (_, n) => `Filler ${n}. ${"word ".repeat(90)}`);
    const text = [...filler.slice(0, 20), "The lamp shines for 18 miles.", ...filler.slice(20)].join("\n");
    const { content, shown, of } = choosePassages(text, "How far does the lamp shine?", 2000);
    expect(content).toMatch(/^\[\.\.\.\]\n.*The lamp shines for 18 miles\..*\[\.\.\.\]$/s);
    expect([content.length <= 2000, shown < of]).toEqual([true, true]);
    const beginning = choosePassages(text, undefined, 1500).content;
    expect(beginning).toMatch(/^Filler 0\./);
    expect(choosePassages(text, "unrelated zebra", 1500).content).toBe(beginning);
    expect(choosePassages("", "x", 1500)).toEqual({ content: "", shown: 0, of: 0 });
  });
});
