import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/**
 * An MCP server over standard input and output that misbehaves on request: a stand-in, for what no real server does. `MODE` says
 * what it lists: `bad`, tools that cannot be used; `more`, one tool more; `endless`, pages without end; `nulls`, nothing where null
 * may mean that; `silent`, nothing at all. With `refusing` it does not begin.
 */
const mode = process.env["MODE"] ?? "";
const secret = process.env["SECRET_TOKEN"] ?? "";
const named = (name: string, more: object = {}) => ({ name, inputSchema: { type: "object" }, ...more });
const waiting = new Map<number, (message: unknown) => void>();
let asked = 0;

const TOOLS = [
  named("crash"),
  named("echo", { description: `Says it again. ${secret}` }),
  named("hang"),
  named("secret"),
  named("family"),
  named("ask"),
  named("flood"),
  named("junk"),
  named("fail"),
];
const BAD = [
  named("fine"),
  named("fine"),
  named("two words"),
  { name: "no-schema" },
  named("remote", { inputSchema: { type: "object", $ref: "https://evil.example/schema" } }),
  named("huge", { inputSchema: { type: "object", description: "x".repeat(70_000) } }),
  named("long", { description: "x".repeat(30_000) }),
  named("task", { execution: { taskSupport: "required" } }),
  named("deep", { inputSchema: JSON.parse(`${'{"not":'.repeat(3000)}{}${"}".repeat(3000)}`) }),
  null,
];

type Send = (result: object) => void;
const text = (said: unknown) => ({ content: [{ type: "text", text: String(said) }] });

const CALLS: Readonly<Record<string, (send: Send, args: unknown) => void>> = {
  crash: () => process.exit(3),
  echo: (send, args) => send(text(JSON.stringify(args))),
  hang: () => {},
  secret: (send) => send(text(`${secret} ${JSON.stringify(Object.keys(process.env).sort())}`)),
  family(send) {
    const child = spawn("sleep", ["300"], { stdio: "ignore" });
    send(text(child.pid));
  },
  async ask(send) {
    const answers = await Promise.all(
      ["sampling/createMessage", "elicitation/create", "roots/list"].map(
        (method) =>
          new Promise((resolve) => {
            waiting.set(++asked, resolve);
            say({ id: asked, method, params: { messages: [], maxTokens: 1, message: "?", requestedSchema: {} } });
          }),
      ),
    );
    send(text(JSON.stringify(answers)));
  },
  flood: (send) => send(text("x".repeat(12_000_000))),
  junk(send) {
    process.stdout.write("this is no message\n{}\n");
    send(text("still here"));
  },
  fail: (send) => send(mode === "nulls" ? { isError: true } : { ...text(`it failed: ${secret}`), isError: true }),
  nothing: (send) => send({ content: null, isError: null }),
};

function say(message: object): void {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

function list(): object {
  if (mode === "nulls") {
    const nulls = { description: null, execution: null };
    return { tools: [named("nothing", nulls), named("fail", nulls)], nextCursor: "" };
  }
  if (mode === "endless") return { tools: [named("one")], nextCursor: String(Math.random()) };
  return { tools: mode === "bad" ? BAD : mode === "more" ? [...TOOLS, named("more")] : TOOLS };
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly name: string; readonly arguments: unknown; readonly protocolVersion: string };
  readonly error?: { readonly code: number };
}

function answer({ id, method, params, error }: Message): void {
  const send: Send = (result) => say({ id, result });
  if (method === undefined) waiting.get(id!)?.(error?.code ?? "answered");
  else if (method === "initialize" && mode === "refusing") say({ id, error: { code: -32000, message: "no licence" } });
  else if (method === "initialize") {
    const { protocolVersion } = params!;
    send({ protocolVersion, capabilities: { tools: {} }, serverInfo: { name: "scripted", version: "1" } });
  } else if (method === "tools/list") send(list());
  else if (method === "tools/call") CALLS[params!.name]!(send, params!.arguments);
}

process.stderr.write(`begins with ${secret}\n`);
if (mode !== "silent")
  createInterface({ input: process.stdin }).on("line", (line) => answer(JSON.parse(line) as Message));
else setInterval(() => {}, 1000);
// It is stubborn: the end of its input and SIGTERM are not enough.
process.on("SIGTERM", () => {});
if (mode === "stubborn") setInterval(() => {}, 1000);
