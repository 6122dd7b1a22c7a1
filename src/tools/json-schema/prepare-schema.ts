import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { quoted, visibleText } from "../../core/visible-text.ts";
import { linearPattern } from "./linear-pattern.ts";
import { toDraft7 } from "./to-draft-7.ts";
import { typeNames } from "./type-names.ts";

/** A schema that cannot be used at all, by name. */
export class UnusableSchema extends Error {
  readonly reason: "invalid_schema" | "schema_too_large" | "remote_reference";
  constructor(reason: UnusableSchema["reason"], detail: string) {
    super(detail);
    this.reason = reason;
  }
}

/** A schema reduced to what is checked, and what of it is left out. */
export interface PreparedSchema {
  /** Draft 7, only known keywords with values of the right kind, every `$ref` local and counted. */
  readonly schema: JsonObject | boolean;
  /** Parts that say nothing that could be checked (an unknown type, a pattern with lookahead), in words. */
  readonly faults: readonly string[];
}

/** The keyword that counts each `$ref` that is followed. */
export const COUNT_KEYWORD = "x-mat-count";

const DEEPEST = 64;
const MOST_SCHEMAS = 500;

/**
 * What a tool's parameters ask of its arguments, as a draft 7 schema that is safe to compile. Tools come from anywhere, so
 * only what is known is taken over; the rest is ignored (annotations) or named as a fault. Newer spellings (`$defs`,
 * `prefixItems`, `dependentRequired`) and older ones (`exclusiveMinimum: true`) are put into draft 7's. Throws
 * {@link UnusableSchema}.
 */
export function prepareSchema(parameters: JsonValue): PreparedSchema {
  const preparation: Preparation = { faults: [], schemas: 0 };
  if (!isSchema(parameters)) throw new UnusableSchema("invalid_schema", "parameters are no object");
  return { schema: prepare(parameters, preparation, 0), faults: preparation.faults };
}

interface Preparation {
  readonly faults: string[];
  schemas: number;
}

type Schema = JsonObject | boolean;

function isSchema(value: JsonValue | undefined): value is Schema {
  return isObject(value) || typeof value === "boolean";
}

function prepare(schema: Schema, preparation: Preparation, depth: number): Schema {
  if (typeof schema === "boolean") return schema;
  if (depth > DEEPEST) throw new UnusableSchema("schema_too_large", `schemas nested more than ${DEEPEST} deep`);
  if (++preparation.schemas > MOST_SCHEMAS)
    throw new UnusableSchema("schema_too_large", `more than ${MOST_SCHEMAS} schemas`);
  const prepared: JsonObject = {};
  for (const [keyword, value] of Object.entries(toDraft7(schema))) {
    const take = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
    if (take === undefined) continue;
    const taken = take(value, { preparation, depth, keyword });
    if (taken !== undefined) prepared[keyword] = taken;
  }
  if (prepared["$ref"] !== undefined) prepared[COUNT_KEYWORD] = true;
  if (schema["nullable"] === true && prepared["type"] !== undefined) prepared["type"] = withNull(prepared["type"]);
  return prepared;
}

function withNull(type: JsonValue): JsonValue {
  const types = Array.isArray(type) ? type : [type];
  return types.includes("null") ? types : [...types, "null"];
}

interface Place {
  readonly preparation: Preparation;
  readonly depth: number;
  readonly keyword: string;
}
/** The value of a keyword as it is taken over, or undefined. */
type Take = (value: JsonValue, place: Place) => JsonValue | undefined;

function fault({ preparation, keyword }: Place, value: JsonValue): undefined {
  const text = JSON.stringify(value);
  preparation.faults.push(visibleText(`${keyword}: ${text.length > 40 ? `${text.slice(0, 40)}...` : text}`));
  return undefined;
}

const valueIf =
  (fits: (value: JsonValue) => boolean): Take =>
  (value, place) =>
    fits(value) ? value : fault(place, value);
const number = valueIf((value) => typeof value === "number" && Number.isFinite(value));
const count = valueIf((value) => typeof value === "number" && Number.isInteger(value) && value >= 0);
const divisor = valueIf((value) => typeof value === "number" && Number.isFinite(value) && value > 0);
const flag = valueIf((value) => typeof value === "boolean");
const list = valueIf((value) => Array.isArray(value) && value.length > 0);
const anything: Take = (value) => value;

const schema: Take = (value, place) =>
  isSchema(value) ? prepare(value, place.preparation, place.depth + 1) : fault(place, value);

const schemas: Take = (value, place) => {
  if (!Array.isArray(value) || value.length === 0) return fault(place, value);
  return value.map((item) => schema(item, place) ?? true);
};

const items: Take = (value, place) => (Array.isArray(value) ? schemas(value, place) : schema(value, place));

const schemaMap: Take = (value, place) => {
  if (!isObject(value)) return fault(place, value);
  return mapObject(value, (item) => schema(item, place) ?? true);
};

const patternMap: Take = (value, place) => {
  if (!isObject(value)) return fault(place, value);
  const usable = Object.entries(value).filter(([source]) => pattern(source, place) !== undefined);
  return schemaMap(Object.fromEntries(usable), place);
};

const dependencies: Take = (value, place) => {
  if (!isObject(value)) return fault(place, value);
  return mapObject(value, (item) => (Array.isArray(item) ? names(item, place) : schema(item, place)) ?? true);
};

const names: Take = (value, place) => {
  if (!Array.isArray(value)) return fault(place, value);
  return [...new Set(value.filter((item) => typeof item === "string"))];
};

const pattern: Take = (value, place) => {
  if (typeof value !== "string") return fault(place, value);
  try {
    linearPattern(value);
    return value;
  } catch {
    return fault(place, value);
  }
};

const reference: Take = (value, place) => {
  if (typeof value !== "string") return fault(place, value);
  if (value !== "#" && !value.startsWith("#/"))
    throw new UnusableSchema("remote_reference", `$ref to ${quoted(value)}`);
  return value;
};

const type: Take = (value, place) => {
  const { known, unknown } = typeNames(value);
  for (const name of unknown) fault(place, name);
  // A list with an unknown name says that more is allowed than we know of.
  return unknown.length > 0 || known.length === 0 ? undefined : known.length === 1 ? known[0] : known;
};

function mapObject(object: JsonObject, change: (value: JsonValue) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

/** What is known and how its value is taken over; all other keywords are annotations. */
const KEYWORDS: Readonly<Record<string, Take>> = {
  $ref: reference,
  type,
  const: anything,
  enum: list,
  minimum: number,
  maximum: number,
  exclusiveMinimum: number,
  exclusiveMaximum: number,
  multipleOf: divisor,
  minLength: count,
  maxLength: count,
  pattern,
  minItems: count,
  maxItems: count,
  uniqueItems: flag,
  items,
  additionalItems: schema,
  contains: schema,
  minProperties: count,
  maxProperties: count,
  required: names,
  properties: schemaMap,
  patternProperties: patternMap,
  additionalProperties: schema,
  propertyNames: schema,
  dependencies,
  definitions: schemaMap,
  $defs: schemaMap,
  allOf: schemas,
  anyOf: schemas,
  oneOf: schemas,
  not: schema,
  if: schema,
  // biome-ignore lint/suspicious/noThenProperty: the keyword's own name; nobody awaits this table
  then: schema,
  else: schema,
};
