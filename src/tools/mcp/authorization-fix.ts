const NOT_ALLOWED = new Set([401, 403]);

/** What to do where a server wants to know who asks; undefined for any other error. Servers that want OAuth answer with 401. */
export function authorizationFix(error: unknown): string | undefined {
  const { code, data, cause } = Object(error) as {
    readonly code?: unknown;
    readonly data?: { readonly status?: unknown };
    readonly cause?: unknown;
  };
  if ([code, data?.status].some((status) => NOT_ALLOWED.has(status as number)))
    return 'OAuth is not supported: give a token in "headers" of a file of servers, as docs/mcp.md shows.';
  return error instanceof Error && cause !== undefined ? authorizationFix(cause) : undefined;
}
