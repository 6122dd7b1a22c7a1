/** A value shorter than this is no secret, and would be found everywhere. */
const SHORTEST_SECRET = 8;

/** Secrets by what is shown in their place, in brackets. */
export type Secrets = Readonly<Record<string, string>>;

/** The values of environment variables as secrets, by the variables' names. */
export function secretsIn(variables: readonly string[]): Secrets {
  return Object.fromEntries(variables.map((name) => [name, process.env[name] ?? ""]));
}

/** The text with `[NAME]` in the place of every secret, also where it was written into a URL, a form or JSON. */
export function hideSecrets(text: string, secrets: Secrets): string {
  return Object.entries(secrets).reduce((shown, [name, value]) => {
    if (value.length < SHORTEST_SECRET) return shown;
    return spellings(value).reduce((one, spelling) => one.replaceAll(spelling, `[${name}]`), shown);
  }, text);
}

function spellings(value: string): string[] {
  const inForm = new URLSearchParams({ "": value }).toString().slice(1);
  return [...new Set([value, encodeURIComponent(value.toWellFormed()), inForm, JSON.stringify(value).slice(1, -1)])];
}
