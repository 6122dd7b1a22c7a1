import { accessSync, constants, existsSync } from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "../core/errors.ts";
import { redactSecrets, redactSecretText } from "./redact-secrets.ts";

/** A log of JSON lines, redacted. Without `--log-level` and `--log-file` nothing is written and pino is not loaded. */
export interface Log {
  debug(message: string, fields?: object): void;
  info(message: string, fields?: object): void;
  warn(message: string, fields?: object): void;
  error(message: string, fields?: object): void;
}

const SILENT: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** The log that the flags ask for. Every line is written at once, so that a crash loses none. */
export async function createLog(level: string | undefined, file: string | undefined): Promise<Log> {
  if (level === undefined && file === undefined) return SILENT;
  if (file !== undefined) checkWritable(file);
  const { pino } = await import("pino");
  const destination = pino.destination({ dest: file ?? 2, sync: true, append: true });
  const logger = pino({ level: level ?? "info", base: { pid: process.pid } }, destination);
  const write =
    (name: "debug" | "info" | "warn" | "error") =>
    (message: string, fields: object = {}): void =>
      logger[name](redactSecrets(fields) as object, redactSecretText(message));
  return { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
}

function checkWritable(file: string): void {
  try {
    accessSync(existsSync(file) ? file : dirname(file), constants.W_OK);
  } catch (cause) {
    throw new UsageError(
      `the log file ${file} cannot be written`,
      "Give --log-file a path in a folder that exists and is yours to write.",
      {},
      { cause },
    );
  }
}
