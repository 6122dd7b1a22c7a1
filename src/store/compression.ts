import type { Transform } from "node:stream";
import { constants, createGzip, createZstdCompress } from "node:zlib";

/** How a file is compressed. */
export type Compression = "none" | "gzip" | "zstd";

/** The compression that a file's name asks for. */
export function compressionOf(name: string): Compression {
  if (name.endsWith(".gz")) return "gzip";
  return name.endsWith(".zst") ? "zstd" : "none";
}

/** A stream that compresses; equal input gives equal output. A Zstandard frame carries a checksum of its content. */
export function compressor(compression: "gzip" | "zstd"): Transform {
  if (compression === "gzip") return createGzip();
  return createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 } });
}
