import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunRequest } from "../../src/pipeline/run-request.ts";

/** Real tools whose answers nobody can know before, and runs that are played with them. */
export interface CountingTools {
  readonly tools: string;
  /** A path of its own in the folder. */
  next(name: string): string;
  jsonl(rows: readonly unknown[]): string;
  /** Every call so far, whatever process made it. */
  called(): string[];
  /** How many calls there were while this was done. */
  callsOf(work: () => Promise<unknown>): Promise<number>;
  request(change?: Partial<RunRequest>): RunRequest;
}

const CITIES = ["Lisbon", "Porto", "Faro", "Braga", "Evora"];

/** Writes the tools as a module into the folder. At the call of the number `KILL_AT` they kill the process that they are in. */
export function countingTools(folder: string): CountingTools {
  const log = join(folder, "called");
  const tools = join(folder, "tools.mjs");
  writeFileSync(tools, moduleText(log));
  let names = 0;
  const next = (name: string) => join(folder, `${++names}-${name}`);
  const jsonl = (rows: readonly unknown[]): string => {
    const file = next("rows.jsonl");
    writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
    return file;
  };
  const queries = jsonl(CITIES.map((city) => ({ query: `How is the weather of the city ${city}?` })));
  const called = () => (existsSync(log) ? readFileSync(log, "utf8").trimEnd().split("\n") : []);
  return {
    tools,
    next,
    jsonl,
    called,
    async callsOf(work) {
      rmSync(log, { force: true });
      await work();
      return called().length;
    },
    request: (change) => ({
      tasks: [queries],
      templates: ["react-en", "autogpt-en"],
      tools: [tools],
      model: "random",
      episodes: 10,
      shardSize: 4,
      output: next("run"),
      ...change,
    }),
  };
}

/** The hash of all shards of a run, in the order of their names. */
export function bytesOf(run: string): string {
  const parts = readdirSync(run).filter((name) => name.startsWith("part-"));
  const hash = createHash("sha256");
  for (const name of parts.sort()) hash.update(readFileSync(join(run, name)));
  return hash.digest("hex");
}

function moduleText(log: string): string {
  return `import { appendFileSync, readFileSync } from "node:fs";
  const log = ${JSON.stringify(log)};
  const parameters = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
  const tool = (name, description) => ({
    name, description, parameters,
    call({ city }) {
      appendFileSync(log, name + " " + city + "\\n");
      const calls = readFileSync(log, "utf8").split("\\n").length - 1;
      if (calls === Number(process.env.KILL_AT)) process.kill(process.pid, "SIGKILL");
      if (city === "is") throw new Error("is no city");
      return { city, luck: Math.random() };
    },
  });
  export const tools = [tool("get_weather", "The weather of a city."), tool("get_map", "A map of a city.")];`;
}
