// Run as a process of its own and killed at any moment: adds records to a log that others write to, too, and prints the key of
// each once the system has it.
import { sha256 } from "../../src/core/hash.ts";
import { openKeyedLog } from "../../src/store/keyed-log.ts";

const [, , folder = "", writer = ""] = process.argv;
const log = await openKeyedLog({ folder, prefix: "records", key: "key", mode: "append", counts: "first" });
for (let number = 0; ; number++) {
  const key = sha256(`${writer} ${number}`);
  await log.append({ key, writer, text: "记录".repeat(number % 400) });
  process.stdout.write(`${key}\n`);
}
