import fc from "fast-check";
import { expect, test } from "vitest";
import { NetworkError } from "../../../../src/core/errors.ts";
import { addressProblem } from "../../../../src/tools/network/guard/address-problem.ts";
import { checkUrl } from "../../../../src/tools/network/guard/check-url.ts";

function reasonOf(text: string, allowPrivate = false): string | undefined {
  try {
    checkUrl(text, allowPrivate);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(NetworkError);
    return (error as NetworkError).reason;
  }
}

test.each([
  "http://2130706433/",
  "http://0177.0.0.1/",
  "http://0x7f.1/",
  "http://0x7f000001/",
  "http://127.1/",
  "http://0/",
  "http://0.0.0.0/",
  "http://①②⑦.⓪.⓪.①/",
  "http://127。0。0。1/",
  "http://127.0.0.1./",
  "http:\\\\127.0.0.1\\",
  "http:127.0.0.1",
  "http:/127.0.0.1",
  "\thttp://1\n27.0.0.1/",
  "http://%31%32%37.0.0.1/",
  "http://[::1]/",
  "http://[::ffff:127.0.0.1]/",
  "http://[0:0:0:0:0:ffff:7f00:1]/",
  "http://[::127.0.0.1]/",
  "http://169.254.169.254/latest/meta-data",
  "http://localhost/",
  "http://localhost./",
  "http://LOCALHOST/",
  "http://app.localhost/",
  "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
])("%s is not public, however it is written", (text) => {
  expect(reasonOf(text)).toBe("address");
});

test.each([
  "file:///etc/passwd",
  "ftp://example.com/",
  "javascript:alert(1)",
  "data:text/html,x",
  "gopher://example.com:6379/_FLUSHALL",
  "http://example.com@127.0.0.1/",
  "http://user:word@example.com/",
  "http://:word@example.com/",
  "http://example.com:22/",
  "http://example.com:6379/",
  "http://example.com:0/",
  "http://example.com:99999/",
  "http://[fe80::1%25eth0]/",
  "http://",
  "example.com",
  "",
  `http://example.com/${"a".repeat(9000)}`,
])("%s is refused", (text) => {
  expect(reasonOf(text)).toBe("url");
});

test.each([
  "https://example.com/a?b#c",
  "http://例え.jp/",
  "http://example.com:8080/",
  "http://8.8.8.8/",
  "HTTPS://EXAMPLE.COM",
])("%s will do", (text) => {
  expect(reasonOf(text)).toBeUndefined();
});

test("servers of one's own will do where they are allowed, passwords and other protocols do not", () => {
  expect(reasonOf("http://127.0.0.1:22/", true)).toBeUndefined();
  expect(reasonOf("http://localhost:1/", true)).toBeUndefined();
  expect(reasonOf("http://169.254.169.254/", true)).toBe("address");
  expect(reasonOf("http://a:b@127.0.0.1/", true)).toBe("url");
  expect(reasonOf("file:///etc/passwd", true)).toBe("url");
});

test("what is said of a refused URL has no password and no query", () => {
  for (const text of ["http://user:sesame-open@example.com/", "http://example.com:22/?key=sesame-open"])
    expect(() => checkUrl(text, false)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("sesame") }),
    );
});

test("law: whatever is let through is http(s), without a password, and no address that is not public", () => {
  const text = fc.oneof(
    fc.webUrl({ withQueryParameters: true }),
    fc.ipV4Extended().map((a) => `http://${a}/`),
    fc.ipV6().map((a) => `http://[${a}]/`),
    fc.string().map((a) => `http://${a}`),
    fc.string(),
  );
  fc.assert(
    fc.property(text, (one) => {
      if (reasonOf(one) !== undefined) return;
      const url = new URL(one);
      expect(url.protocol).toMatch(/^https?:$/);
      expect(url.username + url.password).toBe("");
      const host = url.hostname.replace(/^\[|\]$/g, "");
      expect([undefined, "no IP address"]).toContain(addressProblem(host, false));
    }),
    { numRuns: 150 },
  );
});
