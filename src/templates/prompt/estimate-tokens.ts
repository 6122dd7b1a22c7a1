/**
 * About how many tokens a text has, without a tokenizer: a word is a quarter of its letters and digits, rounded up; each Han,
 * Kana or Hangul character, each other sign and each line break is one.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  let word = 0;
  for (const character of text) {
    if (isWordCharacter(character)) {
      word++;
      continue;
    }
    tokens += Math.ceil(word / 4);
    word = 0;
    if (character !== " " && character !== "\t" && character !== "\r") tokens++;
  }
  return tokens + Math.ceil(word / 4);
}

const WORD = /[\p{L}\p{N}_]/u;
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

function isWordCharacter(character: string): boolean {
  const code = character.charCodeAt(0);
  if (code < 128)
    return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
  return WORD.test(character) && !DENSE.test(character);
}
