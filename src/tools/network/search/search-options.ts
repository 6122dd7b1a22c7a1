import { z } from "zod";

/** What a file of tools may say of a tool that searches. */
export const searchOptions = {
  url: z.url({ protocol: /^https?$/ }).optional(),
  key_variable: z.string().min(1).default("BRAVE_API_KEY"),
  results: z.int().min(1).max(20).default(10),
};

/** A search, as an engine is told. */
export interface SearchQuestion {
  readonly text: string;
  /** How many results are wanted; an engine may give more. */
  readonly results: number;
}

/** The environment variable's value. Throws where it is not set. */
export function keyFrom(variable: string): string {
  const key = process.env[variable] ?? "";
  if (key === "") throw new Error(`the environment variable ${variable} is not set`);
  return key;
}

/** An address with more to its path, and a query. */
export function withQuery(base: string, path: string, query: Readonly<Record<string, string | number>>): string {
  const url = new URL(base);
  url.pathname = url.pathname.replace(/\/$/, "") + path;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  return url.href;
}
