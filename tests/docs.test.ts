import { spawn, spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { referencePages } from "../scripts/reference-pages.ts";
import { collect } from "./cli/run-node.ts";

const PAGES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ...globSync("docs/**/*.md").sort()];

/** Not run here: this test is part of what they do. */
const NOT_RUN = /^(npm ci && )?(?=npx mat )|^npm (cit|ci)$/;

/** The shell blocks of a page as one script that stops where a line does not end as the page says (`# exit 3`). */
function scriptOf(page: string): string {
  const blocks = readFileSync(page, "utf8").matchAll(/^```sh\n(.*?)^```$/gms);
  const lines = [...blocks].flatMap(([, block]) => block!.trim().replaceAll("\\\n", " ").split("\n"));
  return runnable(lines.map((line) => line.replace(NOT_RUN, "")))
    .map(checked)
    .join("\n");
}

/** Where there is no Python, a page whose examples need it is not run at all: they build on each other. */
function runnable(lines: readonly string[]): readonly string[] {
  return HAS_PYTHON || !lines.some((line) => NEEDS_PYTHON.test(line)) ? lines : [];
}

function checked(line: string): string {
  const [, command = line, code = "0"] = /^(.*?)\s+# exit (\d+)$/.exec(line) ?? [];
  return `code=0; { ${command || ":"}; } || code=$?; [ $code = ${code} ] || { echo "exit code $code: ${command.replace(/["$`\\]/g, "\\$&")}" >&2; exit 99; }`;
}

/** Commands that run an environment in Python. */
const NEEDS_PYTHON = /^mat (environments (tasks|play)|generate .*--environment) /;
const HAS_PYTHON = spawnSync("python3", ["--version"]).status === 0;

/** A server runs until it is stopped: it is begun, at any free port, waited for until it says where it listens, and ended. */
function ended(command: string): string {
  if (!command.startsWith("mat serve ")) return command;
  return `rm -f said; ${command.replace(/--port \d+/, "--port 0")} > said & until [ -s said ] || ! kill -0 $!; do sleep 0.1; done; kill $!; wait $!`;
}

/** A folder as a checkout looks from its root: configs/, and mat and npx as commands. */
function workplace(): { folder: string; path: string } {
  const folder = mkdtempSync(join(tmpdir(), "mat-docs-"));
  cpSync("configs", join(folder, "configs"), { recursive: true });
  const bin = join(folder, ".bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "mat"), `#!/bin/sh\nexec "${process.execPath}" "${resolve("bin/mat.js")}" "$@"\n`);
  writeFileSync(join(bin, "npx"), '#!/bin/sh\nexec "$@"\n');
  for (const name of ["mat", "npx"]) chmodSync(join(bin, name), 0o755);
  return { folder, path: [bin, process.env["PATH"]].join(delimiter) };
}

describe("reference pages are what the code says (npm run docs)", async () => {
  const pages = await referencePages();
  test.each(Object.entries(pages))("%s", (path, text) => {
    expect(readFileSync(path, "utf8")).toBe(text);
  });
});

describe("every shell example runs", () => {
  const withExamples = PAGES.filter((page) => scriptOf(page) !== "");
  test.each(withExamples)("%s", async (page) => {
    const { folder, path } = workplace();
    const child = spawn("bash", ["-o", "pipefail", "-c", scriptOf(page)], {
      cwd: folder,
      env: { ...process.env, PATH: path },
    });
    const { code, stderr } = await collect(child);
    expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
  });
});

test("the examples of all commands' help run, one after the other", async () => {
  const { COMMANDS } = await import("../src/cli/commands.ts");
  const commands = await Promise.all(Object.values(COMMANDS).map(async (load) => (await load()).command));
  const script = commands
    .flatMap(({ examples }) => examples.flatMap(({ command }) => runnable([command])))
    .map((command) => checked(ended(command)))
    .join("\n");
  const { folder, path } = workplace();
  const { code, stderr } = await collect(
    spawn("bash", ["-o", "pipefail", "-c", script], { cwd: folder, env: { ...process.env, PATH: path } }),
  );
  expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
}, 240_000);

test.each(PAGES)("the links of %s lead somewhere", (page) => {
  const links = [...readFileSync(page, "utf8").matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);
  const broken = links.filter((link) => {
    if (/^https?:/.test(link)) return false;
    const [file = "", anchor] = link.split("#");
    const target = file === "" ? page : join(dirname(page), file);
    return !existsSync(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
  });
  expect(broken).toEqual([]);
});

function anchorsOf(page: string): string[] {
  const headings = [...readFileSync(page, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, title]) => title!);
  return headings.map((title) =>
    title
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}
