/** What is particular about a kind of server. Sources: the API references of each, as of 2026. */
export interface Preset {
  readonly baseUrl?: string;
  /** The environment variable in which its users keep their key. */
  readonly keyVariable?: string;
  readonly maxTokensField: "max_tokens" | "max_completion_tokens";
  /** Stop sequences in one request, at most. */
  readonly mostStops: number;
}

const ANY: Preset = { maxTokensField: "max_tokens", mostStops: 16 };

/** Kinds of servers by name. `any` is for all others that speak OpenAI's chat API. */
export const PRESETS: Readonly<Record<string, Preset>> = {
  any: ANY,
  openai: {
    baseUrl: "https://api.openai.com/v1",
    keyVariable: "OPENAI_API_KEY",
    maxTokensField: "max_completion_tokens",
    mostStops: 4,
  },
  vllm: { ...ANY, baseUrl: "http://127.0.0.1:8000/v1" },
  sglang: { ...ANY, baseUrl: "http://127.0.0.1:30000/v1" },
  tgi: { ...ANY, baseUrl: "http://127.0.0.1:8080/v1", mostStops: 4 },
  "llama.cpp": { ...ANY, baseUrl: "http://127.0.0.1:8080/v1" },
  ollama: { ...ANY, baseUrl: "http://127.0.0.1:11434/v1" },
  dashscope: {
    ...ANY,
    baseUrl: "https://dashscope.aliyuncs.com/compatible-mode/v1",
    keyVariable: "DASHSCOPE_API_KEY",
  },
  modelscope: {
    ...ANY,
    baseUrl: "https://api-inference.modelscope.cn/v1",
    keyVariable: "MODELSCOPE_API_KEY",
  },
  zhipu: { ...ANY, baseUrl: "https://open.bigmodel.cn/api/paas/v4", keyVariable: "ZHIPUAI_API_KEY", mostStops: 1 },
};
