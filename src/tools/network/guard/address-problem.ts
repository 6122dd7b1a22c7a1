import ipaddr from "ipaddr.js";

/**
 * Where clouds tell a machine its own secrets (Amazon, Google, Alibaba, Azure): refused even where private addresses are allowed,
 * and where a range looks public, as Azure's does. Most clouds have a link-local one beside.
 */
const METADATA = ["fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254", "100.100.100.200", "168.63.129.16"].map((address) =>
  ipaddr.parse(address).toString(),
);
/** Ranges that a user's own servers are in. */
const OWN_RANGES = new Set(["loopback", "private", "uniqueLocal", "carrierGradeNat"]);
/** All that is handed out for hosts of the Internet. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR("2000::/3");
/** Names of the ranges of addresses that stand for an IPv4 one: the one inside is looked at. */
const NAT64 = ipaddr.IPv6.parseCIDR("64:ff9b::/96");

/**
 * Why an IP address is not one of a public host, as the name of its range; undefined where it is. With `allowPrivate` loopback
 * and private networks will do too, but never link-local addresses, metadata services, multicast and reserved ranges.
 */
export function addressProblem(text: string, allowPrivate: boolean): string | undefined {
  if (!ipaddr.isValid(text)) return "no IP address";
  const address = inner(ipaddr.parse(text));
  if (METADATA.includes(address.toString())) return "metadata service";
  const range = rangeOf(address);
  if (range === "unicast" || (allowPrivate && OWN_RANGES.has(range))) return undefined;
  return range;
}

/** The IPv4 address that is reached by way of an IPv4-mapped or NAT64 one; any other as it is. */
function inner(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (!(address instanceof ipaddr.IPv6)) return address;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  return address.match(NAT64) ? new ipaddr.IPv4(address.toByteArray().slice(12)) : address;
}

function rangeOf(address: ipaddr.IPv4 | ipaddr.IPv6): string {
  const range = address.range();
  const isOutside = address instanceof ipaddr.IPv6 && range === "unicast" && !address.match(GLOBAL_IPV6);
  return isOutside ? "reserved" : range;
}
