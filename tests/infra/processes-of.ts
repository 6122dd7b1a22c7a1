import { execFileSync } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";

/** The command lines of the processes that run and have this in them, this one and ps left out. */
export function processesOf(part: string): string[] {
  const lines = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" }).split("\n");
  return lines.filter((line) => line.includes(part) && !line.includes("ps -eo") && !line.startsWith(`${process.pid} `));
}

/** Waits until no process has this in its command line; what is left after five seconds. */
export async function survivorsOf(part: string): Promise<string[]> {
  for (let tries = 0; tries < 100 && processesOf(part).length > 0; tries++) await wait(50);
  return processesOf(part);
}
