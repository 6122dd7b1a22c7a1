import { expect, test } from "vitest";
import { namedTemplate, TEMPLATES, templateForProtocol } from "../../../src/templates/library/registry.ts";
import { PROTOCOLS } from "../../../src/templates/protocol/registry.ts";
import { LANGUAGES, templateSchema } from "../../../src/templates/template.ts";

test.each(Object.values(TEMPLATES))("$id is a template, and nothing but data", (template) => {
  expect(templateSchema.safeParse(template).error).toBeUndefined();
  expect(JSON.parse(JSON.stringify(template))).toEqual(template);
});

test("ids are unique", () => {
  for (const [id, template] of Object.entries(TEMPLATES)) expect(template.id).toBe(id);
});

test("an unknown id is an error with the nearest one", () => {
  expect(() => namedTemplate("raect-en")).toThrow(expect.objectContaining({ fix: 'Did you mean "react-en"?' }));
});

test.each(Object.entries(PROTOCOLS))("the protocol %s has a template that holds it", (name, protocol) => {
  for (const language of LANGUAGES) {
    const template = templateForProtocol(name, language);
    expect(template.protocol.name.replace(/-zh$/, "")).toBe(name.replace(/-zh$/, ""));
    if (!name.startsWith("agentinstruct")) expect(template.language).toBe(language);
  }
  const own = LANGUAGES.map((language) => templateForProtocol(name, language).protocol);
  expect(own).toContainEqual(protocol);
});

test("a protocol's template speaks the language, labels included", () => {
  expect(templateForProtocol("react", "zh")).toMatchObject({ id: "react-zh", protocol: { name: "react-zh" } });
  expect(templateForProtocol("react-zh", "en")).toMatchObject({ id: "react-en" });
  expect(templateForProtocol("plain-answer", "zh")).toMatchObject({ ability: "conclusion", language: "zh" });
});

test("a protocol without a template is an error", () => {
  expect(() => templateForProtocol("no-such-protocol", "en")).toThrow(/no template "no-such-protocol-en"/);
});
