import { readFileSync } from "node:fs";
import fc from "fast-check";
import { encodeStep } from "../../src/templates/protocol/encode-step.ts";
import { isRefusal } from "../../src/templates/protocol/refusal.ts";
import { PROTOCOLS } from "../../src/templates/protocol/registry.ts";
import { renderTools, type ToolRenderingName } from "../../src/templates/protocol/tool-list/render-tools.ts";
import { anyToken, type Token } from "../core/json/json-texts.ts";
import { WEATHER_TOOL } from "../core/sample-trajectory.ts";
import { anyStep, anyText } from "../templates/protocol/any-step.ts";
import { json, list, object, oneOf, seldom, sometimes, textToken } from "./generate-trajectory.ts";

const messy = ["english", "chinese"].flatMap((language) =>
  readFileSync(`tests/fixtures/messy-outputs/${language}.jsonl`, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { text: string }).text),
);

const wellFormed = fc.tuple(anyStep, fc.constantFrom(...Object.values(PROTOCOLS))).map(([step, protocol]) => {
  const encoded = encodeStep(protocol, step);
  return isRefusal(encoded) ? protocol.name : encoded.text;
});

/** What a model may have written: a step in any protocol, a messy one, or anything at all. */
export const anyProtocolText: fc.Arbitrary<Token> = fc.oneof(
  { weight: 4, arbitrary: wellFormed.map(json) },
  { weight: 3, arbitrary: fc.constantFrom(...messy).map(json) },
  { weight: 1, arbitrary: anyText.map(json) },
  { weight: 1, arbitrary: textToken },
);

const RENDERINGS = ["json", "signature", "markdown", "yaml", "xml"] as const satisfies readonly ToolRenderingName[];
const lists = RENDERINGS.map((rendering) => {
  const rendered = renderTools([WEATHER_TOOL.function, { name: "Finish", description: "The end." }], rendering);
  return isRefusal(rendered) ? "" : rendered.text;
});
/** A system prompt, with a list of tools now and then. */
const anySystemText = fc
  .tuple(anyText, fc.constantFrom("", "[{'name': 'get_weather', 'description': None}]", ...lists), anyText)
  .map((parts) => json(parts.join("\n")));

const turn = (from: fc.Arbitrary<Token>, value: fc.Arbitrary<Token>) =>
  object({
    from,
    value: fc.oneof({ weight: 12, arbitrary: value }, { weight: 1, arbitrary: anyToken }),
    loss: seldom(anyToken),
  });

const toolLlamaTurn = fc.oneof(
  { weight: 1, arbitrary: turn(oneOf("system"), anySystemText) },
  { weight: 2, arbitrary: turn(oneOf("user"), textToken) },
  { weight: 6, arbitrary: turn(oneOf("assistant"), anyProtocolText) },
  { weight: 3, arbitrary: turn(oneOf("function"), textToken) },
  { weight: 1, arbitrary: turn(oneOf("human", "tool", "__proto__", ""), textToken) },
);

/** Rows of turns of ToolLLaMA's kind. */
export const anyToolLlamaRow: fc.Arbitrary<Token> = object({
  id: sometimes(fc.oneof(textToken, anyToken)),
  conversations: list(toolLlamaTurn, { minLength: 1, maxLength: 6 }),
});

const anyFunction = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(...[WEATHER_TOOL, WEATHER_TOOL.function].map((tool) => json(JSON.stringify(tool)))),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('{"name": "f", "description": null}', "f(x): does f", "[1]", "", '{"name":1.0}')
      .map(json),
  },
  { weight: 1, arbitrary: anyToken },
);
const promptItem = fc.oneof(
  {
    weight: 20,
    arbitrary: object({
      instruction: sometimes(textToken),
      input: sometimes(fc.oneof(textToken, anyToken)),
      output: fc.oneof({ weight: 12, arbitrary: anyProtocolText }, { weight: 1, arbitrary: anyToken }),
      llm_name: sometimes(fc.oneof(oneOf("gpt4", "gpt3.5"), anyToken)),
      human_edited: sometimes(oneOf(true, false, null, "yes")),
    }),
  },
  { weight: 1, arbitrary: anyToken },
);
const sources = oneOf(
  "kwai-agent",
  "meta-agent",
  "autogpt",
  "modelscope",
  "react",
  "toolllama",
  "profile",
  "other",
  null,
);

/** Rows of prompts and responses of KAgentInstruct's kind. */
export const anyKagentinstructRow: fc.Arbitrary<Token> = object({
  id: sometimes(fc.oneof(textToken, anyToken)),
  query: textToken,
  source: sometimes(sources),
  functions: sometimes(fc.oneof({ weight: 6, arbitrary: list(anyFunction) }, { weight: 1, arbitrary: anyToken })),
  function_names: sometimes(fc.oneof(list(textToken), anyToken)),
  llm_prompt_response: list(promptItem, { maxLength: 3 }),
  extra_infos: sometimes(
    fc.oneof(
      object({
        template: sometimes(oneOf("react-en", "autogpt-zh", "no-such", 5)),
        lineage: sometimes(oneOf("native", "rerendered")),
      }),
      anyToken,
    ),
  ),
});
