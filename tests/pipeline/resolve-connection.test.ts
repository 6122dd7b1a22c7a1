import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { MatError } from "../../src/core/errors.ts";
import { resolveConnection } from "../../src/pipeline/connection/resolve-connection.ts";

const CANARY = "sk-canary-5b1e";

afterEach(() => vi.unstubAllEnvs());

async function refused(connection: Parameters<typeof resolveConnection>[0]): Promise<string> {
  const error = await resolveConnection(connection).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(MatError);
  const { message, fix } = error as MatError;
  expect(message + fix).not.toContain("canary");
  return message;
}

test.each([
  ["http://127.0.0.1:8000/v1/", "http://127.0.0.1:8000/v1", 1],
  ["HTTP://[::1]:8000/v1#weight=2.5", "http://[::1]:8000/v1", 2.5],
  [
    "https://host/openai/deployments/d?api-version=2024-10-21",
    "https://host/openai/deployments/d?api-version=2024-10-21",
    1,
  ],
])("%s is an address", async (text, baseUrl, weight) => {
  expect((await resolveConnection({ baseUrls: [text] })).addresses).toEqual([{ baseUrl, weight }]);
});

test.each([
  ["127.0.0.1:8000/v1", /is no address/],
  ["http://host/v1#weight=0", /"#weight=0" behind the #/],
  ["http://host/v1#wieght=2", /"#wieght=2" behind the #/],
  ["http://host/v1/chat/completions", /ends in \/chat\/completions/],
  [`http://user:${CANARY}@host/v1`, /holds a password or a key/],
  [`http://host/v1?api-key=${CANARY}`, /holds a password or a key/],
  [`user:${CANARY}@host:8000/v1`, /"\[hidden\]@host:8000\/v1" is no address/],
  [`ftp://user:${CANARY}@host/v1`, /"ftp:\/\/\[hidden\]@host\/v1" is no address/],
])("%s is refused", async (text, problem) => {
  expect(await refused({ baseUrls: [text] })).toMatch(problem);
});

test("a key that no header takes is refused before anything is sent, and not shown", async () => {
  const folder = mkdtempSync(join(tmpdir(), "mat-key-"));
  const file = join(folder, "key");
  writeFileSync(file, `OPENAI_API_KEY=${CANARY}\nOTHER=1\n`);
  expect(await refused({ baseUrls: ["http://host/v1"], apiKeyFile: file })).toMatch(/holds more than a key/);
  writeFileSync(file, `\uFEFF${CANARY}\r\n`);
  expect((await resolveConnection({ baseUrls: ["http://host/v1"], apiKeyFile: file })).apiKey).toBe(CANARY);
  rmSync(folder, { recursive: true });
  for (const key of [`${CANARY}\nx`, `${CANARY} x`, `${CANARY}é`]) {
    vi.stubEnv("MAT_API_KEY", key);
    expect(await refused({ baseUrls: ["http://host/v1"] })).toMatch(/the variable MAT_API_KEY holds more than a key/);
  }
});

test("a key given for the name of its variable is not shown", async () => {
  for (const apiKeyVariable of [CANARY, "hf_canaryCanaryCanaryCanary"])
    expect(await refused({ baseUrls: ["http://host/v1"], apiKeyVariable })).toMatch(/names no variable/);
});
