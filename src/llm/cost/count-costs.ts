import type { SendRequest } from "../endpoint/wire-request.ts";
import type { Ledger } from "./ledger.ts";
import { usageOf } from "./usage.ts";

/** Notes in a ledger what each completion takes, before its reply is given. */
export function countCosts(send: SendRequest, ledger: Ledger): SendRequest {
  return async (request, signal) => {
    const got = await send(request, signal);
    await ledger.note(String(request.body["model"] ?? ""), usageOf(request.body, got.completion));
    return got;
  };
}
