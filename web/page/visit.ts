import type { Account, Session } from "../../core/store/mod.ts";
import type { Still } from "../live/mod.ts";
import type { Words } from "../words/mod.ts";
import type { DeskWorld } from "./world.ts";

/** Somebody asks for a page. */
export interface Visit {
  readonly request: Request;
  readonly url: URL;
  /** The parts of the path that its pattern names. */
  readonly params: Readonly<Record<string, string>>;
  readonly from: { readonly address: string; readonly agent: string; readonly secure: boolean };
  readonly words: Words;
  readonly world: DeskWorld;
}

/** Somebody who is signed in asks for it. */
export interface SignedVisit extends Visit {
  readonly account: Account;
  readonly session: Session;
  /** For what goes on after the answer: whether he may still have what he was given, and would be given the same. */
  readonly still: Still;
}
