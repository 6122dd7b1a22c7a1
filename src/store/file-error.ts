import {
  DiskFullError,
  InputMissingError,
  InterruptedError,
  OutputExistsError,
  PermissionError,
  UsageError,
} from "../core/errors.ts";

/**
 * A failure of the operating system as the named error that says what to do about it; anything else comes back as it is.
 * `file` is the path as the user knows it.
 */
export function fileError(error: unknown, file: string): unknown {
  const place = { file };
  const options = { cause: error };
  switch (errorCode(error)) {
    case "ENOSPC":
    case "EDQUOT":
    case "EFBIG":
      return new DiskFullError(
        "the disk (or the quota, or the largest size of a file) is full",
        "Free some space, or write elsewhere.",
        place,
        options,
      );
    case "EACCES":
    case "EPERM":
      return new PermissionError("permission denied", "Give this user access, or choose another path.", place, options);
    case "EROFS":
      return new PermissionError("the file system is read-only", "Choose another path.", place, options);
    case "ENOENT":
      return new InputMissingError("there is no such file or folder", "Check the path.", place, options);
    case "EISDIR":
      return new OutputExistsError("is a folder where a file is needed", "Name a file.", place, options);
    case "ENOTDIR":
    case "EEXIST":
    case "ENOTEMPTY":
      return new OutputExistsError(
        "something else stands in the way of this path",
        "Choose another path, or move it away.",
        place,
        options,
      );
    case "ENAMETOOLONG":
      return new UsageError("the name is too long for this file system", "Choose a shorter name.", place, options);
    case "EPIPE":
      return new InterruptedError(
        "the reader of this output went away",
        "Nothing to mend: what it took, it has.",
        place,
        options,
      );
    default:
      return error;
  }
}

/** The operating system's name of a failure, such as `ENOENT`; undefined when it is no such failure. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
