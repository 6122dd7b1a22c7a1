import { describe, expect, test } from "vitest";
import { isRefusal, type Refusal } from "../../../src/templates/protocol/refusal.ts";
import { compileTemplate } from "../../../src/templates/safe/compile-template.ts";
import type { TemplateData } from "../../../src/templates/safe/declarations.ts";
import { LIMITS } from "../../../src/templates/safe/limits.ts";

const DECLARED = { name: "text", note: "text", tools: ["name", "description"], facts: ["text"] } as const;
const DATA: TemplateData = {
  name: "Ann",
  tools: [
    { name: "search", description: "Looks\n  up" },
    { name: "read", description: "" },
  ],
  facts: [{ text: "one" }, { text: "two" }, { text: "three" }],
};

function render(source: string, data: TemplateData = DATA): string | Refusal {
  const template = compileTemplate(source, DECLARED);
  return isRefusal(template) ? template : template.render(data);
}

/** `line:column reason` of each fault. */
function faultsOf(source: string): string[] {
  const template = compileTemplate(source, DECLARED);
  if (!isRefusal(template)) throw new Error(`accepted: ${source.slice(0, 200)}`);
  expect(template.reason).toBe("unsafe_template");
  return template.faults.map(({ line, column, reason }) => `${line}:${column} ${reason}`);
}

const reasonOf = (result: string | Refusal) => (typeof result === "string" ? result : result.reason);

describe("what a template can say", () => {
  test.each([
    ["", ""],
    ['no tags: { % } }} %} #{ } \\n {"a": {"b": 1}}', 'no tags: { % } }} %} #{ } \\n {"a": {"b": 1}}'],
    ["Hello {{ name }}, {{name}}.", "Hello Ann, Ann."],
    ["[{{ note }}]", "[]"],
    ["{% for tool in tools %}{{ loop.index }}={{ tool.name }};{% endfor %}", "1=search;2=read;"],
    ["{% for f in facts %}{{ f.text }}{% if not loop.last %}, {% endif %}{% endfor %}", "one, two, three"],
    ["{% for f in facts %}{% if loop.first %}>{% endif %}{{ f.text }}{% endfor %}", ">onetwothree"],
    ["{% if note %}a{% elif facts %}b{% else %}c{% endif %}", "b"],
    ["{% if note or not name %}a{% else %}c{% endif %}", "c"],
    ["{% if name and facts and not note %}a{% endif %}", "a"],
    ["{% for t in tools %}{% if t.description %}{{ t.name }}{% endif %}{% endfor %}", "search"],
    ["{% for a in tools %}{% for b in facts %}{{ loop.index }}{% endfor %}{{ loop.index }}|{% endfor %}", "1231|1232|"],
    ["{% for a in tools %}x{% endfor %}{% for a in facts %}y{% endfor %}", "xxyyy"],
  ])("%j gives %j", (source, text) => {
    expect(render(source)).toBe(text);
  });

  test("a block tag alone on its line takes the line with it; trim marks take the blanks around", () => {
    expect(render("Tools:\n{% for t in tools %}\n  - {{ t.name }}\n{% endfor %}\nEnd")).toBe(
      "Tools:\n  - search\n  - read\nEnd",
    );
    expect(render("a \n {{- name -}} \n b {%- if name -%} c {%- endif %}")).toBe("aAnnbc");
  });

  test.each([
    ["{{ name|upper }}", "Ann b", "ANN B"],
    ["{{ name | lower | trim }}", "  ANN ", "ann"],
    ["{{ name|json }}", 'a"\n<', '"a\\"\\n<"'],
    ["{{ name|one_line }}", " a \r\n\n  b  c\u2028d\n", "a b  c d"],
    ["{{ name|indent(2) }}", "a\nb\n\n\r\nc", "a\n  b\n\n\r\n  c"],
    ["{{ name|indent }}", "a\nb", "a\n    b"],
  ])("filter %s", (source, name, text) => {
    expect(render(source, { name })).toBe(text);
  });

  test("data is inserted as it is: markup, tags and escapes in it mean nothing", () => {
    const name = "<b> & {{ note }} {% for x in y %} {# c #} \\u007b{ $& $1 \u0000";
    expect(render("{{ name }}", { name, note: "NOTE" })).toBe(name);
    expect(render("{% for f in facts %}{{ f.text }}{% endfor %}", { facts: [{ text: name }] })).toBe(name);
  });

  test("says which variables it uses and which text is fixed", () => {
    const template = compileTemplate("A {{ note }} b{% for t in tools %}C{{ t.name }}{% endfor %}{{ name }}", DECLARED);
    expect(template).toMatchObject({ variables: ["note", "tools", "name"], fixedText: "A \n b\nC" });
  });
});

