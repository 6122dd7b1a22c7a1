import { expect, test } from "vitest";
import { namedTemplate, TEMPLATES, templateForProtocol } from "../../../src/templates/library/registry.ts";
import { templateSchema } from "../../../src/templates/template.ts";

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

test("a protocol's template speaks the language, labels included", () => {
  expect(templateForProtocol("react", "zh")).toMatchObject({ id: "react-zh", protocol: { name: "react-zh" } });
  expect(templateForProtocol("react-zh", "en")).toMatchObject({ id: "react-en" });
});
