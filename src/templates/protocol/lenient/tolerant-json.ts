import type { JsonObject, JsonValue } from "../../../core/json/value.ts";

/** What was mended in JSON, by name. */
export type JsonRepair =
  | "single_quotes"
  | "typographic_quotes"
  | "unquoted_text"
  | "python_literals"
  | "comments"
  | "trailing_comma"
  | "missing_comma"
  | "raw_line_break"
  | "bad_escape"
  | "full_width_punctuation"
  | "closed_brackets"
  | "closed_quote";

/** A JSON value that models wrote somehow, where it ends, and what was mended. */
export interface TolerantJson {
  readonly value: JsonValue;
  readonly end: number;
  readonly repairs: readonly JsonRepair[];
}

const MAXIMUM_DEPTH = 200;
const QUOTES: Readonly<Record<string, string>> = { '"': '"', "'": "'", "“": "”", "”": "”", "‘": "’", "「": "」" };
const LITERALS: Readonly<Record<string, JsonValue>> = {
  true: true,
  false: false,
  null: null,
  True: true,
  False: false,
  None: null,
  undefined: null,
  NaN: null,
};

/** Reads the JSON value that begins at `start`, as far as it is one; undefined where none begins. Never throws. */
export function readTolerantly(text: string, start: number): TolerantJson | undefined {
  const reader = new Reader(text, start);
  const value = reader.value(0);
  if (value === undefined) return undefined;
  return { value, end: reader.at, repairs: [...reader.repairs] };
}

class Reader {
  readonly text: string;
  at: number;
  readonly repairs = new Set<JsonRepair>();
  constructor(text: string, at: number) {
    this.text = text;
    this.at = at;
  }

  value(depth: number): JsonValue | undefined {
    this.gap();
    const character = this.text[this.at];
    if (character === undefined || depth > MAXIMUM_DEPTH) return undefined;
    if (character === "{" || character === "｛") return this.object(depth);
    if (character === "[" || character === "【") return this.array(depth);
    if (QUOTES[character] !== undefined) return this.string();
    return this.bare();
  }

  private object(depth: number): JsonObject {
    const object: JsonObject = {};
    if (this.text[this.at] === "｛") this.repairs.add("full_width_punctuation");
    this.at++;
    for (;;) {
      this.commas();
      if (this.closes("}", "｝")) return object;
      const key = this.key();
      if (key === undefined) return object;
      this.gap();
      if (this.text[this.at] === "：") this.repairs.add("full_width_punctuation");
      if (this.text[this.at] === ":" || this.text[this.at] === "：" || this.text[this.at] === "=") this.at++;
      const value = this.value(depth + 1);
      Object.defineProperty(object, key, {
        value: value ?? null,
        writable: true,
        enumerable: true,
        configurable: true,
      });
      if (value === undefined && this.at < this.text.length) this.at++;
      this.between("}", "｝");
    }
  }

  private array(depth: number): JsonValue[] {
    const items: JsonValue[] = [];
    this.at++;
    for (;;) {
      this.commas();
      if (this.closes("]", "】")) return items;
      const before = this.at;
      const item = this.value(depth + 1);
      if (item === undefined || this.at === before) {
        if (this.at >= this.text.length || "}｝)".includes(this.text[this.at]!)) {
          this.repairs.add("closed_brackets");
          return items;
        }
        this.at++;
        continue;
      }
      items.push(item);
      this.between("]", "】");
    }
  }

  /** Is the container closed here, by its bracket, by its parent's or by the end? */
  private closes(bracket: string, wide: string): boolean {
    const character = this.text[this.at];
    if (character === bracket || character === wide) {
      this.at++;
      return true;
    }
    if (character !== undefined && !(bracket === "}" && (character === "]" || character === "】"))) return false;
    this.repairs.add("closed_brackets");
    return true;
  }

