import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/commands.ts";
import { renderCommandHelp, renderHelp } from "../../src/cli/render-help.ts";
import { runNode } from "./run-node.ts";

const MAT = resolve("bin/mat.js");
const OLD_NODE = "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.20.2'})";

/** A folder with bin/mat.js and package.json, and with src/ if it is to look like a checkout: nothing is built. */
function unbuilt(checkout: boolean): string {
  const folder = mkdtempSync(join(tmpdir(), "mat-"));
  cpSync("bin", join(folder, "bin"), { recursive: true });
  cpSync("package.json", join(folder, "package.json"));
  if (checkout) mkdirSync(join(folder, "src"));
  return join(folder, "bin", "mat.js");
}

describe("before the program is loaded", () => {
  test.each([
    [true, "npm run build"],
    [false, "install meta-agent-tuning again"],
  ])("a missing dist/ (checkout: %s) is said, with the fix", async (checkout, fix) => {
    const { code, stderr, stdout } = await runNode([unbuilt(checkout), "--help"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("mat has not been built");
    expect(stderr).toContain(fix);
    expect(stderr).not.toContain("    at ");
  });

  test.each([
    [true, "run npm ci here without --ignore-scripts"],
    [false, "install Node 22.19 or newer"],
  ])("too old a Node (checkout: %s) is said, with the fix", async (checkout, fix) => {
    const { code, stderr, stdout } = await runNode(["--import", OLD_NODE, unbuilt(checkout), "formats"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("this is Node 20.20.2, but mat needs Node 22.19 or newer");
    expect(stderr).toContain(fix);
  });

  test("the build says the same, and is silent where npx goes on to bin/mat.js", async () => {
    const words = ["--import", OLD_NODE, "scripts/build.js"];
    const refused = await runNode(words, { env: { npm_command: "ci" } });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("mat cannot be built with Node 20.20.2");
    expect(refused.stderr).toContain("Fix: run npm ci without --ignore-scripts");
    expect(await runNode(words, { env: { npm_command: "exec" } })).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("the Node that bin/mat.js asks for is the one that package.json names", () => {
    const { engines } = JSON.parse(readFileSync("package.json", "utf8")) as { engines: { node: string } };
    const [major, minor] = engines.node.replace(">=", "").split(".");
    expect(readFileSync("bin/mat.js", "utf8")).toContain(`OLDEST_NODE = [${major}, ${minor}]`);
  });

  test("--version is the package's", async () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(await runNode([MAT, "--version"])).toMatchObject({ code: 0, stdout: `${version}\n` });
  });
});

describe("help", () => {
  test.each([[["--help"]], [["-h"]], [[]]])("mat %j prints the list of commands", async (words) => {
    expect(await runNode([MAT, ...words])).toMatchObject({ code: 0, stdout: await renderHelp(), stderr: "" });
  });

  test.each(Object.keys(COMMANDS))("mat %s --help prints what the code says", async (name) => {
    const { command } = await COMMANDS[name]!();
    expect(await runNode([MAT, ...name.split(" "), "--help"])).toMatchObject({
      code: 0,
      stdout: await renderCommandHelp(command),
    });
  });

  test("every command is named as it is registered, and its examples begin with it", async () => {
    for (const [name, load] of Object.entries(COMMANDS)) {
      const { command } = await load();
      expect(command.name).toBe(name);
      expect(command.examples.length).toBeGreaterThan(0);
      for (const example of command.examples) expect(example.command).toMatch(new RegExp(`\\bmat ${name}\\b`));
    }
  });

  test("no line of any help is wider than 100 characters, but for examples", async () => {
    const commands = await Promise.all(
      Object.values(COMMANDS).map(async (load) => renderCommandHelp((await load()).command)),
    );
    const lines = [await renderHelp(), ...commands].flatMap((text) => text.split("\n"));
    expect(lines.filter((line) => line.length > 100 && !/^ {2}mat /.test(line))).toEqual([]);
  });
});

describe("wrong words", () => {
  test.each([
    [["imprt"], "mat: there is no command imprt\n  Fix: Did you mean mat import? mat --help lists the commands.\n"],
    [
      ["--strict", "formats"],
      "mat: the name of a command comes first, but here comes --strict\n  Fix: mat --help lists the commands.\n",
    ],
    [
      ["formats", "--jsn"],
      "mat formats: mat formats has no flag --jsn\n  Fix: Did you mean --json? mat formats --help lists its flags.\n",
    ],
  ])("mat %j", async (words, stderr) => {
    expect(await runNode([MAT, ...words])).toEqual({ code: 2, stdout: "", stderr });
  });

  test("with --json the error is one JSON object on standard output", async () => {
    const { stdout, code } = await runNode([MAT, "formats", "--jsn", "--json"]);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { name: "UsageError", exit_code: 2 } });
  });
});

test("what a module of yours prints is no part of mat's data", async () => {
  const module = join(mkdtempSync(join(tmpdir(), "mat-")), "chatty.cjs");
  const call = "call() { console.log('by the way'); return 'done'; }";
  writeFileSync(module, `module.exports = { tools: [{ name: "chatty", ${call} }] };`);
  const { code, stdout, stderr } = await runNode([MAT, "tools", "call", "chatty", "--tools", module, "--json"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "by the way\n" });
  expect(JSON.parse(stdout)).toMatchObject({ content: "done", failed: false });
});

describe("the log", () => {
  test("--log-file gets JSON lines without secrets", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "mat-")), "mat.log");
    const { code } = await runNode([
      MAT,
      "import",
      "--input",
      "sk-abcdefgh12345678",
      "-o",
      `${file}.d`,
      "--log-file",
      file,
    ]);
    expect(code).toBe(4);
    const lines = readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { msg: string; level: number });
    expect(lines[0]).toMatchObject({ level: 30, msg: "mat import starts" });
    expect(lines.at(-1)).toMatchObject({ level: 50, exit_code: 4 });
    expect(readFileSync(file, "utf8")).not.toContain("sk-abcdefgh");
  });

  test("--log-level alone writes to standard error; standard output stays data", async () => {
    const { stdout, stderr } = await runNode([MAT, "formats", "--json", "--log-level", "info"]);
    expect(Object.keys(JSON.parse(stdout) as object)).toEqual(["formats"]);
    expect(stderr).toContain('"msg":"mat formats starts"');
  });

  test("a log file that cannot be written is said at once", async () => {
    const { code, stderr } = await runNode([MAT, "formats", "--log-file", "/no/such/folder/mat.log"]);
    expect(code).toBe(2);
    expect(stderr).toContain("the log file /no/such/folder/mat.log cannot be written");
  });
});
