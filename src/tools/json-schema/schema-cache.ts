import { sha256 } from "../../core/hash.ts";
import type { JsonValue } from "../../core/json/value.ts";
import { createSchemaCompiler, type SchemaCheck } from "./compile-schema.ts";
import { declaredProperties } from "./declared-properties.ts";
import { prepareSchema, UnusableSchema } from "./prepare-schema.ts";

/** What is known about the arguments that a tool takes. */
export type ArgumentsSchema = UsableSchema | { readonly unusable: UnusableSchema };

/** A schema that arguments can be checked against. */
export interface UsableSchema {
  readonly unusable?: undefined;
  readonly check: SchemaCheck;
  /** Is an argument of this name declared? Undefined where the schema is open. */
  readonly declares: ((name: string) => boolean) | undefined;
  readonly faults: readonly string[];
}

/** The largest schema that is compiled, in bytes of JSON. */
const LARGEST = 65_536;
/** So many compiled schemas are kept: the ones that were used last. */
const KEPT = 1000;

/** Compiles each schema once and keeps the last thousand, by the hash of their text. */
export function createSchemaCache(): (parameters: JsonValue) => ArgumentsSchema {
  const compile = createSchemaCompiler();
  const cache = new Map<string, ArgumentsSchema>();
  return (parameters) => {
    const text = JSON.stringify(parameters);
    if (Buffer.byteLength(text) > LARGEST) {
      return { unusable: new UnusableSchema("schema_too_large", `a schema of more than ${LARGEST / 1024} kB`) };
    }
    const key = sha256(text);
    const found = cache.get(key) ?? schemaOf(parameters, compile);
    cache.delete(key);
    cache.set(key, found);
    if (cache.size > KEPT) cache.delete(cache.keys().next().value!);
    return found;
  };
}

function schemaOf(parameters: JsonValue, compile: ReturnType<typeof createSchemaCompiler>): ArgumentsSchema {
  try {
    const { schema, faults } = prepareSchema(parameters);
    return { check: compile(schema), declares: declaredProperties(schema), faults: faults.slice(0, 5) };
  } catch (error) {
    if (error instanceof UnusableSchema) return { unusable: error };
    // What is left: a reference to nowhere, or more nesting than the compiler's stack holds.
    return {
      unusable: new UnusableSchema("invalid_schema", error instanceof Error ? error.message.slice(0, 200) : "unknown"),
    };
  }
}
