const DENIAL =
  /(?:\bnot|\bisn't|\bwasn't|\baren't|\bnever|\bneither|\bnor|\brather than|\binstead of|\bexcept|不是|并非|不叫|不在|而非|绝非|除了)(?: in| by| at| the| a| called| named)*\s*$/;

/** Is a value named only to be ruled out, as in "it is not Vask"? Text and value are plain: see `plainText`. */
export function isDenied(text: string, value: string): boolean {
  const places = [...text.matchAll(new RegExp(escaped(value), "g"))].map(({ index }) => index);
  return places.length > 0 && places.every((at) => DENIAL.test(text.slice(Math.max(0, at - 30), at)));
}

function escaped(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&");
}
