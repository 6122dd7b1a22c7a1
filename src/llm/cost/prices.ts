import { readFile } from "node:fs/promises";
import { z } from "zod";
import { InputMissingError, MalformedInputError } from "../../core/errors.ts";
import { nearestName } from "../../core/nearest-name.ts";
import { fileError } from "../../store/file-error.ts";
import type { Usage } from "./usage.ts";

const price = z.number().min(0);

/** What a model takes, in USD for a million tokens. */
export const priceSchema = z.strictObject({
  prompt: price,
  /** Of tokens of the prompt that the server had in its cache; as others if absent. */
  cached_prompt: price.optional(),
  completion: price,
});
/** What a model takes: see {@link priceSchema}. */
export type Price = z.infer<typeof priceSchema>;

const pricesSchema = z.record(z.string(), priceSchema);

/**
 * The price of a model in a file of prices, YAML or JSON: by the model's name `prompt`, `cached_prompt` and `completion`.
 * @throws {MalformedInputError} for a file that is none
 * @throws {InputMissingError} where the model is not in it
 */
export async function readPrice(file: string, model: string): Promise<Price> {
  const prices = await readPrices(file);
  if (Object.hasOwn(prices, model)) return prices[model]!;
  const names = Object.keys(prices);
  const near = nearestName(model, names);
  throw new InputMissingError(
    `has no price of the model "${model}"${near === undefined ? "" : `; did you mean "${near}"?`}`,
    `Add it, with prompt and completion in USD for a million tokens. There are: ${names.join(", ") || "none"}.`,
    { file },
  );
}

async function readPrices(file: string): Promise<z.infer<typeof pricesSchema>> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw fileError(error, file);
  });
  const { parse } = await import("yaml");
  try {
    return pricesSchema.parse(parse(text));
  } catch (cause) {
    const problem = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
    throw new MalformedInputError(
      `it is no file of prices: ${problem}`,
      "Write for each model its name and below it prompt, cached_prompt and completion, in USD for a million tokens.",
      { file },
      { cause },
    );
  }
}

const MILLION = 1_000_000;

/** What a completion costs, in USD. */
export function costOf({ prompt, cached_prompt = prompt, completion }: Price, usage: Usage): number {
  const fresh = usage.prompt_tokens - usage.cached_tokens;
  return (fresh * prompt + usage.cached_tokens * cached_prompt + usage.completion_tokens * completion) / MILLION;
}