  private between(bracket: string, wide: string): void {
    this.gap();
    const character = this.text[this.at];
    if (character === undefined || character === bracket || character === wide) return;
    if (!",，、;".includes(character) && !"}]】｝".includes(character)) this.repairs.add("missing_comma");
  }

  private commas(): void {
    let count = 0;
    for (this.gap(); this.at < this.text.length && ",，、;".includes(this.text[this.at]!); this.gap()) {
      if (this.text[this.at] !== ",") this.repairs.add("full_width_punctuation");
      this.at++;
      count++;
    }
    if (count > 0 && /^[}\]｝】]/.test(this.text.slice(this.at, this.at + 1))) this.repairs.add("trailing_comma");
  }

  private gap(): void {
    for (;;) {
      while (/\s/.test(this.text[this.at] ?? "")) this.at++;
      const comment = /^(?:\/\/[^\n]*|\/\*[\s\S]*?\*\/|#[^\n]*)/.exec(this.text.slice(this.at, this.at + 1000));
      if (comment === null) return;
      this.repairs.add("comments");
      this.at += comment[0].length;
    }
  }

  private key(): string | undefined {
    if (QUOTES[this.text[this.at] ?? ""] !== undefined) return this.string();
    const name = /^[^\s:：,，{}[\]"'=]+/u.exec(this.text.slice(this.at, this.at + 200))?.[0];
    if (name === undefined) return undefined;
    this.repairs.add("unquoted_text");
    this.at += name.length;
    return name;
  }

  private bare(): JsonValue | undefined {
    const token = /^[^,，{}[\]\n"：｝】]+/u.exec(this.text.slice(this.at, this.at + 2000))?.[0].trimEnd();
    if (!token) return undefined;
    this.at += token.length;
    if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(token)) return Number(token);
    if (Object.hasOwn(LITERALS, token)) {
      if (!["true", "false", "null"].includes(token)) this.repairs.add("python_literals");
      return LITERALS[token]!;
    }
    this.repairs.add("unquoted_text");
    return token;
  }

  private string(): string {
    const open = this.text[this.at]!;
    const close = QUOTES[open]!;
    if (open === "'") this.repairs.add("single_quotes");
    else if (open !== '"') this.repairs.add("typographic_quotes");
    this.at++;
    let value = "";
    for (;;) {
      const character = this.text[this.at];
      if (character === undefined) {
        this.repairs.add("closed_quote");
        return value;
      }
      this.at++;
      if (character === close && this.isEnd(open)) return value;
      if (character === "\\") value += this.escaped();
      else {
        if (character === close) this.repairs.add("bad_escape");
        if (character < " ") this.repairs.add("raw_line_break");
        value += character;
      }
    }
  }

  /** Does the quote before this place end its text? Yes, unless more of the text follows it. */
  private isEnd(open: string): boolean {
    if (open !== '"' && open !== "'") return true;
    const rest = this.text.slice(this.at, this.at + 60);
    // What may stand behind a text: a comma, colon or bracket, the end of the line, or a key whose comma is missing.
    return /^\s*(?:[,:}\]，：｝】;]|$|\n|["'][^"'\n]{1,40}["']\s*[:：])/.test(rest);
  }

  private escaped(): string {
    const character = this.text[this.at++] ?? "";
    const simple: Record<string, string> = {
      n: "\n",
      t: "\t",
      r: "\r",
      b: "\b",
      f: "\f",
      "/": "/",
      "\\": "\\",
      '"': '"',
    };
    if (simple[character] !== undefined) return simple[character]!;
    const hex = character === "u" ? /^[\da-fA-F]{4}/.exec(this.text.slice(this.at, this.at + 4)) : null;
    if (hex !== null) {
      this.at += 4;
      return String.fromCharCode(Number.parseInt(hex[0], 16));
    }
    this.repairs.add("bad_escape");
    return character === "'" || character === "\n" ? character : `\\${character}`;
  }
}
