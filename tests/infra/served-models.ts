import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { pythonEnvironment, TEST_CACHE } from "./python-environment.ts";
import { runProgram } from "./run-program.ts";

/** A model in a folder as Hugging Face's libraries read it, made once. */
async function makeModel(name: string, script: string, words: readonly string[]): Promise<string> {
  const folder = join(TEST_CACHE, "models", name);
  if (existsSync(folder)) return folder;
  const python = join(await pythonEnvironment("served"), "bin", "python");
  const unfinished = `${folder}-${process.pid}`;
  await runProgram([python, join(import.meta.dirname, "python", script), unfinished, ...words], {
    HF_HUB_OFFLINE: "1",
  });
  renameSync(unfinished, folder);
  return folder;
}

/** A model of 250,000 random weights: it says nothing, unless guided decoding makes it. */
export function tinyModel(): Promise<string> {
  return makeModel("tiny", "tiny_model.py", ["README.md", "CONTRIBUTING.md", "docs/generate.md"]);
}

/** SmolLM2-135M-Instruct: a weak model that really speaks. */
export function realModel(): Promise<string> {
  return makeModel("smollm2-135m", "real_model.py", []);
}
