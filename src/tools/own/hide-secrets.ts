/** A value shorter than this is no secret, and would be found everywhere. */
const SHORTEST_SECRET = 8;

/** Secrets by what is shown in their place, in brackets. */
export type Secrets = Readonly<Record<string, string>>;

/** The values of environment variables as secrets, by the variables' names. */
export function secretsIn(variables: readonly string[]): Secrets {
  return Object.fromEntries(variables.map((name) => [name, process.env[name] ?? ""]));
}

/** The text with `[NAME]` in the place of every secret, however a URL, a form or JSON may spell its characters. */
export function hideSecrets(text: string, secrets: Secrets): string {
  return Object.entries(secrets).reduce((shown, [name, value]) => {
    if (value.length < SHORTEST_SECRET) return shown;
    return shown.replace(patternOf(value), () => `[${name}]`);
  }, text);
}

/** Each server escapes other characters than the next, `/` and `\u00e9` in JSON, `%2f` and `+` in a URL: any may be, one by one. */
function patternOf(value: string): RegExp {
  return new RegExp([...value].map((character) => `(?:${spellings(character).join("|")})`).join(""), "g");
}

function spellings(character: string): string[] {
  const bytes = [...Buffer.from(character.toWellFormed())].map((byte) => `%${hex(byte, 2)}`);
  const units = character.split("").map((unit) => `\\\\u${hex(unit.charCodeAt(0), 4)}`);
  const literal = escaped(character);
  return [
    literal,
    bytes.join(""),
    units.join(""),
    escaped(JSON.stringify(character).slice(1, -1)),
    ...(character === " " ? ["\\+"] : []),
    ...(/^[\p{P}\p{S}]$/u.test(character) ? [`\\\\${literal}`] : []),
  ];
}

/** A number as hexadecimal digits, in either case. */
function hex(number: number, digits: number): string {
  const text = number.toString(16).padStart(digits, "0");
  return text.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
