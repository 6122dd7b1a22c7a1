// Run as a process of its own: carries out one command line of mat after another, without loading mat anew for each. It reads
// from standard input how many words a command has, and its words, each ended by a NUL; it writes the exit code of each to
// descriptor 3, a line for each. What a command prints goes where its own would, and then the mark, where this was given one.
import { writeSync } from "node:fs";

const [, , mark = ""] = process.argv;
const { main } = (await import(new URL("../../dist/cli/main.js", import.meta.url).href)) as {
  main: (words: readonly string[]) => Promise<void>;
};
// Each command listens for errors of its output to the end of its process.
process.stdout.setMaxListeners(0);

const heard: string[] = [];
let rest = "";
for await (const text of process.stdin.setEncoding("utf8")) {
  const words = (rest + text).split("\0");
  rest = words.pop()!;
  heard.push(...words);
  while (heard.length > Number(heard[0])) {
    const [count] = heard.splice(0, 1);
    await main(heard.splice(0, Number(count)));
    for (const stream of [process.stdout, process.stderr]) stream.write(mark);
    writeSync(3, `${process.exitCode}\n`);
  }
}
process.exitCode = 0;
