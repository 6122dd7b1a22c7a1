import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createTeacher } from "../../agent/teachers/create-teacher.ts";
import { BusyError, UsageError } from "../../core/errors.ts";
import { apiError } from "./api-error.ts";
import { type Respondent, respond, sendError } from "./respond.ts";

/** Which teacher to serve, and where. */
export interface ServeTeacherOptions {
  /** A teacher that sees the prompt alone: `reader`, if absent, or a blind policy. */
  readonly teacher?: string | undefined;
  /** Another seed, other words for the same thoughts; 0 if absent. */
  readonly seed?: number | undefined;
  /** Errors that the reader makes on purpose, each with its rate. */
  readonly errors?: Readonly<Record<string, number>>;
  /** What the API calls the model; the teacher's name if absent. */
  readonly modelName?: string | undefined;
  /** 127.0.0.1 if absent: nobody else can reach it. */
  readonly host?: string | undefined;
  /** 0, or absent: any that is free. */
  readonly port?: number | undefined;
  /** The key that requests must bring; none if absent. */
  readonly apiKey?: string | undefined;
  /** 16 MiB if absent. */
  readonly maxBodyBytes?: number | undefined;
  /** Told of an error that is a bug; the request that met it was answered with 500. */
  readonly onError?: (error: unknown) => void;
}

/** A teacher that is served. */
export interface TeacherServer {
  /** What a client takes as its base URL: `http://HOST:PORT/v1`. */
  readonly url: string;
  readonly model: string;
  /** Takes no more requests, and ends when those in flight are answered. */
  close(): Promise<void>;
}

/**
 * Serves an embedded teacher as OpenAI's chat API. Throws UsageError for a teacher that cannot be served and for an address
 * that cannot be listened at, BusyError for a port that is taken.
 */
export async function serveTeacher(options: ServeTeacherOptions = {}): Promise<TeacherServer> {
  const { teacher = "reader", seed = 0, errors = {}, host = "127.0.0.1", port = 0 } = options;
  if (teacher === "oracle")
    throw new UsageError(
      "the oracle cannot be served: it needs the task, and a request has only the prompt",
      "Take --teacher reader, or let the oracle act with mat generate --model oracle.",
    );
  const respondent: Respondent = {
    teacher: createTeacher(teacher, seed, errors),
    model: options.modelName ?? teacher,
    apiKey: options.apiKey,
    maxBodyBytes: options.maxBodyBytes ?? MAXIMUM_BODY_BYTES,
  };
  const server = createTeacherServer(respondent, options.onError ?? (() => {}));
  await listen(server, host, port);
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${taken}/v1`,
    model: respondent.model,
    close: () => closed(server),
  };
}

const MAXIMUM_BODY_BYTES = 16 * 1024 * 1024;

function createTeacherServer(respondent: Respondent, onError: (error: unknown) => void): Server {
  const server = createServer((request, response) => {
    respond(request, response, respondent)
      .catch((error: unknown) => {
        // A client that goes away in the middle of its body ends nothing but its own request.
        if (request.destroyed && !request.complete) return;
        onError(error);
        sendError(response, apiError(500, "the teacher failed: this is a bug in mat"));
      })
      .catch(onError);
    response.on("finish", () => {
      if (!server.listening) server.closeIdleConnections();
    });
  });
  return server;
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: Error): void => reject(listenError(error, host, port));
    server.once("error", refuse);
    try {
      server.listen(port, host, resolve);
    } catch (error) {
      // A number that is no port.
      refuse(error as Error);
    }
  });
}

function listenError(cause: NodeJS.ErrnoException, host: string, port: number): Error {
  if (cause.code === "EADDRINUSE")
    return new BusyError(`the port ${port} of ${host} is taken`, "Take another one, or --port 0.", {}, { cause });
  return new UsageError(
    `the server cannot listen at ${host}, port ${port}: ${cause.message}`,
    "Take an address of this machine, such as 127.0.0.1, and a port from 1024 to 65535.",
    {},
    { cause },
  );
}

/** Connections that are idle are closed at once, the others when their answer is sent. */
async function closed(server: Server): Promise<void> {
  const end = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await end;
}
