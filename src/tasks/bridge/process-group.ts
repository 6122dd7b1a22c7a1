import type { ChildProcess } from "node:child_process";

/** Groups that run are ended with mat, also where it is stopped at once. */
const living = new Set<() => void>();
process.on("exit", () => {
  for (const end of living) end();
});

/** The end of a process that was started `detached`, and of all that it started in turn. Once it has ended by itself, nothing. */
export function groupEnd(child: ChildProcess): () => void {
  const end = (): void => {
    if (!living.delete(end)) return;
    try {
      // Windows knows no groups.
      if (child.pid !== undefined) process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
    } catch {
      // It has ended already.
    }
  };
  living.add(end);
  child.once("close", () => living.delete(end));
  return end;
}
