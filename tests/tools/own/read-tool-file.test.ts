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
    [JSON.stringify([{ ...SAID }]), "tool 1 (get_weather): has neither command nor http"],
    [JSON.stringify([{ ...SAID, command: "weather --all" }]), "tool 1 (get_weather): command"],
    [JSON.stringify([{ ...SAID, ...RUN, timeout: 3 }]), 'Unrecognized key: "timeout"'],
    [JSON.stringify([{ ...SAID, ...RUN, inputSchema: PARAMETERS, timeout: 3 }]), 'Unrecognized key: "timeout"'],
    [JSON.stringify([{ ...SAID, ...RUN, timeout_seconds: 0 }]), "timeout_seconds"],
    [JSON.stringify([{ ...SAID, ...RUN, name: "two words" }]), "a name has letters"],
    [JSON.stringify([{ type: "function", function: { name: 3 }, ...RUN }]), "function.name"],
    [JSON.stringify([{ inputSchema: PARAMETERS, name: "x" }]), "command"],
    ...(
      [
        [{ url: "https://a.example/" }, { command: ["a"] }, "both command and http"],
        [{ url: "https://{host}/x" }, {}, "http.url: is no http(s) address"],
        [{ url: "https://a.example:{port}/x" }, {}, "http.url: is no http(s) address"],
        [{ url: "file:///etc/passwd" }, {}, "http.url: is no http(s) address"],
        [{ url: "https://a.example/x?{all}" }, {}, "the query stands in query"],
        [{ url: "https://me:secret@a.example/" }, {}, "has a password"],
        [{ url: "https://a.example/../{x}" }, {}, "has the steps"],
        [
          { url: "https://a.example/", headers: { "X-Key": ["$", "{KEY}"].join("") } },
          {},
          "KEY must stand in environment",
        ],
        [{ url: "https://a.example/", headers: { "X-Key": "{key}" } }, {}, "has places for arguments"],
        [{ url: "https://a.example/", headers: { Host: "b.example" } }, {}, "is not for a tool to say"],
        [{ url: "https://a.example/", body: "json" }, {}, "a GET request has no body"],
      ] as const
    ).map(([http, more, problem]) => [JSON.stringify([{ ...SAID, http, ...more }]), problem]),
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
