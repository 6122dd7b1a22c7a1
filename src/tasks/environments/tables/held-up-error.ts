/** A statement was not run, since another one before it would not end: it is to be run over a fresh database. */
export class HeldUpError extends Error {
  constructor() {
    super("the database is held up by another statement");
  }
}
