import { JsonSyntaxError } from "./syntax-error.ts";

const TRUNCATED = "The file seems to be cut off: get or write it again, completely.";
const JAVASCRIPT = "Write it with a JSON library (in Python: json.dumps(value, allow_nan=False)).";
const WORD = /[-+]?[A-Za-z_$][\w$]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const CUT_ESCAPE = /\\(?:u[0-9a-fA-F]{0,3})?$/y;

/** The error for a comma at `at` with nothing after it. */
export function trailingComma(at: number): JsonSyntaxError {
  return new JsonSyntaxError("a comma stands before the closing bracket", at, "Remove the comma.");
}

/** The error for what stands at `at` where something else was expected: the usual habits that are not JSON by their name. */
export function unexpected(text: string, at: number, expected: string): JsonSyntaxError {
  if (at >= text.length) return new JsonSyntaxError(`the text ends where ${expected} was expected`, at, TRUNCATED);
  const found = text[at]!;
  if (found === "'") {
    const fix = `${JAVASCRIPT} Python's str() and repr() do not write JSON.`;
    return new JsonSyntaxError("single quotes are not JSON", at, fix);
  }
  if (found === "/" || found === "#") return new JsonSyntaxError("comments are not JSON", at, "Remove the comment.");
  if (found === "\ufeff") return new JsonSyntaxError("a byte order mark stands inside the text", at, "Remove it.");
  WORD.lastIndex = at;
  const word = WORD.exec(text)?.[0];
  if (word !== undefined && /^[-+]?(?:nan|inf|infinity)$/i.test(word)) {
    return new JsonSyntaxError(`${word} is not JSON`, at, `Use null or a number. ${JAVASCRIPT}`);
  }
  if (word !== undefined && /^(?:True|False|None|undefined)$/.test(word)) {
    return new JsonSyntaxError(`${word} is not JSON`, at, JAVASCRIPT);
  }
  const shown = word?.slice(0, 40) ?? String.fromCodePoint(text.codePointAt(at)!);
  return new JsonSyntaxError(`${JSON.stringify(shown)} stands where ${expected} was expected`, at);
}

/** The error for the string whose opening quote is at `start` and which is not a JSON string. */
export function stringProblem(text: string, start: number): JsonSyntaxError {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20) return controlCharacter(code, at);
    if (code !== 0x5c) continue;
    ESCAPE.lastIndex = at;
    CUT_ESCAPE.lastIndex = at;
    if (ESCAPE.test(text)) at = ESCAPE.lastIndex - 1;
    else if (CUT_ESCAPE.test(text)) break;
    else return new JsonSyntaxError(`a string holds the unknown escape ${JSON.stringify(text.slice(at, at + 2))}`, at);
  }
  return new JsonSyntaxError("the text ends inside a string", text.length, TRUNCATED);
}

function controlCharacter(code: number, at: number): JsonSyntaxError {
  const problem = `a string holds an unescaped control character (0x${code.toString(16).padStart(2, "0")})`;
  return new JsonSyntaxError(problem, at, "Escape it (a line break is \\n), or close the string before it.");
}
