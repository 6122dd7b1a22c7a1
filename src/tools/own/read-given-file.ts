import { readFileSync } from "node:fs";
import { InputMissingError } from "../../core/errors.ts";
import { fileError } from "../../store/file-error.ts";

/** The text of a file that a user named, without a byte order mark; `of` says of what it is, as in "there is no such file of tools". */
export function readGivenFile(file: string, of: string): string {
  try {
    return readFileSync(file, "utf8").replace(/^\ufeff/, "");
  } catch (error) {
    const named = fileError(error, file);
    if (!(named instanceof InputMissingError)) throw named;
    throw new InputMissingError(`there is no such file of ${of}`, "Check the path.", { file });
  }
}
