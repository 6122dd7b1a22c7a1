/** Phrases in English by which one asks which thing of a kind is meant, without a word for its name. */
export function askedWithout(noun: string): string[] {
  return [
    ...["which one", `which of the ${noun}s`, `which specific ${noun}`, `which particular ${noun}`],
    ...[`specify the ${noun}`, `specify which ${noun}`, `${noun} do you mean`, `${noun} are you`, `${noun} is meant`],
    ...[`${noun} you are`, `${noun} you're`, `${noun} you have in mind`, `identify the ${noun}`],
  ];
}
