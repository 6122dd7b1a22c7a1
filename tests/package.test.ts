import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";

const run = promisify(execFile);
const ROOT = process.cwd();
/** The Node that runs this test comes first, whatever the machine has. */
const ENV = { ...process.env, PATH: [dirname(process.execPath), process.env["PATH"]].join(delimiter) };
const PACKAGE = JSON.parse(readFileSync("package.json", "utf8")) as {
  name: string;
  version: string;
  dependencies: Record<string, string>;
};

interface LockedPackage {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

/** An empty project with the packed tarball installed. The lock file's hashes let npm take the rest from its cache. */
async function installPacked(): Promise<{ project: string; files: string[] }> {
  const project = mkdtempSync(join(tmpdir(), "mat-package-"));
  const { stdout } = await run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", project], {
    env: ENV,
  });
  const packed: unknown = JSON.parse(stdout);
  const [{ filename, integrity, files }] = (Array.isArray(packed) ? packed : Object.values(packed as object)) as [
    { filename: string; integrity: string; files: { path: string }[] },
  ];
  const tarball = `file:${filename}`;
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
    packages: Record<string, LockedPackage>;
  };
  const needed = Object.entries(packages).filter(
    ([path, item]) => path !== "" && item.dev !== true && item.devOptional !== true,
  );
  const dependencies = { [PACKAGE.name]: tarball };
  const own = {
    version: PACKAGE.version,
    resolved: tarball,
    integrity,
    dependencies: PACKAGE.dependencies,
    bin: { mat: "bin/mat.js" },
  };
  const lock = {
    name: "empty",
    lockfileVersion: 3,
    requires: true,
    packages: {
      "": { name: "empty", dependencies },
      [`node_modules/${PACKAGE.name}`]: own,
      ...Object.fromEntries(needed),
    },
  };
  writeFileSync(
    join(project, "package.json"),
    JSON.stringify({ name: "empty", private: true, type: "module", dependencies }),
  );
  writeFileSync(join(project, "package-lock.json"), JSON.stringify(lock));
  await run("npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund"], { cwd: project, env: ENV });
  return { project, files: files.map((file) => file.path) };
}

describe("the package, packed and installed in an empty project", { timeout: 240_000 }, () => {
  let project: string;
  let files: string[];
  beforeAll(async () => {
    ({ project, files } = await installPacked());
  }, 240_000);

  test("it holds what it needs and nothing else", () => {
    const folders = new Set(files.map((path) => path.split("/")[0]));
    expect([...folders].sort()).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "bin",
      "configs",
      "dist",
      "docs",
      "package.json",
      "scripts",
    ]);
    expect(files.filter((path) => path.startsWith("scripts/")).sort()).toEqual([
      "scripts/environments/agentbench-db.json",
      "scripts/environments/agentbench-db.py",
      "scripts/environments/bfcl-multi-turn.json",
      "scripts/environments/bfcl-multi-turn.py",
      "scripts/environments/bridge.py",
    ]);
    expect(files).toContain("dist/help/mat.txt");
    expect(files).toContain("dist/index.d.ts");
    expect(files).not.toContain("dist/.sources");
  });

  test("its command runs: help, version, quickstart", async () => {
    const mat = (...words: string[]) => run(join("node_modules", ".bin", "mat"), words, { cwd: project, env: ENV });
    expect((await mat("--help")).stdout).toBe(readFileSync("dist/help/mat.txt", "utf8"));
    expect((await mat("--version")).stdout).toBe(`${PACKAGE.version}\n`);
    const { stdout } = await mat("quickstart", "--json");
    expect((JSON.parse(stdout) as { output: string }).output).toBe("mat-quickstart");
    expect(readdirSync(join(project, "mat-quickstart")).sort()).toEqual([
      ".mat-run",
      "baselines",
      "export",
      "export-solved",
      "filtered",
      "imported",
      "played",
      "rollouts",
      "solved",
      "templates",
    ]);
  });

  test("threads find their module, whatever flags the program was started with", async () => {
    const options = { dataset: "mat-quickstart/imported", format: "openai", output: "threads.jsonl", threads: 2 };
    const text = `import { exportDataset } from "${PACKAGE.name}"; console.log((await exportDataset(${JSON.stringify(options)})).rows > 0);`;
    const words = ["--input-type=module", "--eval", text];
    const { stdout } = await run(process.execPath, words, { cwd: project, env: ENV });
    expect(stdout).toBe("true\n");
  });

  test("npx finds it, and nothing else of that name", async () => {
    const { stdout } = await run("npx", ["--no-install", "mat", "--version"], { cwd: project, env: ENV });
    expect(stdout).toBe(`${PACKAGE.version}\n`);
  });

  test("the library does what its page shows, with types", async () => {
    cpSync(join(ROOT, "configs"), join(project, "configs"), { recursive: true });
    const [, example] = /^```ts\n(.*?)^```$/ms.exec(readFileSync("docs/use-as-a-library.md", "utf8"))!;
    writeFileSync(join(project, "example.ts"), example!);
    const options = {
      module: "nodenext",
      target: "es2024",
      lib: ["es2024", "dom", "esnext.disposable"],
      strict: true,
      noEmit: true,
      types: [],
    };
    writeFileSync(
      join(project, "tsconfig.json"),
      JSON.stringify({ compilerOptions: options, include: ["example.ts"] }),
    );
    await run(process.execPath, [resolve("node_modules/typescript/bin/tsc"), "-p", project], {
      cwd: project,
      env: ENV,
    }).catch((error: { stdout: string }) => expect.fail(error.stdout));
    const { stdout } = await run(process.execPath, ["example.ts"], { cwd: project, env: ENV });
    expect(stdout).toContain("InputMissingError");
    expect(existsSync(join(project, "chat.jsonl"))).toBe(true);
  });
});
