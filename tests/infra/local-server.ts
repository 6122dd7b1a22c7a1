import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a test's own server was asked. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A web server of a test's own on 127.0.0.1. */
export interface LocalServer {
  readonly base: string;
  readonly port: number;
  /** All that it was asked, in order. */
  readonly asked: Asked[];
  close(): Promise<void>;
}

/** Starts a server that answers as it is told to, after it has read what was sent. */
export async function startLocalServer(
  answer: (asked: Asked, response: ServerResponse) => void | Promise<void>,
): Promise<LocalServer> {
  const asked: Asked[] = [];
  const listener: RequestListener = async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const url = new URL(request.url ?? "/", "http://local");
    const one = { method: request.method ?? "", url, headers: request.headers, body };
    asked.push(one);
    await answer(one, response);
  };
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}`,
    port,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
