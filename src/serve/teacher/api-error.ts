/** What a request is refused with, in OpenAI's words. */
export interface ApiError {
  readonly status: number;
  readonly error: {
    readonly message: string;
    readonly type: string;
    readonly param: string | null;
    readonly code: string | null;
  };
}

/** An error of the API. Source: the error object of OpenAI's API reference. */
export function apiError(
  status: number,
  message: string,
  { code = null, param = null }: { readonly code?: string | null; readonly param?: string | null } = {},
): ApiError {
  const type = status >= 500 ? "server_error" : "invalid_request_error";
  return { status, error: { message, type, param, code } };
}

/** What a request for another model is refused with. */
export function noSuchModel(asked: string, model: string): ApiError {
  return apiError(404, `there is no model "${asked}" here; there is "${model}"`, {
    code: "model_not_found",
    param: "model",
  });
}

/** Is this an {@link ApiError}? */
export function isApiError(value: object): value is ApiError {
  return "error" in value && "status" in value;
}
