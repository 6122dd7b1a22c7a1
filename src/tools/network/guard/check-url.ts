import { isIP } from "node:net";
import { NetworkError } from "../../../core/errors.ts";
import { quoted } from "../../../core/visible-text.ts";
import { addressProblem } from "./address-problem.ts";

const LONGEST_URL = 8192;
/** Ports from 1024 on at which no web server is: those that the Fetch standard bars, and databases. */
const OTHER_SERVICES = new Set([
  1719, 1720, 1723, 2049, 3306, 3659, 4045, 4190, 5060, 5061, 5432, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669,
  6679, 6697, 10080, 11211, 27017,
]);

/**
 * A URL that may be asked, as far as its text says: http or https, no user name or password, no address or port that is not for
 * the public. What its host resolves to is looked at when the connection is made. Relative ones are seen from `base`.
 * @throws {NetworkError} that says why not
 */
export function checkUrl(text: string, allowPrivate: boolean, base?: URL): URL {
  const url = parse(text, base);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw refused(text, `only http and https are fetched, not ${url.protocol.slice(0, -1)}`);
  if (url.username !== "" || url.password !== "") throw refused(url.host, "it carries a user name or password");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const problem = isIP(host) === 0 ? nameProblem(host, allowPrivate) : addressProblem(host, allowPrivate);
  if (problem !== undefined) throw notPublic(host, problem);
  if (!allowPrivate && !isWebPort(url.port)) throw refused(shownUrl(url), `port ${url.port} is not a web server's`);
  return url;
}

/** A URL as errors show it: without its query, which may hold a key. */
export function shownUrl(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

/** What is said of a host that is not public. */
export function notPublic(host: string, range: string): NetworkError {
  return new NetworkError(
    "address",
    `${quoted(host)} is not a public address (${range})`,
    "For a server of your own give --allow-private.",
  );
}

function parse(text: string, base?: URL): URL {
  if (text.length > LONGEST_URL) throw refused(text, `it is longer than ${LONGEST_URL} characters`);
  const url = URL.parse(text, base?.href);
  if (url === null) throw refused(text, "it is no URL");
  return url;
}

function refused(text: string, why: string): NetworkError {
  return new NetworkError("url", `the URL ${quoted(text)} is refused: ${why}`, "Give the full http(s) URL of a page.");
}

function nameProblem(host: string, allowPrivate: boolean): string | undefined {
  const name = host.replace(/\.$/, "");
  return !allowPrivate && (name === "localhost" || name.endsWith(".localhost")) ? "loopback" : undefined;
}

function isWebPort(port: string): boolean {
  if (port === "" || port === "80" || port === "443") return true;
  return Number(port) >= 1024 && !OTHER_SERVICES.has(Number(port));
}
