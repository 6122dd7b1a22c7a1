import { setEntries, setNumberText } from "./spelling.ts";
import { type JsonObject, type JsonValue, setMember } from "./value.ts";

/** An object in the making, member by member in source order; it keeps what a plain object would forget. */
export class ObjectBuilder {
  readonly object: JsonObject = {};
  private count = 0;
  /** All members in source order, kept from the first key on that JavaScript might put elsewhere or overwrite. */
  private entries: [string, JsonValue][] | undefined;
  private texts: { position: number; key: string; text: string }[] | undefined;

  add(key: string, value: JsonValue, numberText: string | undefined): void {
    const { object } = this;
    if (this.entries === undefined && (startsWithDigit(key) || Object.hasOwn(object, key))) {
      this.entries = Object.entries(object);
    }
    this.entries?.push([key, value]);
    if (numberText !== undefined) {
      this.texts ??= [];
      this.texts.push({ position: this.count, key, text: numberText });
    }
    this.count++;
    setMember(object, key, value);
  }

  finish(): JsonObject {
    const { object, entries, texts } = this;
    const last = entries === undefined ? undefined : new Map(entries.map(([key], position) => [key, position]));
    const hidden = new Map<number, string>();
    for (const { position, key, text } of texts ?? []) {
      if (last === undefined || last.get(key) === position) setNumberText(object, key, text);
      else hidden.set(position, text);
    }
    if (entries !== undefined && !isOwnOrder(object, entries)) setEntries(object, entries, hidden);
    return object;
  }
}

function startsWithDigit(key: string): boolean {
  const code = key.charCodeAt(0);
  return code >= 0x30 && code <= 0x39;
}

function isOwnOrder(object: JsonObject, entries: readonly (readonly [string, JsonValue])[]): boolean {
  const keys = Object.keys(object);
  return keys.length === entries.length && keys.every((key, position) => key === entries[position]![0]);
}
