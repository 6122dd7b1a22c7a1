const ZERO = 0x30;

/**
 * Does `JSON.parse` lose nothing of this valid JSON text? `keys` is how many members the objects of its result have. A row
 * that is not clean for sure (a key that starts with a digit or an escape) counts as unclean: the exact parser then decides.
 */
export function isClean(text: string, keys: number): boolean {
  const { length } = text;
  let keysInText = 0;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      const start = at;
      at = endOfString(text, start);
      if (!isFollowedByColon(text, at)) continue;
      keysInText++;
      const first = text.charCodeAt(start + 1);
      if (isDigit(first) || first === 0x5c) return false;
    } else if (isDigit(code) || code === 0x2d) {
      const end = endOfNumber(text, at);
      if (!isOwnSpelling(text, at, end)) return false;
      at = end - 1;
    }
  }
  return keysInText === keys; // more keys than members: some repeat
}

/** The position of the closing quote of the string that opens at `start`. */
export function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && text.charCodeAt(end - 1) === 0x5c && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let first = at - 1;
  while (text.charCodeAt(first - 1) === 0x5c) first--;
  return (at - first) % 2 === 1;
}

function isFollowedByColon(text: string, end: number): boolean {
  let at = end + 1;
  let code = text.charCodeAt(at);
  while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) code = text.charCodeAt(++at);
  return code === 0x3a;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function endOfNumber(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    // digits + - . e E
    if (!isDigit(code) && code !== 0x2b && code !== 0x2d && code !== 0x2e && code !== 0x45 && code !== 0x65) return at;
    at++;
  }
}

/** Does JavaScript write this number as it is written here? Short natural and decimal numbers need no conversion. */
function isOwnSpelling(text: string, start: number, end: number): boolean {
  const whole = endOfDigits(text, start, end);
  if (end - start < 16 && (whole === end || isShortDecimal(text, start, whole, end))) return true;
  const number = text.slice(start, end);
  return String(Number(number)) === number;
}

function endOfDigits(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isDigit(text.charCodeAt(at))) at++;
  return at;
}

/** Like `12.5` or `0.75`, and not `1.50` or `0.01`: so few digits, none of them idle, come back as they are. */
function isShortDecimal(text: string, start: number, point: number, end: number): boolean {
  if (point === start || text.charCodeAt(point) !== 0x2e) return false;
  const [first, tenths, last] = [text.charCodeAt(start), text.charCodeAt(point + 1), text.charCodeAt(end - 1)];
  return (first !== ZERO || tenths !== ZERO) && last !== ZERO && endOfDigits(text, point + 1, end) === end;
}
