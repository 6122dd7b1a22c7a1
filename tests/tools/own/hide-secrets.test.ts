import fc from "fast-check";
import { expect, test } from "vitest";
import { hideSecrets } from "../../../src/tools/own/hide-secrets.ts";

const KEY = 'se/cret+"é ß"=1';

test.each([
  ["as it is", KEY],
  ["in a URL", encodeURIComponent(KEY)],
  ["in a URL with small digits", encodeURIComponent(KEY).replace(/%../g, (one) => one.toLowerCase())],
  ["in a path, where a slash may stand", encodeURIComponent(KEY).replaceAll("%2F", "/")],
  ["in a form", new URLSearchParams({ k: KEY }).toString().slice(2)],
  ["in JSON", JSON.stringify(KEY).slice(1, -1)],
  ["in JSON that escapes slashes", JSON.stringify(KEY).slice(1, -1).replaceAll("/", "\\/")],
  ["in JSON of ASCII alone", JSON.stringify(KEY).slice(1, -1).replace("é", "\\u00e9").replace("ß", "\\u00DF")],
])("a secret %s is not shown", (_, spelled) => {
  expect(hideSecrets(`before ${spelled} after`, { KEY })).toBe("before [KEY] after");
});

test("what is too short to be one stays, and so does all else", () => {
  expect(hideSecrets("short, other", { A: "short", B: "$& not there", C: "" })).toBe("short, other");
});

test("law: no secret stands in what is shown, and a text without it is not changed", () => {
  const secret = fc.string({ unit: "binary", minLength: 8, maxLength: 30 });
  fc.assert(
    fc.property(secret, fc.string(), fc.string(), (value, before, after) => {
      const shown = hideSecrets(`${before}${value}${after}`, { X: value });
      expect(shown.length).toBeLessThan(`${before}${value}${after}`.length);
      if (!before.includes(value)) expect(hideSecrets(before, { X: `${value}|` })).toBe(before);
    }),
  );
});
