import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson } from "../../../src/core/json/parse.ts";
import type { JsonObject } from "../../../src/core/json/value.ts";
import type { Tool } from "../../../src/core/tool.ts";
import { isRefusal } from "../../../src/templates/protocol/refusal.ts";
import {
  parseTools,
  renderTools,
  TOOL_RENDERINGS,
  type ToolRenderingName,
} from "../../../src/templates/protocol/tool-list/render-tools.ts";
import { describeGolden, goldenPath } from "../../golden.ts";
import { anyText } from "./any-step.ts";

const NAMES = Object.keys(TOOL_RENDERINGS) as ToolRenderingName[];
const WEATHER: Tool = {
  name: "get_weather",
  description: "What the weather | will be.\nBy day.",
  parameters: {
    type: "object",
    properties: { city: { type: "string", description: "Where" }, days: { type: "integer" } },
    required: ["city"],
  },
};

const anyProperty = fc.record(
  { type: fc.oneof(fc.constantFrom("string", "integer"), anyText), description: anyText, enum: fc.array(anyText) },
  { requiredKeys: [] },
);
const anyTool: fc.Arbitrary<Tool> = fc.record(
  {
    name: fc.oneof(fc.constantFrom("search", "get_weather"), anyText),
    description: anyText,
    parameters: fc.record(
      {
        type: fc.constant("object"),
        properties: fc.dictionary(fc.oneof(fc.constantFrom("city", "1"), anyText), anyProperty, { maxKeys: 4 }),
        required: fc.array(fc.constantFrom("city", "1", "x"), { maxLength: 2 }),
      },
      { requiredKeys: ["type"] },
    ),
    strict: fc.boolean(),
  },
  { requiredKeys: ["name"] },
) as fc.Arbitrary<Tool>;

describe.each(NAMES)("tools as %s", (name) => {
  test("are read back, or what is lost is named", () => {
    let refused = 0;
    fc.assert(
      fc.property(fc.array(anyTool, { maxLength: 4 }), (tools) => {
        const rendered = renderTools(tools, name);
        if (isRefusal(rendered)) {
          refused++;
          return;
        }
        const back = parseTools(rendered.text, name);
        if (rendered.lost.length === 0) expect(back).toEqual(tools);
        expect((back as readonly Tool[]).map((tool) => tool.name)).toEqual(tools.map((tool) => tool.name));
      }),
      { numRuns: 500 },
    );
    expect(refused).toBe(0);
  });

  test("of an ordinary kind lose no more than the rendering has no place for", () => {
    const rendered = renderTools([WEATHER, { ...WEATHER, name: "other" }], name);
    const lost = name === "signature" ? ["parameters.properties.*.description"] : [];
    expect(rendered).toMatchObject({ lost });
  });

  test("none are none", () => {
    expect(renderTools([], name)).toMatchObject({ lost: [] });
  });

  test("that are no list are refused by name", () => {
    for (const text of ["nonsense {", "<tools><tool></tools>", "| a |", "x: ["]) {
      const found = parseTools(text, name);
      expect(isRefusal(found) && /^[a-z_]+$/.test(found.reason)).toBe(true);
    }
  });
});

test("what a rendering leaves out is named", () => {
  const tool = {
    ...WEATHER,
    parameters: { ...WEATHER.parameters, properties: { city: { type: "string", enum: ["Oslo"] } } },
  };
  expect(renderTools([tool], "json")).toMatchObject({ lost: [] });
  expect(renderTools([tool], "xml")).toMatchObject({ lost: ["parameters.properties.*.enum"] });
});

describeGolden("ToolBench's own tools", () => {
  const file = goldenPath("alpha-umi/data-example/input/answer");
  test.each(NAMES)("are shown as %s", async (name) => {
    const { globSync } = await import("node:fs");
    for (const path of globSync(`${file}/**/*.json`)) {
      const answer = (parseJson(readFileSync(path, "utf8")) as JsonObject)["answer_generation"] as
        | JsonObject
        | undefined;
      const tools = (answer?.["function"] ?? []) as unknown as Tool[];
      const rendered = renderTools(tools, name);
      if (isRefusal(rendered)) throw new Error(rendered.detail);
      if (name === "json" || name === "yaml") expect(rendered.lost).toEqual([]);
    }
  });
});
