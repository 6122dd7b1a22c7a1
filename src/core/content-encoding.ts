import type { Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from "node:zlib";

const UNPACKERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};

/** What unpacks a body that came with this `content-encoding`, in turn; undefined for an encoding that is not known. */
export function unpackersFor(encoding = ""): Transform[] | undefined {
  const names = encoding
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  if (names.some((name) => !Object.hasOwn(UNPACKERS, name))) return undefined;
  return names.reverse().map((name) => UNPACKERS[name]!());
}
