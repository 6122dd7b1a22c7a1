/** A text is not JSON. `offset` is where, in UTF-16 units from its start; `fix` what a person can do about it. */
export class JsonSyntaxError extends Error {
  readonly offset: number;
  readonly fix: string;
  constructor(
    problem: string,
    offset: number,
    fix = "Mend this place in the file, or write the file with a JSON library.",
  ) {
    super(problem);
    this.name = "JsonSyntaxError";
    this.offset = offset;
    this.fix = fix;
  }
}
