import fc from "fast-check";
import { expect, test } from "vitest";
import { buildRequest } from "../../../../src/tools/own/endpoint/build-request.ts";
import { endpointSchema } from "../../../../src/tools/own/endpoint/endpoint.ts";

const NASTY = [
  "..",
  "/",
  "\\",
  "%2e%2e",
  "%2F",
  "@",
  "#",
  "?",
  ":",
  "//evil.example",
  "\n",
  "\0",
  "\ud800",
  "{a}",
  "&",
  "=",
];
const nasty = fc.array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: "binary" })), { maxLength: 6 });
const value = nasty.map((parts) => parts.join(""));

test("whatever arguments say, host, port and the steps of the path stay what the file says", () => {
  const endpoint = endpointSchema.parse({
    url: "https://api.example:8443/v1/{a}/by/{b}-{a}",
    query: { q: "{a}", fixed: "1" },
  });
  fc.assert(
    fc.property(value, value, fc.oneof(value, fc.constant("fixed")), (a, b, c) => {
      let url: URL;
      try {
        url = new URL(buildRequest(endpoint, { a, b, [c]: c }).url);
      } catch (error) {
        // Refused before anything is asked.
        expect((error as Error).message).toMatch(/^the argument (?:[ab] cannot be|(?:q|fixed) is)/);
        return;
      }
      const steps = url.pathname.split("/");
      expect([url.protocol, url.host, url.username, url.hash]).toEqual(["https:", "api.example:8443", "", ""]);
      expect([steps.length, steps[1], steps[3]]).toEqual([5, "v1", "by"]);
      expect(decodeURIComponent(steps[2]!)).toBe(a.toWellFormed());
      expect(url.searchParams.getAll("fixed")).toEqual(["1"]);
    }),
  );
});
