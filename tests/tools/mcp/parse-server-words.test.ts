import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/core/errors.ts";
import { parseServerWords } from "../../../src/tools/mcp/parse-server-words.ts";
import { nameOfCommand } from "../../../src/tools/mcp/server-name.ts";
import { splitWords } from "../../../src/tools/mcp/split-words.ts";
import { temporaryFolder } from "../../store/temporary-folder.ts";

const folder = temporaryFolder();

function parseFile(content: unknown) {
  const file = join(folder, "servers.json");
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return parseServerWords([file]);
}

describe("a command", () => {
  test("is cut into words as a shell does it", () => {
    expect(splitWords(`npx -y "a b" 'c "d' e\\ f "g\\"h" ''`)).toEqual(["npx", "-y", "a b", 'c "d', "e f", 'g"h', ""]);
    expect(() => splitWords('node "open')).toThrow("open quote");
    const word = fc.string({ unit: "grapheme" });
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const line = words.map((one) => `'${one.replaceAll("'", `'"'"'`)}'`).join(" ");
        expect(splitWords(line)).toEqual(words);
      }),
    );
  });

  test.each([
    ["npx -y @modelcontextprotocol/server-everything stdio", "everything"],
    ["npx -y mcp-server-time@1.2.3", "time"],
    ["uvx mcp-server-git --repository .", "git"],
    ["node /opt/server-files/dist/index.js", "files"],
    ["./weather.py", "weather"],
    ["/usr/bin/node", "node"],
  ])("%s is called %s", (line, name) => {
    expect(nameOfCommand(splitWords(line))).toBe(name);
  });
});

test("a file names servers as other programs have it", () => {
  const token = ["$", "{MAT_TOKEN}"].join("");
  const [files, web, old, ...more] = parseFile({
    mcpServers: {
      "my files": {
        command: "npx",
        args: ["-y", "x"],
        env: { TOKEN: token, DEBUG: "1", API_KEY: "k" },
        alwaysAllow: [],
      },
      web: {
        type: "http",
        url: "https://a.example/mcp",
        headers: { Authorization: `Bearer ${token}` },
        timeout_seconds: 5,
      },
      old: { type: "sse", url: "https://a.example/sse" },
      off: { command: "x", disabled: true },
    },
  });
  expect(files).toMatchObject({
    name: "my_files",
    reached: { over: "stdio", command: ["npx", "-y", "x"], folder },
    variables: ["MAT_TOKEN"],
    secrets: { API_KEY: "k" },
  });
  expect(web).toMatchObject({ name: "web", reached: { over: "http" }, variables: ["MAT_TOKEN"], timeoutMs: 5000 });
  expect(old).toMatchObject({ reached: { over: "sse" } });
  expect(more).toEqual([]);
});

test("a file may begin with a byte order mark, as some editors write it", () => {
  expect(parseFile('\ufeff{"mcpServers": {"one": {"command": "x"}}}')).toMatchObject([{ name: "one" }]);
});

test.each<[unknown, string]>([
  ["{", "it is no JSON"],
  [{ servers: {} }, 'it has no "mcpServers"'],
  [{ mcpServers: { a: {}, b: { url: 3 } } }, "a: command: "],
  [{ mcpServers: { a: { command: "x", env: { A: 1 } } } }, "a: env.A: "],
])("%j is refused", (content, problem) => {
  expect(() => parseFile(content)).toThrow(UsageError);
  expect(() => parseFile(content)).toThrow(problem);
});

test("an address is one of a server, without a password in it", () => {
  const [web, old] = parseServerWords(["https://mcp.example.com/mcp?x=1", "http://mcp.example.com/sse"]);
  expect(web).toMatchObject({ name: "mcp_example_com", reached: { over: "http" } });
  expect(old).toMatchObject({ name: "mcp_example_com_2", reached: { over: "sse" } });
  expect(() => parseServerWords(["https://me:secret@a.example/"])).toThrow("has a password");
  expect(() => parseServerWords(["  "])).toThrow("names no server");
  expect(() => parseServerWords(["none.json"])).toThrow("there is no such file of MCP servers");
});
