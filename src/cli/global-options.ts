import type { OptionTable } from "./command.ts";

/** The levels of the log, most talkative first. */
export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error"] as const;

/** The flags that every command has. */
export const GLOBAL_OPTIONS = {
  json: { type: "flag", summary: "Print one JSON object on standard output instead of text for people" },
  "log-level": {
    type: "text",
    value: "LEVEL",
    choices: LOG_LEVELS,
    summary: "Write a log, as JSON lines, to standard error or to --log-file",
  },
  "log-file": { type: "text", value: "FILE", summary: "Append the log to this file; secrets in it are redacted" },
  plugin: {
    type: "list",
    value: "MODULE",
    commas: false,
    summary: "Load more formats, filters, protocols and templates from this file or package; it runs as code",
  },
  help: { type: "flag", short: "h", summary: "Show this help" },
} as const satisfies OptionTable;
