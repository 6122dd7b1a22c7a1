import type { JsonObject } from "../../core/json/value.ts";
import { type Admission, createAdmission } from "./admission.ts";
import { completionPath } from "./completion-path.ts";
import { hideKey } from "./hide-key.ts";
import { createPace, type Pace, type PaceOptions } from "./pace.ts";
import { createPoster } from "./post-json.ts";

/** Where a model is served, and how much may be asked of it. */
export interface EndpointOptions extends PaceOptions {
  /** Such as `http://127.0.0.1:8000/v1`. */
  readonly baseUrl: string;
  /** Goes into the request's header and nowhere else. */
  readonly apiKey?: string | undefined;
  /** The header that it goes into, where that is not `Authorization`. */
  readonly keyHeader?: string | undefined;
  /** Requests in flight at once, at most. */
  readonly mostInFlight: number;
  /** Take replies as streams: then the stall limit sees each piece. */
  readonly stream?: boolean | undefined;
  /** Milliseconds without a byte after which a request is given up; 0 waits for ever. */
  readonly stallMilliseconds: number;
  /** Of several endpoints: how many of the requests this one gets, against the others. */
  readonly weight?: number | undefined;
}

/** A server of a model. */
export interface Endpoint {
  readonly baseUrl: string;
  readonly weight: number;
  readonly admission: Admission;
  readonly pace: Pace;
  /** Until then (milliseconds of the clock) nothing is sent there if another endpoint can take it. */
  restingUntil: number;
  /** Requests that failed there, one after the other, since the last that did not. */
  failures: number;
  /** The text without the key, which a server may repeat when it refuses it. */
  hideKey(text: string): string;
  /** One request, once. The completion as the server sent it, put together where it was a stream. */
  send(body: JsonObject, signal?: AbortSignal): Promise<unknown>;
  close(): Promise<void>;
}

/** Opens an endpoint; nothing is sent yet. */
export function openEndpoint(options: EndpointOptions): Endpoint {
  const { baseUrl, apiKey, mostInFlight, stream = false } = options;
  const poster = createPoster({ ...options, connections: mostInFlight });
  return {
    baseUrl,
    weight: options.weight ?? 1,
    admission: createAdmission({ most: mostInFlight }),
    pace: createPace(options),
    restingUntil: 0,
    failures: 0,
    hideKey: hideKey(apiKey).inWords,
    async send(body, signal) {
      const path = completionPath(body);
      const asked = stream ? { ...body, stream: true, stream_options: { include_usage: true } } : body;
      return poster.post(path, asked, signal);
    },
    close: poster.close,
  };
}
