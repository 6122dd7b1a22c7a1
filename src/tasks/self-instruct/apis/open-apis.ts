import { z } from "zod";
import { UsageError } from "../../../core/errors.ts";
import { canonicalJson, sha256 } from "../../../core/hash.ts";
import type { JsonValue } from "../../../core/json/value.ts";
import type { InstructFrame } from "../frame.ts";
import { messagesOf } from "../messages-of.ts";
import type { Draft, InstructSource } from "../source.ts";
import { type ApiTool, parametersOf, type SampledApi } from "./api-tool.ts";
import { type ApiDraft, checkDraft } from "./check-draft.ts";
import { readApiTools } from "./read-api-tools.ts";
import { type ApiScope, sampleApis, scopesOf } from "./sample-apis.ts";
import { sayApis } from "./wording.ts";

const parameter = z.object({ name: z.string(), value: z.string(), from: z.string() });
const shape = z.object({
  query: z.string(),
  calls: z.array(z.object({ api: z.string(), parameters: z.array(parameter) })),
});

/** What a model is shown of an API, at most: parameters, and characters of a description. */
const SHOWN = { parameters: 15, description: 300 } as const;

/**
 * Queries that APIs of these files and folders answer, in sets as ToolBench samples them (Qin et al. 2023).
 * @throws {UsageError} where there is no API, or no set of a kind that is asked for
 */
export function openApis(inputs: readonly string[], wanted: readonly ApiScope[]): InstructSource {
  const tools = readApiTools(inputs);
  if (tools.length === 0) throw new UsageError("there is no API", "Give files of tools, or a folder of them.");
  const there = scopesOf(tools);
  const missing = wanted.find((scope) => !there.includes(scope));
  if (missing !== undefined)
    throw new UsageError(
      `there is no set of APIs for ${missing}`,
      missing === "G2"
        ? "It takes a category with two tools."
        : "It takes two categories, or a collection of two tools.",
    );
  const scopes = wanted.length > 0 ? wanted : there;
  return {
    from: "apis",
    hash: sha256(canonicalJson(tools as unknown as JsonValue)),
    draft: (frame) => draftOf(tools, scopes, frame),
  };
}

function draftOf(tools: readonly ApiTool[], scopes: readonly ApiScope[], frame: InstructFrame): Draft {
  const { random, level, language } = frame;
  const sample = sampleApis(tools, random.pick(scopes), level, random);
  return {
    name: "api_query",
    shape,
    language,
    messages: messagesOf(sayApis(frame, sample.least, sample.apis.map(describe).join("\n"))),
    check: (answer) => checkDraft(answer as ApiDraft, sample, frame),
  };
}

function describe({ api, of }: SampledApi): string {
  const parameters = parametersOf(api).toSorted((a, b) => Number(b.required) - Number(a.required));
  return JSON.stringify({
    api: api.name,
    of: of.name,
    category: of.category,
    does: (api.description ?? "").slice(0, SHOWN.description).toWellFormed(),
    parameters: parameters.slice(0, SHOWN.parameters).map((one) => ({
      ...one,
      description: one.description.slice(0, SHOWN.description).toWellFormed(),
    })),
  });
}
