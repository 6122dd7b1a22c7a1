import { constants, zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { expect, it } from "vitest";
import { ZstdFrames } from "../../src/store/zstd-frames.ts";

const content = fc.oneof(
  fc.uint8Array({ maxLength: 2000 }),
  fc.nat(300_000).map((length) => new Uint8Array(length)),
);

it("knows where frames end, and nowhere else", () => {
  const frame = fc.tuple(content, fc.boolean(), fc.boolean()).map(([bytes, checksum, size]) =>
    zstdCompressSync(bytes, {
      params: {
        [constants.ZSTD_c_checksumFlag]: checksum ? 1 : 0,
        [constants.ZSTD_c_contentSizeFlag]: size ? 1 : 0,
      },
    }),
  );
  fc.assert(
    fc.property(fc.array(frame, { minLength: 1, maxLength: 4 }), fc.nat(), (frames, where) => {
      const bytes = Buffer.concat(frames);
      const ends = new Set<number>([0]);
      for (const [index] of frames.entries()) ends.add(Buffer.concat(frames.slice(0, index + 1)).length);
      const cut = where % (bytes.length + 1);
      const followed = new ZstdFrames();
      followed.feed(bytes.subarray(0, cut));
      expect(followed.isWhole).toBe(ends.has(cut));
      for (const byte of bytes.subarray(cut)) followed.feed(Uint8Array.of(byte));
      expect(followed.isWhole).toBe(true);
    }),
    { numRuns: 300 },
  );
});
