import { expect, test } from "vitest";
import { parseJson } from "../../../src/core/json/parse.ts";
import type { JsonObject } from "../../../src/core/json/value.ts";
import { ownToolBox } from "../../../src/tools/own/own-tool-box.ts";
import { readToolFile } from "../../../src/tools/own/read-tool-file.ts";
import { startLocalServer } from "../../infra/local-server.ts";
import { describeWithPython } from "../../infra/python.ts";
import { temporaryFolder } from "../../store/temporary-folder.ts";
import { scriptedFile, serve } from "../mcp/serving.ts";

const ID = "1234567890123456789";
const args = () => parseJson(`{"id":${ID},"more":[${ID}]}`) as JsonObject;

test("a program gets all digits of an id", async () => {
  const [cat] = readToolFile(JSON.stringify([{ name: "cat", command: ["cat"] }]), "tools.json");
  expect(await ownToolBox([cat!]).call("cat", args())).toEqual({ content: `{"id":${ID},"more":[${ID}]}` });
});

test("so do an address, its query and its body", async () => {
  const server = await startLocalServer(
    ({ url, body }, response) => void response.end(`${url.pathname}${url.search} ${body}`),
  );
  const places = { method: "POST", url: `${server.base}/{id}`, query: { q: "{id}" } };
  const tools = [{ name: "post", http: places }];
  const [post] = readToolFile(JSON.stringify(tools), "tools.json", { allowPrivate: true });
  const { content } = await ownToolBox([post!]).call("post", args());
  await server.close();
  expect(content).toBe(`/${ID}?q=${ID} {"more":[${ID}]}`);
});

describeWithPython("an MCP server", () => {
  test("gets them, too", async () => {
    const server = scriptedFile(temporaryFolder(), {}, { command: "python3", args: ["-c", RAW] });
    const { call, close } = await serve([server]);
    expect((await call("raw", args())).content).toContain(`{"id":${ID},"more":[${ID}]}`);
    await close();
  });
});

/** A server that answers a call with the very line that it came in. */
const RAW = `
import json, sys
for line in sys.stdin:
    asked = json.loads(line)
    answers = {
        "initialize": {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}}, "serverInfo": {"name": "raw", "version": "1"}},
        "tools/list": {"tools": [{"name": "raw", "inputSchema": {"type": "object"}}]},
        "tools/call": {"content": [{"type": "text", "text": line}]},
    }
    if "id" in asked:
        print(json.dumps({"jsonrpc": "2.0", "id": asked["id"], "result": answers[asked["method"]]}), flush=True)
`;
