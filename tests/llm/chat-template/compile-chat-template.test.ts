import { describe, expect, test } from "vitest";
import { MalformedInputError } from "../../../src/core/errors.ts";
import type { ChatMessage } from "../../../src/llm/chat-client.ts";
import type { ChatTemplate } from "../../../src/llm/chat-template/chat-template.ts";
import { ChatTemplateFault, compileChatTemplate } from "../../../src/llm/chat-template/compile-chat-template.ts";

const TURNS: readonly ChatMessage[] = [
  { role: "system", content: "Be brief." },
  { role: "user", content: "How tall is it?" },
  { role: "assistant", content: "  Ten.  " },
  { role: "user", content: "{{ messages }}" },
];

function render(text: string, more: Partial<ChatTemplate> = {}, messages = TURNS): string {
  return compileChatTemplate({ file: "t.jinja", text, tokens: { bos_token: "<s>", eos_token: "</s>" }, ...more })(
    messages,
  );
}

test("a conversation becomes one text, up to where the model goes on", () => {
  const chatml =
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}" +
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";
  expect(render(chatml)).toBe(
    "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHow tall is it?<|im_end|>\n" +
      "<|im_start|>assistant\n  Ten.  <|im_end|>\n<|im_start|>user\n{{ messages }}<|im_end|>\n<|im_start|>assistant\n",
  );
});

test("special tokens, filters, loops, macros and namespaces are what transformers gives", () => {
  const text = `{%- set ns = namespace(system='') -%}
{%- macro said(message) -%}[{{ message.content | trim }}]{%- endmacro -%}
{%- if messages[0]['role'] == 'system' -%}{%- set ns.system = messages[0]['content'] -%}{%- set messages = messages[1:] -%}{%- endif -%}
{{- bos_token -}}{{- ns.system -}}
{%- for message in messages -%}{{ said(message) }}{%- if not loop.last -%}{{ eos_token }}{%- endif -%}{%- endfor -%}
{%- if tools is not none -%}tools{%- endif -%}`;
  expect(render(text)).toBe("<s>Be brief.[How tall is it?]</s>[Ten.]</s>[{{ messages }}]");
});

test("the day is the run's", () => {
  const text = "{{ strftime_now('%d %b %Y, %A %-d %B') }}";
  expect(render(text, { date: "2026-03-04" })).toBe("04 Mar 2026, Wednesday 4 March");
  expect(render(text)).toBe("02 Jun 2025, Monday 2 June");
});

describe("a template may be from anyone", () => {
  test.each([
    ["does not come to an end", "{% for a in range(9999) %}{% for b in range(9999) %}{{ b }}{% endfor %}{% endfor %}"],
    ["range is too long", "{% for a in range(1000000000) %}{% endfor %}"],
    [
      "too long a text",
      "{% set ns = namespace(s='aaaaaaaa') %}{% for a in range(60) %}{% set ns.s = ns.s + ns.s %}{% endfor %}{{ ns.s }}",
    ],
    [
      "too long a list",
      "{% set ns = namespace(s=[1]) %}{% for a in range(60) %}{% set ns.s = ns.s + ns.s %}{% endfor %}{{ ns.s }}",
    ],
    ["Roles must alternate", "{{ raise_exception('Roles must alternate') }}"],
    ["", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"],
    ["", "{{ ''.constructor.constructor('return process')() }}"],
  ])("%s: %s", (said, text) => {
    expect(() => render(text)).toThrow(ChatTemplateFault);
    expect(() => render(text)).toThrow(said);
  });

  test("what it says is safe to print", () => {
    expect(() => render("{{ raise_exception('\u001b]0;owned\u0007') }}")).toThrow('"\\u001b]0;owned\\u0007"');
  });

  test("one that cannot be read is named by its file", () => {
    expect(() => render("{% for %}")).toThrow(MalformedInputError);
  });

  test("a token cannot take the place of a constant", () => {
    expect(render("{{ none is none }}", { tokens: { none: "x" } })).toBe("true");
  });
});
