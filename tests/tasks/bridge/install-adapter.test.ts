import { chmodSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readAdapter } from "../../../src/tasks/bridge/adapter.ts";
import { openBridge } from "../../../src/tasks/bridge/bridge.ts";
import { installAdapter } from "../../../src/tasks/bridge/install-adapter.ts";
import { environmentFolder, isInstalled, systemPython } from "../../../src/tasks/bridge/installed-python.ts";
import { listAdapters } from "../../../src/tasks/bridge/list-adapters.ts";
import { writeAdapter } from "../../infra/write-adapter.ts";
import { temporaryFolder } from "../../store/temporary-folder.ts";

const folder = temporaryFolder();
const file = writeAdapter(join(folder, "needy"), { manifest: { requirements: ["example==1.0"] } });
const needy = readAdapter(file);
let names = 0;

/** The programs that are found are these shell scripts, and what sh and cp are. */
function only(programs: Record<string, string>): void {
  const bin = join(folder, `bin-${++names}`);
  mkdirSync(bin);
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  vi.stubEnv("PATH", bin);
}

/** Answers as Python does when it is asked what it is, and does the rest as told. */
const python = (rest: string, version = "3 12") =>
  `case "$3" in *version_info*) echo "${version} $0";; *) ${rest};; esac`;
/** Makes the folder of a virtual environment, whose Python does as told. */
const makesVenv = (inside: string) =>
  `for last; do :; done; /bin/mkdir -p $last/bin; printf '#!/bin/sh\\n${inside}\\n' > $last/bin/python; /bin/chmod +x $last/bin/python`;

beforeEach(() => vi.stubEnv("XDG_CACHE_HOME", join(folder, `cache-${names}`)));
afterEach(() => vi.unstubAllEnvs());

test("without a Python, the error says that one is needed, whether to install or to run", async () => {
  only({});
  const error = { name: "UsageError", message: "there is no Python on this machine" };
  await expect(installAdapter(needy)).rejects.toMatchObject(error);
  expect(() => openBridge(readAdapter("configs/environments/parcels.py"))).toThrow("there is no Python");
});

test.each([
  ["is 3.8", python("exit 0", "3 8")],
  ["does not run", "exit 1"],
])("a Python that %s is refused", (problem, program) => {
  only({ python3: program });
  expect(systemPython).toThrow(problem);
});

test("what pip complains of is the error, without passwords, and nothing is left", async () => {
  const complaint = 'echo "No matching distribution at https://me:hunter2@index/simple" >&2; exit 1';
  only({ python3: python(makesVenv(complaint)) });
  await expect(installAdapter(needy)).rejects.toMatchObject({
    name: "InstallFailedError",
    message: expect.stringContaining(
      "example==1.0 could not be installed: No matching distribution at https://[redacted]@",
    ),
  });
  expect(readdirSync(join(environmentFolder(needy)!, ".."))).toEqual([]);
  expect(() => openBridge(needy)).toThrow("needs packages that are not installed");
});

test("uv is taken where there is one, pip where uv cannot do it", async () => {
  only({ python3: python(makesVenv("exit 0")), uv: `[ $1 = pip ] || { ${makesVenv("exit 0")}; }` });
  expect(await installAdapter(needy)).toMatchObject({ with: "uv", packages: ["example==1.0"] });
  expect(isInstalled(needy)).toBe(true);
  expect(await installAdapter(needy)).toMatchObject({ with: null });
  only({ python3: python(makesVenv("exit 0")), uv: "exit 1" });
  expect(await installAdapter(needy, { force: true })).toMatchObject({ with: "pip" });
});

test("an environment is listed without running it", () => {
  only({});
  const listed = listAdapters(["configs/environments/parcels.py"]);
  expect(listed.map(({ name, eval_only, installed }) => [name, eval_only, installed])).toEqual([
    ["bfcl-multi-turn", true, false],
    ["agentbench-db", true, true],
    ["parcels", false, true],
  ]);
  for (const { licence, split, title } of listed)
    expect([licence, title !== "", split !== undefined]).toEqual(["Apache-2.0", true, true]);
});

test.each([
  ["no-such", "there is no environment"],
  ["bfcl-multi-tern", 'did you mean "bfcl-multi-turn"'],
  ["nowhere.py", "cannot be read"],
])("a wrong name is refused: %s", (word, problem) => {
  expect(() => readAdapter(word)).toThrow(problem);
});

test.each([
  [{ requirements: ["numpy"] }, "NAME==VERSION"],
  [{ requirements: ["x==1 --index-url=https://evil"] }, "NAME==VERSION"],
  [{ split: "dev" }, "split"],
  [{ surprise: 1 }, "surprise"],
  [{ name: "../up" }, "lower-case"],
])("a manifest that says %j is refused", (manifest, problem) => {
  expect(() => readAdapter(writeAdapter(join(folder, `wrong-${++names}`), { manifest }))).toThrow(problem);
});

test("a cache that no folder can be made in is named", async () => {
  vi.stubEnv("XDG_CACHE_HOME", file);
  await expect(installAdapter(needy)).rejects.toMatchObject({
    name: "OutputExistsError",
    place: { file: join(file, "mat", "environments") },
  });
});
