import { RunChangedError } from "../../core/errors.ts";
import { canonicalJson, sha256 } from "../../core/hash.ts";
import type { JsonObject, JsonValue } from "../../core/json/value.ts";
import { openJournal } from "../../store/journal.ts";
import { readJournal } from "../../store/read-journal.ts";
import type { ChatClient, ChatReply } from "../chat-client.ts";

/** A client that remembers. */
export interface KeptReplies {
  readonly client: ChatClient;
  /** Replies that a run before this one had, and this one was given without asking again. */
  readonly recalled: () => number;
  /** Replies that were asked for. */
  readonly asked: () => number;
  close(): Promise<void>;
}

/**
 * A client that writes each reply to a file before it gives it, and asks for none that stands there: a run that was killed goes
 * on without asking again. It stands in front of any client and knows replies by the request, for one output alone; what servers
 * sent is kept for all runs by the `CompletionCache`. `plan` is what decides replies beside the request: the model, how it is asked. One process at a
 * time, which its caller sees to.
 * @throws {RunChangedError} for a file that was begun with another plan
 */
export async function keepReplies(client: ChatClient, file: string, plan: JsonObject): Promise<KeptReplies> {
  const replies = new Map<string, ChatReply>();
  let recalled = 0;
  let asked = 0;
  let begun: JsonValue | undefined;
  const extent = await readJournal(file, ({ text }) => {
    const line = parseLine(text);
    if (line?.plan !== undefined) begun ??= line.plan;
    else if (line?.asked !== undefined && line.reply !== undefined) replies.set(line.asked, line.reply);
    else return false;
    return true;
  });
  if (begun !== undefined && canonicalJson(begun) !== canonicalJson(plan))
    throw new RunChangedError(
      "these replies were given to other settings",
      "Use the settings that they were asked with, choose another output, or delete this file to ask anew.",
      { file },
    );
  const journal = openJournal(file, begun === undefined ? 0 : extent.bytes);
  if (begun === undefined) await journal.append(JSON.stringify({ plan }));
  return {
    client: {
      model: client.model,
      async complete(request, signal) {
        const key = sha256(canonicalJson(request as unknown as JsonValue));
        const known = replies.get(key);
        if (known !== undefined) {
          recalled++;
          return known;
        }
        const reply = await client.complete(request, signal);
        asked++;
        await journal.append(JSON.stringify({ asked: key, reply }));
        replies.set(key, reply);
        return reply;
      },
    },
    recalled: () => recalled,
    asked: () => asked,
    close: () => journal.close(),
  };
}

interface Line {
  readonly plan?: JsonValue;
  readonly asked?: string;
  readonly reply?: ChatReply;
}

function parseLine(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
}
