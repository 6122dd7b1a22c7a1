import fc from "fast-check";
import type { TemplateData } from "../../../src/templates/safe/declarations.ts";
import { FILTERS } from "../../../src/templates/safe/filters.ts";

/** What the fuzzed templates may name. */
export const DECLARED = { name: "text", note: "text", tools: ["name", "text"], facts: ["text"] } as const;

const anyText = fc.oneof(
  fc.constantFrom("", "a", "B\nb", "  c  ", "{{ name }}", "{% if", "天气", "<b>&", "\r\n", "$&", "constructor"),
  fc.string({ maxLength: 8 }),
);
/** Values for them, of which any may be missing. */
export const anyData: fc.Arbitrary<TemplateData> = fc.record(
  {
    name: anyText,
    note: anyText,
    tools: fc.array(fc.record({ name: anyText, text: anyText }, { requiredKeys: [] }), { maxLength: 3 }),
    facts: fc.array(fc.record({ text: anyText }), { maxLength: 3 }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<TemplateData>;

const ESCAPES = `constructor __proto__ range cycler joiner loop globalThis process toString canary name.constructor
  tools.length t.__proto__ loop.index loop.revindex none true 1 'x' [1] name['length'] range(3) name() name|safe ''|attr
  name+1 -name {a:1} r/a/ name|indent(99) name|indent(2)(3) not and (name) \\u006e`.split(/\s+/);
/** What should not stand where it is put. */
export const hostile = fc.constantFrom(...ESCAPES, "name if note", "name in facts", "name ~ note", "name is defined");
const LITERALS = ["a", " b ", "\n", "\n  ", "  \n", "{ ", "} ", "}}", "%}", "#", "\\", '"', "天", "\r\n", "-"];
const literal = fc.constantFrom(...LITERALS);
const badTag = fc.constantFrom("{% raw %}", "{% set a = 1 %}", "{# c #}", "{% macro m() %}", "{% include 'x' %}");
const mark = fc.constantFrom("", "", "", "-");
const blank = fc.constantFrom("", " ", "\n", " \t");

/** `ITEM` and `TURN` stand for what the innermost loop has. */
const name = fc.constantFrom("name", "note", "ITEM.text", "ITEM.text", "TURN");
const filter = fc.constantFrom(...Object.keys(FILTERS), "indent(2)", "indent(0)");

const { text, condition } = fc.letrec<{ text: string; condition: string }>((tie) => ({
  text: fc.oneof(
    { depthSize: "small" },
    { weight: 20, arbitrary: name },
    { weight: 6, arbitrary: fc.tuple(tie("text"), blank, filter).map(([of, space, by]) => `${of}${space}|${by}`) },
    { weight: 1, arbitrary: hostile },
  ),
  condition: fc.oneof(
    { depthSize: "small" },
    { weight: 4, arbitrary: tie("text") },
    { weight: 2, arbitrary: fc.constantFrom("tools", "facts", "loop.first", "loop.last") },
    { weight: 2, arbitrary: tie("condition").map((of) => `not ${of}`) },
    { weight: 1, arbitrary: fc.tuple(tie("condition"), tie("condition")).map((both) => both.join(" and ")) },
    { weight: 1, arbitrary: fc.tuple(tie("condition"), tie("condition")).map((both) => both.join(" or ")) },
  ),
}));
const value = fc.tuple(mark, text, mark).map(([before, of, after]) => `{{${before} ${of} ${after}}}`);

const { parts } = fc.letrec<{ parts: string; loop: string; choice: string; part: string }>((tie) => ({
  loop: fc
    .tuple(fc.constantFrom("t in tools", "f in facts", "g in facts", "u in note"), mark, tie("parts"), mark)
    .map(([head, before, body, after]) => {
      const inside = body.replaceAll("ITEM", head[0]!).replaceAll("TURN", "loop.index");
      return `{% for ${head} ${before}%}${inside}{%${after} endfor %}`;
    }),
  choice: fc
    .tuple(condition, tie("parts"), fc.constantFrom("", "{% else %}", "{% elif note %}"), tie("parts"), mark)
    .map(([of, body, other, more, dash]) => `{%${dash} if ${of} %}${body}${other}${more}{% endif ${dash}%}`),
  part: fc.oneof(
    { depthSize: "small" },
    { weight: 18, arbitrary: literal },
    { weight: 15, arbitrary: value },
    { weight: 9, arbitrary: tie("loop") },
    { weight: 9, arbitrary: tie("choice") },
    { weight: 1, arbitrary: badTag },
  ),
  parts: fc.array(tie("part"), { maxLength: 4 }).map((all) => all.join("")),
}));
/** Templates of the language that there is, with something now and then that there is not. */
const grammatical = parts.map((source) => source.replaceAll("ITEM.text", "name").replaceAll("TURN", "note"));

const spoiler = fc.oneof(hostile, literal, fc.constantFrom("{{", "{%", "%}", "}}", "|", ".", "\u0000", "\u00a0", "("));
/** The same with a slice cut out, doubled, or replaced by what should not be there. */
const mutated = fc
  .tuple(grammatical, fc.nat(200), fc.nat(6), spoiler, fc.constantFrom("cut", "double", "replace", "insert"))
  .map(([source, at, length, piece, how]) => {
    const from = Math.min(at, source.length);
    const [head, slice, tail] = [source.slice(0, from), source.slice(from, from + length), source.slice(from + length)];
    return head + { cut: "", double: slice + slice, replace: piece, insert: piece + slice }[how] + tail;
  });

/** Sources of templates, about half of which are acceptable. */
export const anyTemplate: fc.Arbitrary<string> = fc.oneof(grammatical, mutated);
