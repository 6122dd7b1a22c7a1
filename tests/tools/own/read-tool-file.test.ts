import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { PluginError, UsageError } from "../../../src/core/errors.ts";
import { moduleTools } from "../../../src/tools/own/module-tools.ts";
import { readToolFile } from "../../../src/tools/own/read-tool-file.ts";

const PARAMETERS = { type: "object", properties: { city: { type: "string" } } };
const SAID = { name: "get_weather", description: "The weather." };
const RUN = { command: ["weather"] };

describe("definitions in a JSON file", () => {
  test.each([
    ["bare", [{ ...SAID, parameters: PARAMETERS, ...RUN }]],
    [
      "as OpenAI wraps them",
      [{ type: "function", function: { ...SAID, parameters: PARAMETERS, strict: true }, ...RUN }],
    ],
    ["as MCP lists them", { tools: [{ ...SAID, title: "Weather", inputSchema: PARAMETERS, ...RUN }] }],
  ])("%s", (_, content) => {
    const [own] = readToolFile(JSON.stringify(content), "tools.json");
    expect(own).toMatchObject({ tool: { ...SAID, parameters: PARAMETERS }, timeoutMs: 30_000, maxBytes: 32_768 });
  });

  test.each([
    ["{", "it is no JSON"],
    ["3", "it is no list of tools"],
    ["[3]", "tool 1: "],
    [JSON.stringify([{ ...SAID }]), "tool 1 (get_weather): command"],
    [JSON.stringify([{ ...SAID, command: "weather --all" }]), "tool 1 (get_weather): command"],
    [JSON.stringify([{ ...SAID, ...RUN, timeout: 3 }]), 'Unrecognized key: "timeout"'],
    [JSON.stringify([{ ...SAID, ...RUN, inputSchema: PARAMETERS, timeout: 3 }]), 'Unrecognized key: "timeout"'],
    [JSON.stringify([{ ...SAID, ...RUN, timeout_seconds: 0 }]), "timeout_seconds"],
    [JSON.stringify([{ ...SAID, ...RUN, name: "two words" }]), "a name has letters"],
    [JSON.stringify([{ type: "function", function: { name: 3 }, ...RUN }]), "function.name"],
    [JSON.stringify([{ inputSchema: PARAMETERS, name: "x" }]), "command"],
  ])("%s is refused", (text, problem) => {
    expect(() => readToolFile(text, "tools.json")).toThrow(UsageError);
    expect(() => readToolFile(text, "tools.json")).toThrow(problem);
  });

  test("the example is one", () => {
    const file = "configs/tools/example.json";
    expect(readToolFile(readFileSync(file, "utf8"), file).map(({ tool }) => tool.name)).toEqual(["get_weather"]);
  });
});

test.each([
  [{}, "tools: "],
  [{ default: [] }, "tools: "],
  [{ tools: [{ name: "x" }] }, "tools.0.call: is no function"],
])("a module that exports %j is refused", (exported, problem) => {
  expect(() => moduleTools(exported, "mine.js")).toThrow(PluginError);
  expect(() => moduleTools(exported, "mine.js")).toThrow(problem);
});
