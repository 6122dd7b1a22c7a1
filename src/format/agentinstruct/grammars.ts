import { alfworld } from "./grammar/alfworld.ts";
import { db } from "./grammar/db.ts";
import type { Grammar } from "./grammar/grammar.ts";
import { kg } from "./grammar/kg.ts";
import { mind2web } from "./grammar/mind2web.ts";
import { os } from "./grammar/os.ts";
import { webshop } from "./grammar/webshop.ts";

/** The original grammars of AgentInstruct's splits, by the protocol that mat has for them. */
export const GRAMMARS: Readonly<Record<string, Grammar>> = {
  "agentinstruct-os": os,
  "agentinstruct-db": db,
  "agentinstruct-alfworld": alfworld,
  "agentinstruct-webshop": webshop,
  "agentinstruct-kg": kg,
  "agentinstruct-mind2web": mind2web,
};
