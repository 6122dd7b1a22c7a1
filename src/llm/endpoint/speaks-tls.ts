import { isIP } from "node:net";
import { connect } from "node:tls";

const LONGEST_MILLISECONDS = 5000;
/** A server that begins no connection with us says so in TLS all the same. */
const ALERT = /^ERR_SSL_.*ALERT/;

/** Does the server at an address speak TLS? Nothing is sent but the beginning of a connection. */
export function speaksTls({ hostname, port }: URL): Promise<boolean> {
  const host = hostname.replace(/^\[|\]$/g, "");
  return new Promise((resolve) => {
    const name = isIP(host) === 0 ? { servername: host } : {};
    // Whoever it is: no word of ours goes there.
    const socket = connect({ host, port: Number(port || 80), rejectUnauthorized: false, ...name });
    const end = (speaks: boolean) => {
      socket.destroy();
      resolve(speaks);
    };
    socket.setTimeout(LONGEST_MILLISECONDS, () => end(false));
    socket.once("secureConnect", () => end(true));
    socket.on("error", (error) => end("code" in error && ALERT.test(String(error.code))));
    socket.once("close", () => end(false));
  });
}
