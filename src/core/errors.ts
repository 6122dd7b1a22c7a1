/** Where something is: a file, and in it a line (1-based), a row (1-based) or a row id. */
export interface Place {
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly row?: number | undefined;
  readonly id?: string | undefined;
}

/** A {@link Place} as people read it: `data.jsonl, line 3, row 2, id "x"`. */
export function describePlace(place: Place): string {
  const parts: string[] = [];
  if (place.file !== undefined) parts.push(place.file);
  if (place.line !== undefined) parts.push(`line ${place.line}`);
  if (place.row !== undefined) parts.push(`row ${place.row}`);
  if (place.id !== undefined) parts.push(`id "${place.id}"`);
  return parts.join(", ");
}

/** Exit codes of the command line, by meaning. Each error class names one of them. */
export const EXIT_CODES = {
  ok: 0,
  bug: 1,
  usage: 2,
  refused: 3,
  input: 4,
  output: 5,
  verify: 6,
  loss: 7,
  busy: 8,
  endpoint: 9,
  interrupted: 130,
} as const;
/** The meaning of an exit code. */
export type ExitName = keyof typeof EXIT_CODES;

/**
 * The base of every failure that a person can do something about. `problem` says what is wrong, `fix` what to do,
 * `place` where. Anything that is not a MatError is a bug and keeps its stack.
 */
export abstract class MatError extends Error {
  abstract readonly exit: ExitName;
  readonly fix: string;
  readonly place: Place;
  constructor(problem: string, fix: string, place: Place = {}, options?: ErrorOptions) {
    super(problem, options);
    this.name = new.target.name;
    this.fix = fix;
    this.place = place;
  }
}

/** A flag, argument or configuration value is wrong. */
export class UsageError extends MatError {
  readonly exit = "usage";
}

/** A module given with `--plugin` cannot be loaded, or is no plugin. */
export class PluginError extends MatError {
  readonly exit = "usage";
}

/** A file or folder to read does not exist, or holds nothing that can be read. */
export class InputMissingError extends MatError {
  readonly exit = "input";
}

/** A row or file is not valid JSON, or not valid UTF-8. */
export class MalformedInputError extends MatError {
  readonly exit = "input";
}

/** A row is valid JSON but not what the named format is. */
export class WrongFormatError extends MatError {
  readonly exit = "input";
  readonly format: string;
  constructor(format: string, problem: string, fix: string, place: Place = {}) {
    super(problem, fix, place);
    this.format = format;
  }
}

/** The operating system refused access to a file or folder. */
export class PermissionError extends MatError {
  readonly exit = "output";
}

/** The disk is full: nothing half-written is left under the final name. */
export class DiskFullError extends MatError {
  readonly exit = "output";
}

/** The output exists already, or is a folder where a file is needed (or the other way round). */
export class OutputExistsError extends MatError {
  readonly exit = "output";
}

/** A folder is no dataset, or its manifest is of a version that this program cannot read. */
export class NotADatasetError extends MatError {
  readonly exit = "input";
}

/** A dataset is not what its manifest says. */
export class DatasetDamagedError extends MatError {
  readonly exit = "verify";
}

/** A row asked for by id is not in the dataset. */
export class RowNotFoundError extends MatError {
  readonly exit = "input";
}

/**
 * A target format cannot represent this trajectory, or a source row cannot be read as one. Carries the reason's name;
 * the row is kept beside the output and the command ends with exit code 3.
 */
export class RowRefusedError extends MatError {
  readonly exit = "refused";
  readonly reason: string;
  constructor(
    reason: string,
    problem: string,
    fix = "See the kept row; mend it in the source or leave it out.",
    place: Place = {},
  ) {
    super(problem, fix, place);
    this.reason = reason;
  }
}

/** `--strict` was given and the target format cannot hold some fields. */
export class FieldsLostError extends MatError {
  readonly exit = "loss";
  readonly fields: readonly string[];
  constructor(fields: readonly string[], problem: string, fix: string) {
    super(problem, fix);
    this.fields = fields;
  }
}

/** Another process works on the same output. */
export class BusyError extends MatError {
  readonly exit = "busy";
}

/** A run was begun with a plan that is not the one asked for now: other bytes would stand among those that are there. */
export class RunChangedError extends MatError {
  readonly exit = "usage";
}

/** The cause of a failure, and whether it is one of this request or episode alone, as it is unless said, or of all. */
export interface FailureOptions extends ErrorOptions {
  readonly isForAll?: boolean;
}

/**
 * A model's server gave no reply, and asking again did not help or would not. `reason` names why; `isForAll` says that no
 * other request to it would fare better (no key, no such model).
 */
export class EndpointError extends MatError {
  readonly exit = "endpoint";
  readonly reason: string;
  readonly isForAll: boolean;
  constructor(reason: string, problem: string, fix: string, { isForAll = false, ...options }: FailureOptions = {}) {
    super(problem, fix, {}, options);
    this.reason = reason;
    this.isForAll = isForAll;
  }
}

/** The budget of a run is spent: nothing more is sent. */
export class BudgetSpentError extends EndpointError {
  override readonly exit = "endpoint";
  constructor(problem: string, fix: string) {
    super("budget_spent", problem, fix, { isForAll: true });
  }
}

/**
 * An environment that runs outside of mat (docs/python-environments.md) crashed, hung, or said what cannot be understood, so that
 * an episode cannot go on. `reason` names which; `isForAll` says that no other episode would fare better.
 */
export class EnvironmentFailedError extends MatError {
  readonly exit = "endpoint";
  readonly reason: string;
  readonly isForAll: boolean;
  constructor(reason: string, problem: string, fix: string, { isForAll = false, ...options }: FailureOptions = {}) {
    super(problem, fix, {}, options);
    this.reason = reason;
    this.isForAll = isForAll;
  }
}

/** The packages that an environment needs could not be installed. */
export class InstallFailedError extends MatError {
  readonly exit = "input";
}

/**
 * An address on the network is not to be asked, or what it answers cannot be taken. `reason` names why: `url` for one that is
 * refused, `address` for a host that is not public, `redirect`, `size`, `type`, `time`, `encoding`, `connection`, `status`.
 */
export class NetworkError extends MatError {
  readonly exit = "endpoint";
  readonly reason: string;
  constructor(reason: string, problem: string, fix: string, options?: ErrorOptions) {
    super(problem, fix, {}, options);
    this.reason = reason;
  }
}

/** A server of tools cannot be started or spoken to, or ends again and again: no call of its tools would fare better. */
export class ToolServerError extends MatError {
  readonly exit = "endpoint";
}

/**
 * A run came to its end, and some of its episodes are missing, since a model's server or an environment outside of mat failed;
 * the same command plays those.
 */
export class RunIncompleteError extends MatError {
  readonly exit = "endpoint";
  readonly missing: Readonly<Record<string, number>>;
  constructor(missing: Readonly<Record<string, number>>, problem: string, fix: string) {
    super(problem, fix);
    this.missing = missing;
  }
}

/** A cassette has no answer to a call, or another one than the tool gives. */
export class CassetteError extends MatError {
  readonly exit = "input";
}

/** The user stopped a run (Ctrl-C): all that it has is saved, and the same command goes on with it. */
export class RunPausedError extends MatError {
  readonly exit = "interrupted";
}

/** The user stopped the command (Ctrl-C); what was finished is kept. */
export class InterruptedError extends MatError {
  readonly exit = "interrupted";
}
