/** Marks of a block: what stands around its word at the start and at the end. */
export type MarkStyle = readonly [open: string, close: string];

/** Words of one language of which protocols are made. */
export interface ProtocolWords {
  /** Labels. A call's two belong together. */
  readonly labels: {
    readonly thought: readonly string[];
    readonly calls: readonly (readonly [action: string, args: string])[];
    readonly answer: readonly string[];
    readonly give_up: readonly string[];
    readonly observation: readonly string[];
    /** How a word becomes a label: `@` stands for the word. */
    readonly styles: readonly string[];
  };
  /** Keys of JSON objects; a dot leads into an inner object. */
  readonly keys: {
    readonly thought: readonly string[];
    readonly call: readonly string[];
    readonly calls: readonly string[];
    readonly pairs: readonly (readonly [name: string, args: string])[];
    readonly answer: readonly string[];
    readonly give_up: readonly string[];
    readonly extras: readonly string[];
  };
  /** Commands that end an episode: the name, and the argument that holds the text. */
  readonly commands: {
    readonly answer: readonly (readonly [command: string, text: string])[];
    readonly give_up: readonly (readonly [command: string, text: string])[];
    /** One command for both, told apart by a constant. */
    readonly both: readonly {
      readonly command: string;
      readonly text: string;
      readonly key: string;
      readonly answer: string | boolean;
      readonly give_up: string | boolean;
    }[];
  };
  readonly tags: {
    readonly thought: readonly string[];
    readonly call: readonly string[];
    readonly answer: readonly string[];
    readonly give_up: readonly string[];
    readonly observation: readonly string[];
    readonly styles: readonly MarkStyle[];
  };
  /** What stands around an observation behind a JSON step. */
  readonly shown: readonly MarkStyle[];
}
