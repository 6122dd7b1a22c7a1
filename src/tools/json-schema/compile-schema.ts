import { Ajv, type ErrorObject } from "ajv";
import { canonicalJson } from "../../core/hash.ts";
import type { JsonObject, JsonValue } from "../../core/json/value.ts";
import { visibleText } from "../../core/visible-text.ts";
import { CostlyCheck, linearPattern } from "./linear-pattern.ts";
import { COUNT_KEYWORD } from "./prepare-schema.ts";

/** Checks a value against one schema: undefined when it fits, else what is wrong. Throws {@link CostlyCheck}. */
export type SchemaCheck = (value: JsonValue) => string | undefined;

/** How many `$ref` one check follows. Chains of references can double the work at each link. */
const MOST_REFERENCES = 20_000;
/** Compiled schemas leave texts and patterns behind in their compiler, so that it is replaced after so many. */
const SCHEMAS_PER_COMPILER = 200;

/** Compiles prepared schemas (see `prepare-schema`) with one ajv after the other. */
export function createSchemaCompiler(): (schema: JsonObject | boolean) => SchemaCheck {
  let ajv: Ajv | undefined;
  let compiled = 0;
  let references = 0;
  const followReference = () => {
    if (--references < 0) throw new CostlyCheck("too many references are followed");
    return true;
  };
  return (schema) => {
    if (ajv === undefined || compiled++ % SCHEMAS_PER_COMPILER === 0) ajv = createAjv(followReference);
    const validate = ajv.compile(schema);
    return (value) => {
      references = MOST_REFERENCES;
      return validate(value) ? undefined : describe(validate.errors?.[0]);
    };
  };
}

function createAjv(followReference: () => boolean): Ajv {
  const ajv = new Ajv({
    strict: false,
    // Prepared schemas hold nothing but known keywords with values of the right kind.
    meta: false,
    validateSchema: false,
    validateFormats: false,
    // One fault is enough, and collecting all of a hostile value's is not flat.
    allErrors: false,
    inlineRefs: false,
    ownProperties: true,
    multipleOfPrecision: 9,
    logger: false,
    code: { optimize: false, regExp: Object.assign(linearPattern, { code: "linearPattern" }) },
  });
  ajv.addKeyword({ keyword: COUNT_KEYWORD, schema: false, errors: false, before: "$ref", validate: followReference });
  // ajv compares each item with each other; this one is linear.
  ajv.removeKeyword("uniqueItems");
  ajv.addKeyword({
    keyword: "uniqueItems",
    type: "array",
    validate: hasUniqueItems,
    error: { message: "must have unique items" },
  });
  return ajv;
}

function hasUniqueItems(asked: boolean, items: readonly JsonValue[]): boolean {
  return !asked || new Set(items.map(canonicalJson)).size === items.length;
}

function describe(error: ErrorObject | undefined): string {
  if (error === undefined) return "does not fit the schema";
  const allowed: unknown = error.params["allowedValues"] ?? error.params["allowedValue"];
  const values = allowed === undefined ? "" : ` (${JSON.stringify(allowed)})`;
  const name =
    error.params["additionalProperty"] === undefined ? "" : ` (${JSON.stringify(error.params["additionalProperty"])})`;
  const text = `${error.instancePath === "" ? "arguments" : error.instancePath} ${error.message ?? ""}${values}${name}`;
  return visibleText(text.length > 160 ? `${text.slice(0, 160)}...` : text);
}
