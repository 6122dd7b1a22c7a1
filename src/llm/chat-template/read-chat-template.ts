import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { InputMissingError, MalformedInputError } from "../../core/errors.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import type { ChatTemplate } from "./chat-template.ts";
import { LONGEST_TEMPLATE } from "./longest-template.ts";

const JINJA = "chat_template.jinja";
const CONFIG = "tokenizer_config.json";
const TOKENIZER = "tokenizer.json";
const LARGEST_FILE = 1 << 26;

/**
 * The chat template in a file as Hugging Face's folders have it (`chat_template.jinja`, `chat_template.json`,
 * `tokenizer_config.json`), or in such a folder. Special tokens come from the tokenizer's files beside it.
 */
export function readChatTemplate(path: string): ChatTemplate {
  const file = statSync(path, { throwIfNoEntry: false })?.isDirectory() ? fileIn(path) : path;
  const text = file.endsWith(".json") ? templateIn(readJson(file), file) : readText(file);
  if (text.length > LONGEST_TEMPLATE)
    throw new MalformedInputError(`it has ${text.length} characters`, "No chat template is that long.", { file });
  const beside = join(dirname(file), CONFIG);
  const config = existsSync(beside) ? readJson(beside) : {};
  const addsBos = addsBeginning(join(dirname(file), TOKENIZER), config);
  return { file: path, text, tokens: tokensIn(config), ...(addsBos ? { adds_bos: true } : {}) };
}

/** Does the tokenizer put a special token before every text? Its own file says so, or, where there is none, its configuration. */
function addsBeginning(file: string, config: JsonObject): boolean {
  if (!existsSync(file)) return config["add_bos_token"] === true;
  const { post_processor: last } = readJson(file);
  const steps = isObject(last) && Array.isArray(last["processors"]) ? last["processors"] : [last];
  return steps.some((step) => {
    const [first] = isObject(step) && Array.isArray(step["single"]) ? step["single"] : [];
    return isObject(first) && first["SpecialToken"] !== undefined;
  });
}

function fileIn(folder: string): string {
  const file = [JINJA, "chat_template.json", CONFIG].map((name) => join(folder, name)).find((path) => existsSync(path));
  if (file !== undefined) return file;
  throw new InputMissingError("holds no chat template", `It would be ${JINJA} or ${CONFIG}.`, { file: folder });
}

/** One template, or several by name, of which the default one is for conversations without tools. */
function templateIn(config: JsonObject, file: string): string {
  const given = config["chat_template"];
  if (typeof given === "string") return given;
  const named = Array.isArray(given) ? given.filter(isObject) : [];
  const { template } = named.find(({ name }) => name === "default") ?? named[0] ?? {};
  if (typeof template === "string") return template;
  throw new MalformedInputError('has no "chat_template"', "Name the file of the template itself.", { file });
}

function tokensIn(config: JsonObject): Record<string, string> {
  const tokens = Object.entries(config).flatMap(([name, value]): [string, string][] => {
    const text = isObject(value) ? value["content"] : value;
    return /^[a-z_]+_token$/.test(name) && typeof text === "string" ? [[name, text]] : [];
  });
  return Object.fromEntries(tokens);
}

function readJson(file: string): JsonObject {
  try {
    const value = JSON.parse(readText(file)) as JsonValue;
    if (isObject(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new MalformedInputError(
    "is no JSON object",
    "Name a tokenizer_config.json, or a .jinja file, and keep what lies beside it whole.",
    { file },
  );
}

function readText(file: string): string {
  try {
    if (statSync(file).size > LARGEST_FILE) throw new Error("the file is too large");
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new InputMissingError("the chat template cannot be read", "Check --chat-template.", { file }, { cause });
  }
}
