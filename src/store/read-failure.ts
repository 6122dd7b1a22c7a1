import { InputMissingError, MalformedInputError } from "../core/errors.ts";
import { errorCode, fileError } from "./file-error.ts";

/** What to do about compressed data that is not whole. */
export const CUT_OFF = "The file was cut off or damaged on its way: get it again and compare its checksum.";

/** A failure to find, open, read or decompress an input as the error that the user gets; anything else comes back as it is. */
export function readFailure(error: unknown, file: string): unknown {
  const code = errorCode(error);
  const place = { file };
  const options = { cause: error };
  if (code === "ENOTDIR") {
    return new InputMissingError("a part of this path is a file, not a folder", "Check the path.", place, options);
  }
  if (code === "Z_BUF_ERROR")
    return new MalformedInputError("the compressed data ends too early", CUT_OFF, place, options);
  if (code === undefined || !/^(?:Z_|ZSTD_)/.test(code)) return fileError(error, file);
  return new MalformedInputError("the compressed data is damaged", CUT_OFF, place, options);
}
