import { type Compression, compressor } from "./compression.ts";

/** A compressor as functions from bytes to what it has ready by then: it holds no more than one buffer's output. */
export interface Packer {
  pack(bytes: Buffer): Promise<Buffer[]>;
  end(): Promise<Buffer[]>;
  stop(): void;
}

/** The packer for a compression; undefined where there is none. */
export function startPacker(compression: Compression): Packer | undefined {
  if (compression === "none") return undefined;
  const stream = compressor(compression);
  let ready: Buffer[] = [];
  stream.on("data", (packed: Buffer) => ready.push(packed));
  const takeReady = (): Buffer[] => {
    const taken = ready;
    ready = [];
    return taken;
  };
  return {
    pack: (bytes) => settled((done) => stream.write(bytes, done)).then(takeReady),
    end: () => settled((done) => stream.once("end", done).once("error", done).end()).then(takeReady),
    stop: () => stream.destroy(),
  };
}

function settled(start: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => start((error) => (error ? reject(error) : resolve())));
}
