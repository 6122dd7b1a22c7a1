import { fdatasync } from "node:fs";
import { promisify } from "node:util";

const syncData = promisify(fdatasync);

/** With less than this left to do, the sync at a file's end does not take long. */
const EVERY_BYTES = 32 << 20;

/** One at a time in the process: each keeps one of the four threads busy that also write. */
let isBusy = false;

/** Brings a file to the disk in the background while more of it is written, so that the sync at its end has little left. */
export interface WriteBack {
  /** Says how many bytes the file holds by now. Throws the failure of an earlier sync, which the system reports only once. */
  reached(bytes: number): void;
  /** Ends when the descriptor is no longer in use; throws what went wrong in the background. */
  settle(): Promise<void>;
}

/** Starts looking after a file that is being written. */
export function startWriteBack(descriptor: number): WriteBack {
  let asked = 0;
  let running: Promise<void> | undefined;
  let failure: { readonly error: unknown } | undefined;

  async function sync(): Promise<void> {
    isBusy = true;
    try {
      await syncData(descriptor);
    } catch (error) {
      failure ??= { error };
    }
    isBusy = false;
  }

  function throwFailure(): void {
    if (failure !== undefined) throw failure.error;
  }

  return {
    reached(bytes) {
      throwFailure();
      if (isBusy || bytes - asked < EVERY_BYTES) return;
      asked = bytes;
      running = sync();
    },
    async settle() {
      await running;
      throwFailure();
    },
  };
}
