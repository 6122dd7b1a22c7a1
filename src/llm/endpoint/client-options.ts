/** Whose server it is, and how it is reached. */
export interface ClientOptions {
  readonly baseUrl: string;
  readonly apiKey?: string | undefined;
  /** The header that the key goes into, where that is not `Authorization`. */
  readonly keyHeader?: string | undefined;
  readonly fetch: typeof globalThis.fetch;
}
