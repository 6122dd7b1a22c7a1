import { expect, test } from "vitest";
import { readToolFile } from "../../src/tools/own/read-tool-file.ts";
import { showTools } from "../../src/view/show-tools.ts";

test("tools are shown with their limits, and with what is missing", () => {
  const parameters = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
  const items = [
    { name: "get_weather", description: "The weather.", parameters, command: ["node"], timeout_seconds: 1.5 },
    { name: "pay", description: "Pays\u001b[2J.", command: ["node"], environment: ["MAT_NOT_SET"] },
  ];
  expect(showTools(readToolFile(JSON.stringify(items), "tools.json"))).toBe(
    [
      "get_weather(city: string): The weather.",
      "    1.5 seconds, 32,768 bytes",
      "pay(): Pays\\u001b[2J.",
      "    30 seconds, 32,768 bytes, gets MAT_NOT_SET",
      "    cannot be called: the environment variable MAT_NOT_SET is not set",
      "",
    ].join("\n"),
  );
});