describe("what a template may not hold", () => {
  test.each([
    ["{{ constructor.constructor }}", "unknown_field"],
    ["{{ name.constructor.constructor }}", "unknown_field"],
    ["{{ name.constructor.constructor('return process')() }}", "sign_not_allowed"],
    ["{% for t in tools %}{{ t.constructor }}{% endfor %}", "unknown_field"],
    ["{% for t in tools %}{{ t.name.length }}{% endfor %}", "unknown_field"],
    ["{{ name.length }}", "unknown_field"],
    ["{{ tools.name }}", "unknown_field"],
    ["{{ range }}", "unknown_name"],
    ["{{ cycler }}{{ joiner }}", "unknown_name"],
    ["{{ __proto__ }}", "unknown_name"],
    ["{{ toString }}{{ valueOf }}{{ hasOwnProperty }}", "unknown_name"],
    ["{{ name.__proto__ }}", "unknown_field"],
    ["{{ loop.index }}", "unknown_field"],
    ["{% for t in tools %}{{ loop.revindex }}{% endfor %}", "unknown_field"],
    ["{{ range(9) }}", "not_allowed"],
    ["{{ name() }}", "sign_not_allowed"],
    ["{{ name['length'] }}", "sign_not_allowed"],
    ["{{ name[0] }}", "sign_not_allowed"],
    ["{{ '' | attr }}", "sign_not_allowed"],
    ["{{ r/(a+)+$/g }}", "sign_not_allowed"],
    ['{{ "\\u0063onstructor" }}', "sign_not_allowed"],
    ["{{ \\u006eame }}", "sign_not_allowed"],
    ["{{ n\u0430me }}", "sign_not_allowed"],
    ["{{ name\u00a0}}", "sign_not_allowed"],
    ["{{ {a: name} }}", "sign_not_allowed"],
    ["{{ name ~ note }}", "sign_not_allowed"],
    ["{{ name + note }}", "sign_not_allowed"],
    ["{{ 1 }}", "not_allowed"],
    ["{{ |.text|trim }}", "unknown_field"],
    ["{% if |.text %}{% endif %}", "unknown_field"],
    ["{{ 1.5 }}", "not_allowed"],
    ["{{ true }}{{ none }}", "not_allowed"],
    ["{{ name if note else name }}", "not_allowed"],
    ["{% if name in tools %}{% endif %}", "not_allowed"],
    ["{% if name is defined %}{% endif %}", "not_allowed"],
    ["{{ name | safe }}", "unknown_filter"],
    ["{{ name | constructor }}", "unknown_filter"],
    ["{{ name | upper.constructor }}", "unknown_filter"],
    ["{{ name | upper(1) }}", "filter_argument"],
    ["{{ name | indent(41) }}", "filter_argument"],
    ["{{ name | indent(1)(2) }}", "sign_not_allowed"],
    ["{{ tools }}", "not_a_text"],
    ["{{ tools | json }}", "not_a_text"],
    ["{% for t in tools %}{{ t }}{% endfor %}", "not_a_text"],
    ["{% for t in tools %}{{ loop.first }}{% endfor %}", "not_a_text"],
    ["{% for t in name %}{% endfor %}", "not_a_list"],
    ["{% for t in tools %}{% for u in t %}{% endfor %}{% endfor %}", "not_a_list"],
    ["{% for t in constructor %}{% endfor %}", "not_a_list"],
    ["{% for t in tools | json %}{% endfor %}", "not_a_list"],
    ["{% for name in tools %}{% endfor %}", "name_taken"],
    ["{% for loop in tools %}{% endfor %}", "name_taken"],
    ["{% for t in tools %}{% for t in facts %}{% endfor %}{% endfor %}", "name_taken"],
    ["{% for __proto__ in tools %}{% endfor %}", "bad_name"],
    ["{% for a.b in tools %}{% endfor %}", "syntax"],
    ["{% for a, b in tools %}{% endfor %}", "sign_not_allowed"],
    ["{% for t in tools %}{% else %}{% endfor %}", "syntax"],
    ["{% macro m() %}{% endmacro %}", "tag_not_allowed"],
    ["{% import 'x' as y %}", "tag_not_allowed"],
    ["{% from 'x' import y %}", "tag_not_allowed"],
    ["{% include 'package.json' %}", "tag_not_allowed"],
    ["{% extends 'x' %}", "tag_not_allowed"],
    ["{% block b %}{% endblock %}", "tag_not_allowed"],
    ["{% set name = 1 %}", "tag_not_allowed"],
    ["{% call x() %}{% endcall %}", "tag_not_allowed"],
    ["{% filter upper %}x{% endfilter %}", "tag_not_allowed"],
    ["{% raw %}{{ x }}{% endraw %}", "tag_not_allowed"],
    ["{% verbatim %}{% endverbatim %}", "tag_not_allowed"],
    ["{% switch name %}{% endswitch %}", "tag_not_allowed"],
    ["{% asyncEach t in tools %}{% endeach %}", "tag_not_allowed"],
    ["{% ifAsync name %}{% endif %}", "tag_not_allowed"],
    ["{% constructor %}", "tag_not_allowed"],
    ["{%%}", "tag_not_allowed"],
    ["{# a comment #}", "comment"],
    ["not begun #}", "comment"],
  ])("%s is refused: %s", (source, reason) => {
    expect(new Set(faultsOf(source).map((fault) => fault.split(" ")[1]))).toEqual(new Set([reason]));
  });

  test.each(
    [
      ["{{", "{{ name", "{{ name }", "{{ name %}", "{% if name", "{% if name }}", "{{ 'a", "{% if %}{% endif %}"],
      ["{% if name %}", "{% endif %}", "{% else %}", "{% elif name %}", "{% endfor %}", "{% for t in tools %}"],
      ["{% if name %}{% endfor %}", "{% for t in tools %}{% endif %}", "{% if name %}{% else %}{% else %}{% endif %}"],
      [
        "{{}}",
        "{{ | }}",
        "{{ name | }}",
        "{{ .name }}",
        "{{ name. }}",
        "{{ name note }}",
        "{% if name and %}{% endif %}",
      ],
      ["{% for %}{% endfor %}", "{% for t %}{% endfor %}", "{% for t in %}{% endfor %}", "{% endif name %}"],
    ].flat(),
  )("%s makes no sense", (source) => {
    expect(faultsOf(source)).toHaveLength(1);
  });

  test("each fault has its line and column", () => {
    expect(faultsOf("Hi\n {{ nobody }}\n\n{% if name %}{{ tools }}{% endif %}{{ name|safe }}")).toEqual([
      "2:5 unknown_name",
      "4:17 not_a_text",
      "4:44 unknown_filter",
    ]);
    expect(faultsOf("a\nb {% macro %}")).toEqual(["2:3 tag_not_allowed"]);
    expect(faultsOf("a\n{{ name + 1 }}")).toEqual(["2:9 sign_not_allowed"]);
  });

  test("what objects inherit is nobody's value", () => {
    const template = compileTemplate("[{{ constructor }}{{ canary }}]{% for t in list %}{{ t.toString }}{% endfor %}", {
      constructor: "text",
      canary: "text",
      list: ["toString"],
    } as const);
    Object.defineProperty(Object.prototype, "canary", { value: "CANARY", configurable: true });
    try {
      expect(isRefusal(template) ? template : template.render({ list: [{}] })).toBe("[]");
    } finally {
      Reflect.deleteProperty(Object.prototype, "canary");
    }
  });
});

