import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";

/** The choice with the index 0: of several, which come in any order, the one that the reply is read from. */
export function firstChoice({ choices }: JsonObject): JsonObject | undefined {
  const all = Array.isArray(choices) ? choices.filter(isObject) : [];
  return all.find(({ index = 0 }) => index === 0 || index === null);
}

/** A choice of a raw completion as one of a chat: its text as the message, its log-probabilities token by token. */
export function chatChoice(choice: JsonObject): JsonObject {
  if (typeof choice["text"] !== "string" || isObject(choice["message"])) return choice;
  const { text, logprobs, ...rest } = choice;
  const content = isObject(logprobs) ? tokenByToken(logprobs) : undefined;
  return { ...rest, message: { content: text }, ...(content === undefined ? {} : { logprobs: { content } }) };
}

/** `{tokens, token_logprobs, top_logprobs}` are lists side by side; a chat has one object for each token. */
function tokenByToken({ tokens, token_logprobs, top_logprobs }: JsonObject): JsonObject[] | undefined {
  if (!Array.isArray(tokens) || !Array.isArray(token_logprobs)) return undefined;
  return tokens.map((token, at) => {
    const likeliest = Array.isArray(top_logprobs) ? top_logprobs[at] : undefined;
    return {
      token,
      logprob: token_logprobs[at] ?? null,
      ...(isObject(likeliest) ? { top_logprobs: pairs(likeliest) } : {}),
    };
  });
}

function pairs(likeliest: JsonObject): JsonValue[] {
  return Object.entries(likeliest).map(([token, logprob]) => ({ token, logprob }));
}
