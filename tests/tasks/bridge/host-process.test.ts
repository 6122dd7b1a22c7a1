import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import type { EnvironmentFailedError } from "../../../src/core/errors.ts";
import { parseJson } from "../../../src/core/json/parse.ts";
import type { JsonObject } from "../../../src/core/json/value.ts";
import { readAdapter } from "../../../src/tasks/bridge/adapter.ts";
import { type HostProcess, startHost } from "../../../src/tasks/bridge/host-process.ts";
import { PROTOCOL } from "../../../src/tasks/bridge/messages.ts";
import { survivorsOf } from "../../infra/processes-of.ts";
import { describeWithPython } from "../../infra/python.ts";
import { type WrittenAdapter, writeAdapter } from "../../infra/write-adapter.ts";
import { temporaryFolder } from "../../store/temporary-folder.ts";

const folder = temporaryFolder();
const started: HostProcess[] = [];
let names = 0;

/** A process that has begun an episode. */
async function begun(adapter: WrittenAdapter): Promise<HostProcess> {
  const file = writeAdapter(join(folder, `adapter-${++names}`), adapter);
  const host = startHost({ adapter: readAdapter(file), python: "python3" });
  started.push(host);
  await host.ask("hello", { protocol: PROTOCOL });
  await host.ask("reset", { task: "one", seed: 0 });
  return host;
}

const step = (host: HostProcess, text = "x") =>
  host
    .ask("step", { calls: [{ name: "say", arguments: { text } }] })
    .then(({ observations }) => observations[0]!.content);

async function failureOf(adapter: WrittenAdapter): Promise<EnvironmentFailedError> {
  const host = await begun(adapter);
  const error = await step(host).then(
    () => expect.fail("it did not fail"),
    (failure: EnvironmentFailedError) => failure,
  );
  expect(host.isOver).toBe(true);
  expect(await survivorsOf(`adapter-${names}/`)).toEqual([]);
  return error;
}

describeWithPython("a process of an environment", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    for (const host of started.splice(0)) host.end();
  });

  test("may print what it likes, and read nothing: the bridge's streams are its own", async () => {
    const host = await begun({
      step: 'print("hello {", flush=True)\nos.write(1, b"more\\n")\nreturn [repr(sys.stdin.read())]',
    });
    expect(await step(host)).toBe("''");
    expect(await step(host)).toBe("''");
  });

  test("gets all digits of an id", async () => {
    const host = await begun({ step: 'return [str(calls[0]["arguments"]["id"])]' });
    const args = parseJson('{"id":1234567890123456789}') as JsonObject;
    const { observations } = await host.ask("step", { calls: [{ name: "say", arguments: args }] });
    expect(observations[0]!.content).toBe("1234567890123456789");
  });

  test("gives any text back as it is, however odd or long", async () => {
    const host = await begun({ step: "return [text]" });
    for (const text of ["中文 🙂", "\ud800 alone", "\u2028\n\r\0", "x".repeat(300_000)])
      expect(await step(host, text)).toBe(text);
  });

  test("gets no variables but those that say where things are", async () => {
    vi.stubEnv("MAT_TEST_API_KEY", "canary-1234567890");
    const host = await begun({ step: 'return [" ".join(sorted(os.environ))]' });
    expect(await step(host)).not.toContain("MAT_TEST");
    expect((await step(host)).split(" ")).toContain("PATH");
  });

  test.each([
    ["environment_crashed", "os._exit(3)", "ended with exit code 3"],
    ["environment_crashed", "os.kill(os.getpid(), 11)", "was ended by SIGSEGV"],
    ["environment_error", 'raise ValueError("broken shelf")', "failed at step: ValueError: broken shelf"],
    ["environment_error", 'return [float("nan")]', "failed at step: ValueError"],
    ["environment_error", "return [object()]", "failed at step: TypeError"],
    [
      "environment_error",
      'return "a text"',
      "failed at step: TypeError: step() gives a list with an observation for each",
    ],
    ["environment_error", "return []", "failed at step: ValueError: step() gave 0 observations for 1 calls"],
    ["environment_error", "return [text, text]", "step() gave 2 observations for 1 calls"],
    ["environment_garbled", "return [1]", "gave a wrong answer to step: observations.0.content"],
    ["environment_garbled", 'return [{"content": "x", "oops": 1}]', "gave a wrong answer to step"],
    ["environment_garbled", 'return ["x" * 17_000_000]', "said more than 16000000 bytes at once"],
  ])("is ended when it fails: %s at %s", async (reason, code, problem) => {
    const error = await failureOf({ step: code });
    expect(error).toMatchObject({ name: "EnvironmentFailedError", reason, isForAll: false });
    expect(error.message).toContain(problem);
  });

  test.each(["time.sleep(60)", "while True: pass", "import re; re.match('(a+)+$', 'a' * 64 + 'b')"])(
    "that hangs (%s) is ended in time",
    async (code) => {
      const error = await failureOf({ step: code, manifest: { timeout_seconds: 2 } });
      expect(error).toMatchObject({ reason: "environment_hung" });
      expect(error.message).toContain("gave no answer within 2 seconds");
    },
  );

  test("says last what went wrong, without secrets and without anything that a terminal would obey", async () => {
    vi.stubEnv("MAT_TEST_API_KEY", "canary-1234567890");
    const complaint = "\\x1b[2J canary-1234567890 https://me:hunter2@host/x the end";
    const { message } = await failureOf({ step: `sys.stderr.write("${"y".repeat(9000)} ${complaint}")\nos._exit(1)` });
    expect(message).toContain("\\u001b[2J [MAT_TEST_API_KEY] https://[redacted]@host/x the end");
    expect(message.length).toBeLessThan(3000);
  });

  test("that stops while it is asked, by a signal, ends with the signal's reason", async () => {
    const host = await begun({ step: "time.sleep(60)" });
    const controller = new AbortController();
    const asked = host.ask("step", { calls: [{ name: "say", arguments: {} }] }, controller.signal);
    controller.abort(new Error("enough"));
    await expect(asked).rejects.toThrow("enough");
    expect(host.isOver).toBe(true);
  });

  test("leaves no folder behind", async () => {
    const host = await begun({ step: 'open("left", "w").write("x")\nreturn [os.getcwd()]' });
    const own = await step(host);
    expect(own).toContain("mat-bridge-");
    host.end();
    expect(await survivorsOf(`adapter-${names}/`)).toEqual([]);
    expect(readdirSync(tmpdir()).filter((name) => own.endsWith(name))).toEqual([]);
  });
});

test("a Python that is not there is an error that says so", async () => {
  const adapter = readAdapter(writeAdapter(join(folder, "nowhere"), {}));
  const host = startHost({ adapter, python: join(folder, "no-python") });
  await expect(host.ask("hello", { protocol: PROTOCOL })).rejects.toThrow("could not be started");
});
