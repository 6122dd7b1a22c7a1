import type { JsonValue } from "../../core/json/value.ts";
import type { FormatWriter } from "../format.ts";

/** Writes trajectories as they are: our own data stands in `extra`, which every ATIF reader accepts. */
export function writer(): FormatWriter {
  return {
    files: [""],
    write: (trajectory) => ({ rows: [{ file: "", value: trajectory as unknown as JsonValue }], lost: [] }),
    carry: "none",
  };
}
