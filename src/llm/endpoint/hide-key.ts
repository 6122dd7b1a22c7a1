/** A key this short may be a word that a reply has: servers on one's own machine take any, such as "none". */
const SHORTEST_IN_REPLIES = 12;

/** Texts without a key that a server may repeat, as it is or in the writing of JSON and of addresses. */
export interface KeyHider {
  /** For what people are told. */
  inWords(text: string): string;
  /** For replies, which are kept: the same, but for a key so short that it may be a word. */
  inReply(text: string): string;
}

/** Hides a key; nothing where there is none. */
export function hideKey(apiKey: string | undefined): KeyHider {
  if (apiKey === undefined) return { inWords: (text) => text, inReply: (text) => text };
  const written = [apiKey, JSON.stringify(apiKey).slice(1, -1), encodeURI(apiKey), encodeURIComponent(apiKey)];
  const forms = [...new Set(written)];
  const inWords = (text: string) => forms.reduce((rest, form) => rest.replaceAll(form, "[key]"), text);
  return { inWords, inReply: apiKey.length < SHORTEST_IN_REPLIES ? (text) => text : inWords };
}
