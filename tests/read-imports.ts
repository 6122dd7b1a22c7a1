/** One module that a source file refers to. */
export interface Import {
  readonly specifier: string;
  /** `computed`: an `import()` of what is known only when it runs; its specifier is empty. */
  readonly kind: "static" | "dynamic" | "computed" | "url";
}

/**
 * The modules that a TypeScript source refers to: `import`/`export ... from`, `import()`, and
 * `new URL("...", import.meta.url)`. A lexer, because what stands in comments, strings, templates and regular expressions
 * is no import.
 */
export function readImports(source: string): Import[] {
  const tokens = tokensOf(source);
  const imports: Import[] = [];
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    const afterNext = tokens[index + 2];
    if (token.text === "import" && next?.text === "(" && tokens[index - 1]?.text !== ".") {
      const literal = afterNext?.kind === "string" ? afterNext.text : "";
      imports.push({ specifier: literal, kind: literal === "" ? "computed" : "dynamic" });
    } else if (token.text === "import" && next?.kind === "string") {
      imports.push({ specifier: next.text, kind: "static" });
    } else if (token.text === "from" && next?.kind === "string" && isStatement(tokens, index)) {
      imports.push({ specifier: next.text, kind: "static" });
    } else if (
      token.text === "URL" &&
      next?.text === "(" &&
      afterNext?.kind === "string" &&
      /^\.\.?\//.test(afterNext.text)
    ) {
      imports.push({ specifier: afterNext.text, kind: "url" });
    }
  }
  return imports;
}

interface Token {
  readonly kind: "word" | "sign" | "string";
  readonly text: string;
}

/** Is this `from` the end of an import or export clause, and not the name of something? */
function isStatement(tokens: readonly Token[], from: number): boolean {
  for (let index = from - 1; index >= 0; index--) {
    const { text, kind } = tokens[index]!;
    if (kind === "string" && !["as", "{", ","].includes(tokens[index - 1]?.text ?? "")) return false;
    if (text === "import" || text === "export") return true;
    if (kind === "sign" && !"{},*".includes(text)) return false;
  }
  return false;
}

/** After these a slash begins a regular expression; after a name, a number or a closing bracket it divides. */
const BEFORE_REGEX = new Set([
  "return",
  "typeof",
  "case",
  "in",
  "of",
  "void",
  "delete",
  "throw",
  "yield",
  "await",
  "=>",
]);

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  const templates: number[] = [];
  let depth = 0;
  let at = 0;
  const push = (kind: Token["kind"], text: string): void => {
    tokens.push({ kind, text });
  };
  const skipTemplate = (): void => {
    while (at < source.length) {
      if (source[at] === "\\") at += 2;
      else if (source[at] === "`") {
        at++;
        return;
      } else if (source.startsWith("${", at)) {
        at += 2;
        templates.push(depth);
        return;
      } else at++;
    }
  };
  while (at < source.length) {
    const character = source[at]!;
    if (source.startsWith("//", at)) at = endOf(source, "\n", at);
    else if (source.startsWith("/*", at)) at = endOf(source, "*/", at + 2);
    else if (/\s/.test(character)) at++;
    else if (character === '"' || character === "'") {
      const [text] = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/s.exec(source.slice(at)) ?? [character];
      push("string", text.slice(1, -1));
      at += text.length;
    } else if (character === "`") {
      at++;
      push("sign", "`");
      skipTemplate();
    } else if (character === "}" && templates.at(-1) === depth) {
      at++;
      templates.pop();
      skipTemplate();
    } else if (character === "/" && beginsRegex(tokens.at(-1))) at = endOfRegex(source, at);
    else if (/[\w$]/.test(character)) {
      const [text] = /^[\w$]+/.exec(source.slice(at))!;
      push("word", text);
      at += text.length;
    } else {
      if (character === "{") depth++;
      if (character === "}") depth--;
      push("sign", character);
      at++;
    }
  }
  return tokens;
}

function endOf(source: string, mark: string, from: number): number {
  const end = source.indexOf(mark, from);
  return end === -1 ? source.length : end + mark.length;
}

function beginsRegex(before: Token | undefined): boolean {
  if (before === undefined) return true;
  if (before.kind === "word") return BEFORE_REGEX.has(before.text);
  return before.kind === "sign" && !")]}`".includes(before.text);
}

function endOfRegex(source: string, from: number): number {
  let inClass = false;
  for (let at = from + 1; at < source.length; at++) {
    const character = source[at];
    if (character === "\\") at++;
    else if (character === "[") inClass = true;
    else if (character === "]") inClass = false;
    else if (character === "/" && !inClass) return at + 1;
    else if (character === "\n") return at;
  }
  return source.length;
}
