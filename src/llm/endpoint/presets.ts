/** What is particular about a kind of server. Sources: the API references of each, as of 2026. */
export interface Preset {
  readonly baseUrl?: string;
  /** The environment variable in which its users keep their key. */
  readonly keyVariable?: string;
  /** The header that the key stands in, where it is not `Authorization: Bearer KEY`. */
  readonly keyHeader?: string;
  readonly maxTokensField: "max_tokens" | "max_completion_tokens";
  /** Stop sequences in one request, at most. */
  readonly mostStops: number;
  /** How it is asked for JSON of a schema: see `responseFormat`. */
  readonly jsonOutput: JsonOutput;
  /** The same for raw completions; "none" where they cannot be asked for it. */
  readonly rawJsonOutput: "response_format" | "json_schema" | "none";
  /** Raw prompts get the special tokens of a text unless this is false: then a chat template's own ones stay the only ones. */
  readonly specialTokensField?: string;
  /** What stands before `/chat/completions` in the lines of a batch. */
  readonly batchPrefix: string;
}

/**
 * `json_schema` is OpenAI's `response_format`; `json_object` asks for any JSON, where a server knows no more; `value` is TGI's,
 * which takes the schema as the value of `json_object`.
 */
export type JsonOutput = "json_schema" | "json_object" | "value";

const ANY: Preset = {
  maxTokensField: "max_tokens",
  mostStops: 16,
  jsonOutput: "json_schema",
  rawJsonOutput: "response_format",
  batchPrefix: "/v1",
};

/** Kinds of servers by name. `any` is for all others that speak OpenAI's chat API. */
export const PRESETS: Readonly<Record<string, Preset>> = {
  any: ANY,
  openai: {
    ...ANY,
    baseUrl: "https://api.openai.com/v1",
    keyVariable: "OPENAI_API_KEY",
    maxTokensField: "max_completion_tokens",
    mostStops: 4,
    rawJsonOutput: "none",
  },
  // https://RESOURCE.openai.azure.com/openai/v1, or the older .../openai/deployments/NAME?api-version=...; keys go in `api-key`,
  // batch lines name `/chat/completions` (learn.microsoft.com, Azure OpenAI: API version lifecycle; batch).
  azure: {
    ...ANY,
    keyVariable: "AZURE_OPENAI_API_KEY",
    keyHeader: "api-key",
    maxTokensField: "max_completion_tokens",
    mostStops: 4,
    rawJsonOutput: "none",
    batchPrefix: "",
  },
  // `response_format` for both APIs; `add_special_tokens` of raw prompts is true unless said (docs.vllm.ai, OpenAI-compatible server).
  vllm: { ...ANY, baseUrl: "http://127.0.0.1:8000/v1", specialTokensField: "add_special_tokens" },
  sglang: { ...ANY, baseUrl: "http://127.0.0.1:30000/v1" },
  // `response_format: {type: "json_object", value: SCHEMA}`; raw completions have no grammar (router/src/lib.rs, GrammarType).
  tgi: { ...ANY, baseUrl: "http://127.0.0.1:8080/v1", mostStops: 4, jsonOutput: "value", rawJsonOutput: "none" },
  // Raw completions take a `json_schema` of their own (tools/server/README.md).
  "llama.cpp": { ...ANY, baseUrl: "http://127.0.0.1:8080/v1", rawJsonOutput: "json_schema" },
  // `response_format` for chats alone (docs/openai.md).
  ollama: { ...ANY, baseUrl: "http://127.0.0.1:11434/v1", rawJsonOutput: "none" },
  // Most models know `json_object` alone, and want the word JSON in the prompt (alibabacloud.com, Model Studio: structured output).
  dashscope: {
    ...ANY,
    baseUrl: "https://dashscope.aliyuncs.com/compatible-mode/v1",
    keyVariable: "DASHSCOPE_API_KEY",
    jsonOutput: "json_object",
    rawJsonOutput: "none",
  },
  modelscope: {
    ...ANY,
    baseUrl: "https://api-inference.modelscope.cn/v1",
    keyVariable: "MODELSCOPE_API_KEY",
    jsonOutput: "json_object",
    rawJsonOutput: "none",
  },
  // `response_format` is text or json_object; batch lines name `/v4/chat/completions` (docs.bigmodel.cn).
  zhipu: {
    ...ANY,
    baseUrl: "https://open.bigmodel.cn/api/paas/v4",
    keyVariable: "ZHIPUAI_API_KEY",
    mostStops: 1,
    jsonOutput: "json_object",
    rawJsonOutput: "none",
    batchPrefix: "/v4",
  },
};
