import type { Transform } from "node:stream";
import { constants, createGunzip, createGzip, createZstdCompress, createZstdDecompress } from "node:zlib";

/** How a file is compressed. */
export type Compression = "none" | "gzip" | "zstd";

/** Uncompressed bytes that a decompressor hands on at a time; the default of 16 kB costs a third of the speed. */
const CHUNK_BYTES = 1 << 18;

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

/** A stream that undoes {@link compressor}. */
export function decompressor(compression: "gzip" | "zstd"): Transform {
  return compression === "gzip"
    ? createGunzip({ chunkSize: CHUNK_BYTES })
    : createZstdDecompress({ chunkSize: CHUNK_BYTES });
}
