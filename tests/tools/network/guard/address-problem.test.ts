import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressProblem } from "../../../../src/tools/network/guard/address-problem.ts";

describe("addresses", () => {
  test.each([
    ["127.0.0.1", "loopback"],
    ["127.255.255.254", "loopback"],
    ["10.1.2.3", "private"],
    ["172.31.0.1", "private"],
    ["192.168.0.1", "private"],
    ["169.254.169.254", "linkLocal"],
    ["100.64.0.1", "carrierGradeNat"],
    ["100.100.100.200", "metadata service"],
    ["0.0.0.0", "unspecified"],
    ["0.1.2.3", "unspecified"],
    ["224.0.0.1", "multicast"],
    ["255.255.255.255", "broadcast"],
    ["240.0.0.1", "reserved"],
    ["198.18.0.1", "reserved"],
    ["203.0.113.9", "reserved"],
    ["::1", "loopback"],
    ["::", "unspecified"],
    ["::127.0.0.1", "loopback"],
    ["::7f00:1", "reserved"],
    ["::ffff:127.0.0.1", "loopback"],
    ["::ffff:a9fe:a9fe", "linkLocal"],
    ["64:ff9b::10.0.0.1", "private"],
    ["64:ff9b:1::10.0.0.1", "rfc6052"],
    ["2002:7f00:1::", "6to4"],
    ["2001:0:7f00:1::", "teredo"],
    ["fc00::1", "uniqueLocal"],
    ["fd00:ec2::254", "metadata service"],
    ["fd00:ec2::23", "metadata service"],
    ["fd20:ce::254", "metadata service"],
    ["168.63.129.16", "metadata service"],
    ["::ffff:168.63.129.16", "metadata service"],
    ["fe80::1", "linkLocal"],
    ["fec0::1", "deprecatedSiteLocal"],
    ["ff02::1", "multicast"],
    ["2001:db8::1", "reserved"],
    ["4000::1", "reserved"],
    ["not an address", "no IP address"],
  ])("%s is %s", (address, range) => {
    expect(addressProblem(address, false)).toBe(range);
  });

  test.each(["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"])("%s is public", (one) => {
    expect(addressProblem(one, false)).toBeUndefined();
    expect(addressProblem(one, true)).toBeUndefined();
  });

  test("a user's own networks will do where they are allowed, metadata services and multicast never", () => {
    for (const one of ["127.0.0.1", "10.0.0.1", "::1", "fd12::1", "100.64.0.1", "::ffff:192.168.1.1"])
      expect(addressProblem(one, true)).toBeUndefined();
    for (const one of [
      "169.254.169.254",
      "::ffff:169.254.169.254",
      "100.100.100.200",
      "fd00:ec2::254",
      "fd20:ce::254",
      "168.63.129.16",
      "224.0.0.1",
      "0.0.0.0",
    ])
      expect(addressProblem(one, true)).toBeTypeOf("string");
  });

  test("law: however an IPv4 address is wrapped in an IPv6 one, it is not more public than it is", () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.constantFrom("::ffff:", "64:ff9b::", "::", "64:ff9b:1::"), (address, prefix) => {
        if (addressProblem(address, false) !== undefined)
          expect(addressProblem(`${prefix}${address}`, false)).toBeTypeOf("string");
      }),
    );
  });
});
