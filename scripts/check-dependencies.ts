// Checks every package that the lock file names: its licence is one that we may use, it runs on every Node that we do, and the
// lock file has what it needs on other platforms (without that, npm ci fails).
import { readFileSync } from "node:fs";
import semver from "semver";

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly engines?: { readonly node?: string };
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly dev?: boolean;
  readonly resolved?: string;
  readonly link?: boolean;
}

/** Licences of packages that are installed with ours. */
const LICENCES = new Set([
  "MIT",
  "ISC",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "0BSD",
  "BlueOak-1.0.0",
  "CC0-1.0",
]);
/** Licences of packages that only developers install: they are never distributed. */
const DEVELOPMENT_LICENCES = new Set([...LICENCES, "MPL-2.0", "Python-2.0", "CC-BY-4.0", "Zlib"]);
/** Development packages whose package file points to another file: the licence is what their README states. */
const STATED_ELSEWHERE: Readonly<Record<string, string>> = {
  "@modelcontextprotocol/server-everything": "MIT",
  "@modelcontextprotocol/server-filesystem": "MIT",
};

const { engines } = JSON.parse(readFileSync("package.json", "utf8")) as { engines: { node: string } };
const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
  packages: Record<string, LockedPackage>;
};

/** The oldest Node that we run on, and the newest of the lines that are tested. */
const NODES = [semver.minVersion(engines.node)!.version, "24.0.0", "26.0.0"];

function problemsOf(path: string, item: LockedPackage): string[] {
  const packageName = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  const name = `${packageName}@${item.version}`;
  const allowed = item.dev === true ? DEVELOPMENT_LICENCES : LICENCES;
  const problems: string[] = [];
  const stated = item.dev === true ? (STATED_ELSEWHERE[packageName] ?? item.license) : item.license;
  const choices = (stated ?? "none").replace(/^\(|\)$/g, "").split(" OR ");
  if (!choices.some((choice) => choice.split(" AND ").every((licence) => allowed.has(licence))))
    problems.push(`${name}: its licence is ${item.license ?? "not stated"}`);
  const range = item.engines?.node ?? "*";
  const missing = NODES.filter((version) => !semver.satisfies(version, range));
  if (missing.length > 0) problems.push(`${name}: it wants Node ${range}, which leaves out ${missing.join(", ")}`);
  if (item.resolved !== undefined && item.link !== true)
    problems.push(`${name}: the lock file names an address (${item.resolved})`);
  for (const optional of Object.keys(item.optionalDependencies ?? {})) {
    if (!isLocked(path, optional)) problems.push(`${name}: the lock file lacks its optional dependency ${optional}`);
  }
  return problems;
}

/** Is a package that this one needs in its own node_modules or in one above? */
function isLocked(path: string, needed: string): boolean {
  const folders = path
    .split("/node_modules/")
    .map((_, index, parts) => parts.slice(0, index + 1).join("/node_modules/"));
  return ["", ...folders.map((folder) => `${folder}/`)].some((folder) =>
    Object.hasOwn(packages, `${folder}node_modules/${needed}`),
  );
}

const others = Object.entries(packages).filter(([path]) => path !== "");
const problems = others.flatMap(([path, item]) => problemsOf(path, item));
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(
  `${others.length} packages checked: licences, engines, platforms, addresses; ${problems.length} problems\n`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
