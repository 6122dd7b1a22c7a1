import type { IncomingMessage } from "node:http";
import { type ApiError, apiError } from "./api-error.ts";

/** A body that is too large is read on, and thrown away, up to so many times the limit: most clients hear nothing before. */
const PATIENCE = 4;

/** The body of a request as text; refused with 413 past so many bytes, and 400 where it is not UTF-8. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<{ text: string } | ApiError> {
  const chunks: Buffer[] = [];
  let bytes = Number(request.headers["content-length"] ?? 0) > maxBytes * PATIENCE ? Number.POSITIVE_INFINITY : 0;
  // Not destroyed where the reading stops: the answer goes out on the same socket.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes * PATIENCE) break;
    if (bytes <= maxBytes) chunks.push(chunk);
  }
  if (bytes > maxBytes) return apiError(413, `the body is larger than ${maxBytes} bytes`, { code: "body_too_large" });
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)) };
  } catch {
    return apiError(400, "the body is not UTF-8");
  }
}
