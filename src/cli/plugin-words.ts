/** The modules that these words name with `--plugin MODULE` or `--plugin=MODULE`, in order. */
export function pluginWords(words: readonly string[]): string[] {
  const end = words.indexOf("--");
  const flags = end === -1 ? words : words.slice(0, end);
  return flags.flatMap((word, at) => {
    if (word.startsWith("--plugin=")) return [word.slice("--plugin=".length)];
    const value = flags[at + 1];
    return word === "--plugin" && value !== undefined && !value.startsWith("--") ? [value] : [];
  });
}
