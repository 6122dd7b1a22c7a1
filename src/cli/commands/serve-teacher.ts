import { UsageError } from "../../core/errors.ts";
import { defineCommand } from "../command.ts";
import { readErrorRates } from "../read-error-rates.ts";
import { untilAborted } from "../until-aborted.ts";

export const command = defineCommand({
  name: "serve teacher",
  summary: "Serve an embedded teacher as OpenAI's chat API, until Ctrl-C",
  details: [
    "Any client can be tried on it without a key: it answers /v1/chat/completions, with tools and as a stream, and " +
      "/v1/models and /health. What it says is simulated. docs/serve-teacher.md says what it reads of a request.",
  ],
  positionals: [],
  options: {
    port: { type: "number", value: "P", summary: "The port to listen at; 8642 if absent, 0 for any that is free" },
    host: {
      type: "text",
      value: "HOST",
      summary: "The address to listen at; 127.0.0.1, this machine alone, if absent",
    },
    teacher: {
      type: "text",
      value: "NAME",
      summary: "Who answers: reader, if absent, or a blind policy: random, greedy, no-tool",
    },
    errors: {
      type: "list",
      value: "KIND=RATE",
      summary: "Errors that the reader makes on purpose; each reply names its own",
    },
    seed: { type: "number", value: "S", summary: "Another seed, other words for the same thoughts; 0 if absent" },
    "model-name": { type: "text", value: "NAME", summary: "What clients call the model; the teacher's name if absent" },
    "api-key-env": {
      type: "text",
      value: "VARIABLE",
      summary: "Refuse requests without the key that this variable holds",
    },
  },
  examples: [
    { command: "mat serve teacher --port 8642", says: "At http://127.0.0.1:8642/v1" },
    { command: "mat serve teacher --port 0 --json", says: "At any free port; the URL is printed as JSON" },
  ],
  async run({ options }, context) {
    const { serveTeacher } = await import("../../serve/teacher/serve-teacher.ts");
    const server = await serveTeacher({
      teacher: options.teacher,
      seed: options.seed,
      errors: readErrorRates(options.errors),
      modelName: options["model-name"],
      host: options.host,
      port: options.port ?? 8642,
      apiKey: keyIn(options["api-key-env"]),
      onError: (error) => {
        context.log.error("a request failed", { stack: error instanceof Error ? error.stack : String(error) });
        context.say(`A request was answered with 500: ${String(error)}`);
      },
    });
    context.report({ url: server.url, model: server.model }, { data: `${server.url}\n` });
    if (!context.json) context.say(`The model "${server.model}" answers there. Ctrl-C stops it.`);
    await untilAborted(context.signal);
    await server.close();
    return "ok";
  },
});

/** The key itself never stands on the command line, where others can see it. */
function keyIn(variable: string | undefined): string | undefined {
  if (variable === undefined) return undefined;
  const key = process.env[variable];
  if (key) return key;
  throw new UsageError(`--api-key-env: the variable ${variable} is not set`, `Set it, as in: export ${variable}=...`);
}
