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

/** The lines of the shell blocks of a page, without the programs of which this test is a part. */
function linesOf(page: string): readonly string[] {
  const blocks = readFileSync(page, "utf8").matchAll(/^```sh\n(.*?)^```$/gms);
  const lines = [...blocks].flatMap(([, block]) => block!.trim().replaceAll("\\\n", " ").split("\n"));
  return runnable(lines.map((line) => line.replace(NOT_RUN, "")).filter((line) => line !== ""));
}

/** These lines as one script that stops where a line does not end as the page says (`# exit 3`). */
function scriptOf(lines: readonly string[]): string {
  return lines.map(checked).join("\n");
}

/** Where there is no Python, a page whose examples need it is not run at all: they build on each other. */
function runnable(lines: readonly string[]): readonly string[] {
  return HAS_PYTHON || !lines.some((line) => NEEDS_PYTHON.test(line)) ? lines : [];
}

/** The line as a command of bash that ends the script where its exit code is not the one that the line names. */
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

/** Examples of help show which words go together, pages what comes of them: there, numbers in the hundreds are run as they are. */
function smaller(command: string): string {
  return command.replace(/ (-n|--accept) (\d{2,})0\b/g, " $1 $2");
}

/** A line that neither joins programs nor sets variables nor loads code is carried out by the one process of {@link hosting}. */
function hosted(command: string): string {
  return /^mat (?!serve )[^|&<>$;]*$/.test(command) && !command.includes("--plugin")
    ? command.replace(/^mat/, "hosted")
    : command;
}

/** The script with a process that carries out commands one after the other: most of a short one's time is the loading of mat. */
function hosting(script: string): string {
  return `
mkfifo .asked .said
"${process.execPath}" "${resolve("tests/cli/command-process.ts")}" < .asked 3> .said > /dev/null & host=$!
exec 3> .asked 4< .said
hosted() { printf '%s\\0' $# "$@" >&3; read -r hosted_code <&4 && return "$hosted_code"; }
${script}
exec 3>&-; wait $host`;
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

/** Runs a script in a new workplace, and expects it to get to its end. */
async function runScript(script: string): Promise<void> {
  const { folder, path } = workplace();
  const child = spawn("bash", ["-o", "pipefail", "-c", script], { cwd: folder, env: { ...process.env, PATH: path } });
  const { code, stderr } = await collect(child);
  expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
}

describe("reference pages are what the code says (npm run docs)", async () => {
  const pages = await referencePages();
  test.each(Object.entries(pages))("%s", (path, text) => {
    expect(readFileSync(path, "utf8")).toBe(text);
  });
});

/** A page of which another one begins with all examples has been run with that one. */
function isBeginningOfAnother(page: string): boolean {
  const script = scriptOf(linesOf(page));
  return PAGES.some((other) => other !== page && scriptOf(linesOf(other)).startsWith(`${script}\n`));
}

/** Each command of these pages, and of the first, has a process of its own, as for readers; those of another page share one. */
const AS_READ = ["README.md", "docs/generate.md"];

/** The examples of help go on where this page ends: what they show is of the quickstart's output. */
const FIRST_PAGE = "docs/get-started.md";

describe("every shell example runs", () => {
  const run = PAGES.filter((page) => page !== FIRST_PAGE && linesOf(page).length > 0 && !isBeginningOfAnother(page));
  test.each(run)("%s", (page) => {
    const lines = linesOf(page);
    return runScript(AS_READ.includes(page) ? scriptOf(lines) : hosting(scriptOf(lines.map(hosted))));
  });
});

test(`the examples of ${FIRST_PAGE}, and then those of all commands' help, run one after the other`, async () => {
  const { COMMANDS } = await import("../src/cli/commands.ts");
  const commands = await Promise.all(Object.values(COMMANDS).map(async (load) => (await load()).command));
  const lines = commands
    .flatMap(({ examples }) => examples.flatMap(({ command }) => runnable([command])))
    .map((command) => hosted(smaller(ended(command))));
  await runScript([scriptOf(linesOf(FIRST_PAGE)), hosting(scriptOf(lines))].join("\n"));
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
