import { UsageError } from "../../core/errors.ts";

const VARIABLE = /\$\{([A-Za-z_]\w*)\}/g;

/** The names of the environment variables that a text refers to, as `${NAME}`. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(VARIABLE)].map(([, name]) => name!);
}

/** The text with the values of the environment variables that it refers to. Throws UsageError where one is not set. */
export function fillVariables(text: string): string {
  return text.replace(VARIABLE, (_, name: string) => {
    const value = process.env[name];
    if (value !== undefined) return value;
    throw new UsageError(`the environment variable ${name} is not set`, "Set it, or take it out of the file.");
  });
}
