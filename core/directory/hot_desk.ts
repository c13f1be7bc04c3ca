import type { CallClass } from "./trunk.ts";

/** `desk:` of the office: people who sit at phones that are not their own. */
export interface HotDesk {
  /** Whether somebody who logs in leaves the phones where he was: his own rings no more then, until he logs out. */
  readonly login: "move" | "add";
  /** When everybody is logged out, by the office's clock: `2000`; nobody is where it is left out. */
  readonly logoutAt?: string;
  /** How far a phone that is nobody's may call until somebody logs in. */
  readonly sharedMayCall: CallClass;
}

/** Of an office that says nothing of it. */
export const DEFAULT_HOT_DESK: HotDesk = Object.freeze({ login: "move", sharedMayCall: "internal" });
