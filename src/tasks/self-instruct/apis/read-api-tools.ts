import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { UsageError, WrongFormatError } from "../../../core/errors.ts";
import { isObject, type JsonObject, type JsonValue } from "../../../core/json/value.ts";
import type { Tool } from "../../../core/tool.ts";
import { fileError } from "../../../store/file-error.ts";
import { readToolFile } from "../../../tools/own/read-tool-file.ts";
import { toolbenchTool } from "../../sources/toolbench-tool.ts";
import { withOtherNames } from "../../sources/with-other-names.ts";
import type { ApiTool } from "./api-tool.ts";

const MOST_FILES = 50_000;
const MOST_BYTES = 10 * 2 ** 20;
/** The category of a file of tools of one's own. */
const OWN = "own";

/**
 * The tools of files and folders: ToolBench's (`CATEGORY/tool.json` with an `api_list`), and files of tools of one's own
 * (docs/tools.md), each of which is one tool with its functions as APIs.
 * @throws {WrongFormatError} for a file that is neither
 */
export function readApiTools(inputs: readonly string[]): ApiTool[] {
  const files = inputs.flatMap(jsonFilesIn);
  if (files.length > MOST_FILES) throw new UsageError(`there are ${files.length} files`, `Give ${MOST_FILES} at most.`);
  return files.map(readFile).filter(({ apis }) => apis.length > 0);
}

function jsonFilesIn(input: string): string[] {
  try {
    if (!statSync(input).isDirectory()) return [input];
    const names = readdirSync(input, { recursive: true, encoding: "utf8" });
    return (
      names
        // What is hidden is none of the user's tools.
        .filter((name) => /\.json$/i.test(name) && !/(?:^|[\\/])\./.test(name))
        .sort()
        .map((name) => join(input, name))
    );
  } catch (error) {
    throw fileError(error, input);
  }
}

function readFile(file: string): ApiTool {
  const text = textOf(file);
  const value = parse(text, file);
  if (isObject(value) && Array.isArray(value["api_list"])) return toolbenchFile(value, value["api_list"], file);
  const apis = readToolFile(text, file).map(({ tool }) => tool);
  return { name: stemOf(file), description: "", category: OWN, apis };
}

function textOf(file: string): string {
  try {
    if (statSync(file).size <= MOST_BYTES) return readFileSync(file, "utf8");
  } catch (error) {
    throw fileError(error, file);
  }
  throw new UsageError("this file of tools is larger than 10 MiB", "Leave it out, or cut it into several.", { file });
}

function parse(text: string, file: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    throw new WrongFormatError("tools", `it is no JSON: ${(cause as Error).message}`, "Mend it or leave it out.", {
      file,
    });
  }
}

function toolbenchFile(tool: JsonObject, list: readonly JsonValue[], file: string): ApiTool {
  const name = textIn(tool["tool_name"]) ?? textIn(tool["title"]) ?? stemOf(file);
  const apis = list.map((api) => toolOf(api, name));
  const bad = apis.indexOf(undefined);
  if (bad !== -1)
    throw new WrongFormatError("tools", `api ${bad + 1} of api_list has no name`, "Mend it or leave the file out.", {
      file,
    });
  const collection = textIn(tool["collection"]);
  return {
    name,
    description: textIn(tool["tool_description"]) ?? "",
    category: textIn(tool["category_name"]) ?? basename(dirname(file)),
    ...(collection === undefined ? {} : { collection }),
    apis: withOtherNames(apis as Tool[]),
  };
}

/** In a tool's own file an API's keys are shorter than in an instruction file. */
function toolOf(api: JsonValue, tool: string): Tool | undefined {
  if (!isObject(api)) return undefined;
  const { name, description, api_name = name ?? null, api_description = description ?? "" } = api;
  return toolbenchTool({ ...api, tool_name: tool, api_name, api_description });
}

function textIn(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

function stemOf(file: string): string {
  return basename(file).replace(/\.json$/i, "");
}
