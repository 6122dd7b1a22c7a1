#!/usr/bin/env node
// The command line's first step, in JavaScript that a Node of 2020 can still read: it says what is missing before anything
// newer is loaded, and it answers --help and --version from text, because loading the program takes longer than reading it.
import * as fs from "node:fs";
import * as nodeModule from "node:module";
import { fileURLToPath } from "node:url";

const OLDEST_NODE = [22, 19];
const DIST = new URL("../dist/", import.meta.url);

function isNodeTooOld() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
}

function isCheckout() {
  return fs.existsSync(new URL("../src/", import.meta.url));
}

function stop(problem, fix) {
  fs.writeSync(2, `mat: ${problem}\n  Fix: ${fix}\n`);
  process.exit(2);
}

function checkNode() {
  if (!isNodeTooOld()) return;
  const wanted = OLDEST_NODE.join(".");
  const fix = isCheckout()
    ? "run npm ci here without --ignore-scripts: it installs a newer Node beside mat, and npx mat then runs on that one."
    : `install Node ${wanted} or newer (nodejs.org), or add it to your project with npm install node@24.`;
  stop(`this is Node ${process.versions.node}, but mat needs Node ${wanted} or newer.`, fix);
}

function checkBuild() {
  if (fs.existsSync(new URL("cli/main.js", DIST))) return;
  const fix = isCheckout()
    ? "run npm run build (npm ci does it too, unless --ignore-scripts is given)."
    : "install meta-agent-tuning again: the package is incomplete.";
  stop(`mat has not been built: ${fileURLToPath(new URL("cli/main.js", DIST))} is missing.`, fix);
}

/** The text that answers these words, if text alone can. */
function staticAnswer(words) {
  const end = words.indexOf("--");
  const flags = end === -1 ? words : words.slice(0, end);
  const first = flags.length === 0 ? "--help" : flags[0];
  if (first === "--version") return `${JSON.parse(read(new URL("../package.json", import.meta.url))).version}\n`;
  if (first === "--help" || first === "-h") return read(new URL("help/mat.txt", DIST));
  // A plugin may bring flags of its own.
  if (flags.some((word) => word.startsWith("--plugin"))) return undefined;
  if (!/^[a-z-]+$/.test(first)) return undefined;
  const second = flags[1];
  // A group of commands by itself, or with its --help, lists its commands.
  if (second === undefined || second === "--help" || second === "-h") {
    const list = read(new URL(`help/group-${first}.txt`, DIST));
    if (list !== undefined) return list;
  }
  if (!(flags.includes("--help") || flags.includes("-h"))) return undefined;
  const ofTwoWords = /^[a-z-]+$/.test(second) ? read(new URL(`help/command-${first}-${second}.txt`, DIST)) : undefined;
  return ofTwoWords === undefined ? read(new URL(`help/command-${first}.txt`, DIST)) : ofTwoWords;
}

function read(url) {
  try {
    return fs.readFileSync(url, "utf8");
  } catch {
    return undefined;
  }
}

/** Written at once: process.stdout would cost a fifth of the start-up. */
function answer(text) {
  try {
    fs.writeSync(1, text);
  } catch (error) {
    if (error.code === "EAGAIN") process.stdout.write(text);
    else if (error.code !== "EPIPE") throw error;
  }
}

checkNode();
checkBuild();
const words = process.argv.slice(2);
const text = staticAnswer(words);
if (text !== undefined) answer(text);
else {
  nodeModule.enableCompileCache();
  // biome-ignore lint/suspicious/noConsole: modules of yours, tools and plugins, may print; standard output has mat's data alone.
  console.log = console.info = console.debug = console.error;
  import(new URL("cli/main.js", DIST).href).then((program) => program.main(words));
}
