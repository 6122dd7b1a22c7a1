import { expect, test } from "vitest";
import { redactSecrets, redactSecretText } from "../../src/cli/redact-secrets.ts";

test("texts under telling keys are hidden, counts of tokens are not", () => {
  const data = {
    apiKey: "abc",
    api_key: "abc",
    HF_TOKEN: "abc",
    nested: [{ password: "x" }],
    prompt_tokens: 12,
    token: 3,
    key: "row-1",
  };
  expect(redactSecrets(data)).toEqual({
    apiKey: "[redacted]",
    api_key: "[redacted]",
    HF_TOKEN: "[redacted]",
    nested: [{ password: "[redacted]" }],
    prompt_tokens: 12,
    token: 3,
    key: "row-1",
  });
});

test.each([
  ["sent with sk-abcdefgh12345678 to", "sent with [redacted] to"],
  ["hf_abcdefghijkl", "[redacted]"],
  ["Authorization: Bearer abc.def-123", "Authorization: Bearer [redacted]"],
  ["https://someone:hunter22@example.org/x", "https://someone:[redacted]@example.org/x"],
  ["?api_key=12345&x=1", "?api_key=[redacted]&x=1"],
  ["task-force and risk_asset stay", "task-force and risk_asset stay"],
])("%s", (text, expected) => {
  expect(redactSecretText(text)).toBe(expected);
});
