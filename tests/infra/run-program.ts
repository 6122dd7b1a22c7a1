import { spawn } from "node:child_process";

/** Runs a program to its end. Throws with the last of what it said where it fails. */
export async function runProgram(
  [program, ...words]: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const child = spawn(program!, words, { env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (piece) => (said = `${said}${piece}`.slice(-20_000)));
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (code !== 0)
    throw new Error(`${program} ${words.slice(0, 4).join(" ")} ended with ${code}:\n${said.slice(-4000)}`);
  return said;
}
