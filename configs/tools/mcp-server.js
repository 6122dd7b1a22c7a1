// A small MCP server, for the examples of docs/mcp.md: messages come and go as lines of JSON. Real ones are made with an SDK.
import { createInterface } from "node:readline";

const tools = [
  {
    name: "to_fahrenheit",
    description: "A temperature in degrees Fahrenheit.",
    inputSchema: { type: "object", properties: { celsius: { type: "number" } }, required: ["celsius"] },
  },
];

function resultOf(method, params) {
  if (method === "tools/list") return { tools };
  if (method === "tools/call") {
    const fahrenheit = params.arguments.celsius * 1.8 + 32;
    return { content: [{ type: "text", text: `${Math.round(fahrenheit * 10) / 10} °F` }] };
  }
  const { protocolVersion } = params;
  return { protocolVersion, capabilities: { tools: {} }, serverInfo: { name: "units", version: "1.0.0" } };
}

createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method, params = {} } = JSON.parse(line);
  // What has no id wants no answer.
  if (id === undefined) return;
  const answer = ["initialize", "tools/list", "tools/call"].includes(method)
    ? { result: resultOf(method, params) }
    : { error: { code: -32601, message: `there is no method ${method}` } };
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", id, ...answer })}\n`);
});
