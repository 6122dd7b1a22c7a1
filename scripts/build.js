// Builds dist/: the compiled sources and the help texts that bin/mat.js serves. Plain JavaScript, because npm runs it as
// `prepare` with whatever Node there is.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const DIST = join(ROOT, "dist");
/** Says which sources a dist/ was made from. */
const STAMP = ".sources";

function isNodeTooOld() {
  const { engines } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const [major, minor] = process.versions.node.split(".").map(Number);
  const [oldestMajor, oldestMinor] = engines.node.replace(">=", "").split(".").map(Number);
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}

/** A hash of everything that dist/ is made from. */
function hashSources() {
  const hash = createHash("sha256");
  const sources = readdirSync(join(ROOT, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const name of ["package.json", "tsconfig.json", "tsconfig.build.json", "scripts/build.js"])
    sources.push(join(ROOT, name));
  for (const path of sources) hash.update(path.slice(ROOT.length)).update("\0").update(readFileSync(path)).update("\0");
  return hash.digest("hex");
}

function isUpToDate(stamp) {
  return existsSync(join(DIST, STAMP)) && readFileSync(join(DIST, STAMP), "utf8") === stamp;
}

function compile(into) {
  const typescript = dirname(createRequire(import.meta.url).resolve("typescript/package.json"));
  const words = [join(typescript, "bin", "tsc"), "-p", "tsconfig.build.json", "--outDir", into];
  return spawnSync(process.execPath, words, { cwd: ROOT, stdio: "inherit" }).status === 0;
}

async function writeHelp(into) {
  const load = (name) => import(pathToFileURL(join(into, "cli", name)).href);
  const { COMMANDS } = await load("commands.js");
  const { COMMAND_GROUPS } = await load("command-groups.js");
  const { renderHelp, renderCommandHelp, renderGroupHelp } = await load("render-help.js");
  mkdirSync(join(into, "help"));
  writeFileSync(join(into, "help", "mat.txt"), await renderHelp());
  for (const [name, loadCommand] of Object.entries(COMMANDS)) {
    const { command } = await loadCommand();
    writeFileSync(join(into, "help", `command-${name.replace(" ", "-")}.txt`), await renderCommandHelp(command));
  }
  for (const group of Object.keys(COMMAND_GROUPS))
    writeFileSync(join(into, "help", `group-${group}.txt`), await renderGroupHelp(group));
}

/** Puts the new folder in the place of dist/ by renaming, so that no one ever sees half of it. */
function replaceDist(built) {
  const old = `${built}.old`;
  if (existsSync(DIST)) renameSync(DIST, old);
  renameSync(built, DIST);
  rmSync(old, { recursive: true, force: true });
}

async function build() {
  const stamp = hashSources();
  if (isUpToDate(stamp)) return;
  const built = join(ROOT, `dist.${process.pid}`);
  try {
    if (!compile(built)) {
      process.stderr.write("mat was not built: its sources do not compile (see above).\n");
      process.exitCode = 1;
      return;
    }
    await writeHelp(built);
    writeFileSync(join(built, STAMP), stamp);
    replaceDist(built);
  } finally {
    rmSync(built, { recursive: true, force: true });
  }
}

if (isNodeTooOld()) {
  // Under npx the program itself says so, better than npm's report of a failed script does.
  if (process.env.npm_command === "exec") process.exit(0);
  process.stderr.write(
    `mat cannot be built with Node ${process.versions.node}.\n` +
      "  Fix: run npm ci without --ignore-scripts (it installs a newer Node in node_modules/), or use a newer Node.\n",
  );
  process.exit(1);
}
await build();