describe("limits", () => {
  const fifty = Array.from({ length: 50 }, (_, index) => ({ text: String(index) }));
  const loops = (names: string[], body = "") =>
    names.map((name) => `{% for ${name} in facts %}`).join("") + body + "{% endfor %}".repeat(names.length);

  test("four loops inside each other are refused; three over 50 items end", () => {
    expect(faultsOf(loops(["a", "b", "c", "d"], "x"))).toEqual(["1:61 too_deep"]);
    expect(render(loops(["a", "b", "c"], "x"), { facts: fifty })).toHaveLength(125_000);
    expect(render(loops(["a", "b", "c"]), { facts: fifty })).toBe("");
  });

  test("deep nesting never reaches the parser's stack", () => {
    for (const tag of ["{% if name %}", "{% for a in facts %}", "{{ (", "{{ [", "{% if not "])
      expect(faultsOf(tag.repeat(5_000))).toHaveLength(1);
    expect(faultsOf("{%if name%}".repeat(1_500) + "{%endif%}".repeat(200))).toEqual(["1:34 too_deep"]);
    expect(faultsOf(`{% if ${"not ".repeat(4_000)}name %}{% endif %}`)).toEqual(["1:3 tag_too_long"]);
    expect(faultsOf(`{{ name${"|trim".repeat(3_000)} }}`)).toEqual(["1:3 tag_too_long"]);
    expect(faultsOf(`{% if name %}${"{% elif name %}".repeat(1_000)}{% endif %}`)[0]).toContain("too_many_branches");
  });

  test("what is as large as it may be renders", () => {
    const deep = `${"{% if name %}".repeat(LIMITS.depth)}x${"{% endif %}".repeat(LIMITS.depth)}`;
    expect(render(deep)).toBe("x");
    expect(render(`{{ name${"|trim".repeat(96)} }}`)).toBe("Ann");
    expect(render(`{% if note %}${"{% elif note %}".repeat(49)}{% else %}x{% endif %}`)).toBe("x");
    expect(render("x".repeat(LIMITS.source))).toBe("x".repeat(LIMITS.source));
    expect(render("{{ name }}", { name: "x".repeat(LIMITS.output) })).toHaveLength(LIMITS.output);
  });

  test("sources and what they render to have a size", () => {
    expect(faultsOf("x".repeat(LIMITS.source + 1))).toEqual(["1:1 source_too_long"]);
    expect(faultsOf(`a${" ".repeat(LIMITS.blanks + 1)}b`)).toEqual(["1:2 blanks_too_long"]);
    expect(faultsOf("{{name}}".repeat(LIMITS.nodes)).map((fault) => fault.split(" ")[1])).toEqual(["too_many_nodes"]);
    const name = "x".repeat(LIMITS.output);
    expect(reasonOf(render("{{ name }}.", { name }))).toBe("output_too_long");
    expect(reasonOf(render(loops(["a", "b"], "{{ name }}"), { name, facts: fifty }))).toBe("output_too_long");
    expect(reasonOf(render("{% if name|json %}{% endif %}", { name }))).toBe("output_too_long");
  });

  test("loops without output end too, whatever they do", () => {
    const facts = Array.from({ length: 100_000 }, () => ({ text: "a" }));
    expect(reasonOf(render(loops(["a", "b", "c"]), { facts }))).toBe("too_many_steps");
    const idle = loops(["a", "b"], "{% if not a.text or note or facts and note|trim %}x{% endif %}");
    expect(reasonOf(render(idle, { facts }))).toBe("too_many_steps");
    const name = `${" ".repeat(500_000)}a\n`.repeat(2);
    const costly = loops(["a", "b"], "{% if name|one_line|trim|lower %}{% endif %}");
    expect(reasonOf(render(costly, { name, facts }))).toBe("too_many_steps");
  });

  test("a value of another kind than declared is refused", () => {
    expect(reasonOf(render("{{ name }}", { name: [] }))).toBe("wrong_data");
    expect(reasonOf(render(loops(["a"]), { facts: "abc" }))).toBe("wrong_data");
    const facts = [{ text: 5 }, null] as unknown as Record<string, string>[];
    expect(reasonOf(render(loops(["a"], "{{ a.text }}"), { facts }))).toBe("wrong_data");
    expect(reasonOf(render(loops(["a"], "{{ a.text }}"), { facts: facts.slice(1) }))).toBe("wrong_data");
  });
});
