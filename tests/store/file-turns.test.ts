import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { createFileTurns, openFileTurns } from "../../src/store/file-turns.ts";

const MODULE = new URL("../../src/store/file-turns.ts", import.meta.url).href;

/** A thread that has the turns of the numbers that it is given, and adds a row of as many bytes in each. */
function startThread(memory: SharedArrayBuffer, numbers: readonly number[]): Worker {
  const script = `
    const { parentPort, workerData } = require("node:worker_threads");
    import(${JSON.stringify(MODULE)}).then(({ openFileTurns }) => {
      const turns = openFileTurns(workerData.memory);
      parentPort.postMessage("ready");
      const seen = workerData.numbers.map((number) => {
        turns.wait(number);
        const stand = turns.stand(1);
        turns.add(1, number, 1);
        turns.pass();
        return stand;
      });
      parentPort.postMessage(seen);
    });`;
  return new Worker(script, { eval: true, execArgv: [], workerData: { memory, numbers } });
}

test("threads have their turns in order, and each sees what those before have added", async () => {
  const memory = createFileTurns(2);
  const far = 5 * 2 ** 32;
  openFileTurns(memory).add(1, far, 7);
  const numbers = Array.from({ length: 300 }, (_, at) => at);
  const seen = await Promise.all(
    [0, 1, 2].map(async (rest) => {
      const worker = startThread(
        memory,
        numbers.filter((number) => number % 3 === rest),
      );
      await once(worker, "message");
      const [stands] = await once(worker, "message");
      return stands as { bytes: number; rows: number }[];
    }),
  );
  for (const number of numbers)
    expect(seen[number % 3]![Math.floor(number / 3)]).toEqual({
      bytes: far + (number * (number - 1)) / 2,
      rows: 7 + number,
    });
  expect(openFileTurns(memory).stand(0)).toEqual({ bytes: 0, rows: 0 });
});

test("a thread that sleeps until it is its turn can be ended", async () => {
  const worker = startThread(createFileTurns(2), [1]);
  await once(worker, "message");
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await worker.terminate()).toBe(1);
});
