import { readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { InputMissingError, UsageError } from "../../core/errors.ts";
import { sha256 } from "../../core/hash.ts";
import { nearestName } from "../../core/nearest-name.ts";

/** What stands in the JSON file beside an adapter: all that can be known without running it. */
const manifestSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, "use lower-case letters, digits and hyphens"),
  title: z.string().min(1),
  licence: z.string().min(1),
  language: z.enum(["en", "zh"]).default("en"),
  split: z.enum(["train", "test"]),
  /** For evaluation alone: nothing is generated from its tasks. */
  eval_only: z.boolean(),
  /** What a user has to bring, where it does not bring its data itself. */
  data: z.string().optional(),
  /** Packages with their versions, all of them: nothing else is installed beside. */
  requirements: z.array(z.string().regex(/^[A-Za-z0-9._-]+==[A-Za-z0-9.+!_-]+$/, "write NAME==VERSION")),
  /** It judges arguments itself, as what was measured with it did; otherwise mat refuses those that do not fit their schema. */
  checks_arguments: z.boolean().default(false),
  /** For the answer to one request. */
  timeout_seconds: z.number().positive().max(3600).default(60),
  /** The most bytes of one observation that an agent is shown. */
  max_output_bytes: z.int().min(1).max(1_000_000).default(32_768),
});
/** What is known of an environment without running it: see docs/python-environments.md. */
export type AdapterManifest = z.infer<typeof manifestSchema>;

/** An environment that exists only in Python: a file of code that the bridge runs, and the JSON file beside it. */
export interface Adapter {
  readonly manifest: AdapterManifest;
  /** As it was named: its name, or its file. */
  readonly word: string;
  /** The Python file. */
  readonly file: string;
  /** Of both files. */
  readonly sha256: string;
}

const FOLDER = fileURLToPath(new URL("../../../scripts/environments/", import.meta.url));

/** The program that runs adapters. */
export const HOST_PROGRAM = join(FOLDER, "bridge.py");

/** Names of the environments in Python that come with mat. */
export const BUNDLED_ADAPTERS = ["bfcl-multi-turn", "agentbench-db"] as const;

/**
 * The adapter of this name, or of this file.
 * @throws {InputMissingError} where one of its two files is not there
 * @throws {UsageError} for a name that mat does not know, and for a manifest that says something else than it may
 */
export function readAdapter(word: string): Adapter {
  const file = fileOf(word);
  const beside = file.replace(/\.py$/, ".json");
  const [code, about] = [readText(file), readText(beside)];
  return { manifest: parseManifest(about, beside), word, file, sha256: sha256(`${sha256(code)}${sha256(about)}`) };
}

function fileOf(word: string): string {
  if (/\.py$/.test(word)) return resolve(word);
  if (BUNDLED_ADAPTERS.some((name) => name === word)) return join(FOLDER, `${word}.py`);
  const near = nearestName(word, BUNDLED_ADAPTERS);
  throw new UsageError(
    `there is no environment "${word}" in Python${near === undefined ? "" : `; did you mean "${near}"?`}`,
    `Name one of ${BUNDLED_ADAPTERS.join(", ")}, or the Python file of your own.`,
  );
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    const fix = `An environment is two files, ${basename(file, ".py").replace(/\.json$/, "")}.py and .json in ${dirname(file)}: docs/python-environments.md.`;
    throw new InputMissingError("cannot be read", fix, { file }, { cause });
  }
}

function parseManifest(text: string, file: string): AdapterManifest {
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch (error) {
    const problem = error instanceof z.ZodError ? z.prettifyError(error).replace(/\s*\n\s*/g, " ") : String(error);
    throw new UsageError(`it does not say what an environment is: ${problem}`, "See docs/python-environments.md.", {
      file,
    });
  }
}
