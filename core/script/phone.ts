import type { RingName } from "../directory/mod.ts";

/** A phone that is registered for an extension. */
export interface Phone {
  readonly number: string;
  /** Which of the extension's phones. */
  readonly contact: string;
  /** 0 to 1000; higher ones ring first, equal ones together (q-value). */
  readonly preference: number;
}

/** How a call is to look and to sound on the phone that rings. */
export interface Shown {
  /** Before the caller's name: `Sales`. */
  readonly prefix?: string;
  /** How it is to ring, where the called one says nothing else of the caller. */
  readonly ring?: RingName;
  /** The phone is asked to answer by itself at once: intercom, paging. One that does not know how to rings. */
  readonly answersItself?: boolean;
}
