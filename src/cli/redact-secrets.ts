const SECRET_KEY =
  /(?:^|[-_.])(?:api[-_]?key|access[-_]?key|token|secret|password|passwd|authorization|cookie|credentials?)$/i;
const SECRET_TEXTS = [
  /\b(?:sk|hf|ghp|gho|ghs|github_pat|glpat|xox[abp])[-_][A-Za-z0-9_-]{8,}/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
  /(?<=\bBearer\s+)[^\s"',]{6,}/gi,
  /(?<=:\/\/[^\s/@:]*:)[^\s/@]+(?=@)/g,
  /(?<=\b(?:api[-_]?key|token|secret|password)=)[^\s&"',]+/gi,
];
const REDACTED = "[redacted]";

/** The same data with what looks like a secret replaced: texts under telling keys, and keys and tokens inside texts. */
export function redactSecrets(data: unknown): unknown {
  if (typeof data === "string") return redactSecretText(data);
  if (Array.isArray(data)) return data.map(redactSecrets);
  if (data instanceof Error || typeof data !== "object" || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      typeof value === "string" && SECRET_KEY.test(key) ? REDACTED : redactSecrets(value),
    ]),
  );
}

/** {@link redactSecrets} for a text. */
export function redactSecretText(text: string): string {
  return SECRET_TEXTS.reduce((result, pattern) => result.replace(pattern, REDACTED), text);
}
