import type { ForwardWhen } from "../notebook/mod.ts";
import type { AccountUse } from "./account.ts";
import type { Block } from "./caller_list.ts";
import type { Destination } from "./destination.ts";
import type { QuietHours } from "./quiet.ts";
import type { CallersRing } from "./ring.ts";

/** Whose calls are screened: nobody's; those of callers who come without a name; all from outside. */
export const SCREENINGS = ["off", "unknown", "all"] as const;
/** One of {@link SCREENINGS}. */
export type Screening = (typeof SCREENINGS)[number];

/** Where an extension's calls go when it does not take them. */
export type Forward = Readonly<Partial<Record<ForwardWhen, Destination>>>;

/** A number at which an extension's owner can be found besides. */
export interface FindMe {
  /** As somebody in the office would dial it. */
  readonly number: string;
  /** Seconds after his own phones that it rings. */
  readonly afterS: number;
  /** Seconds that it rings; as long as his own phones where it is left out. */
  readonly forS?: number;
  /** Whether whoever answers takes the call by pressing 1; outside the office he does where it is left out. */
  readonly confirm?: boolean;
}

/**
 * What becomes of an extension's calls, as the office file says it. What somebody has set from his phone stands before it
 * (`core/notebook`).
 */
export interface LineSettings {
  readonly forward?: Forward;
  /** Whether a second call may knock; it may where this is left out. */
  readonly callWaiting?: boolean;
  /** Who is not let through. */
  readonly block?: Block;
  /** Who gets through while its owner does not wish to be disturbed; see `isListed`. */
  readonly vips?: readonly string[];
  /** When its owner does not wish to be disturbed, without setting so each time. */
  readonly quiet?: QuietHours;
  /** How it rings for certain callers; the first that fits counts. */
  readonly rings?: readonly CallersRing[];
  /** Whether its user records announcements that callers hear; he may not where this is left out. */
  readonly mayAnnounce?: boolean;
  /** Whether its user has the operator's console at the desk; he has not where this is left out. */
  readonly mayOperate?: boolean;
  /** Its own calls do not show who calls. */
  readonly anonymous?: boolean;
  /** Under which it calls outside, in E.164, where the trunk lets it. */
  readonly outsideNumber?: string;
  /** Where else its calls ring. */
  readonly findMe?: readonly FindMe[];
  /** Whether its owner may record his calls where that is on demand; he may where this is left out. */
  readonly mayRecord?: boolean;
  /** The extensions and groups whose calls its owner may listen to. */
  readonly maySupervise?: readonly string[];
  /** False: nobody listens to its calls. */
  readonly supervised?: boolean;
  /** Who is asked for his name before its phones ring, of those outside; nobody where it is left out. */
  readonly screening?: Screening;
  /** Whether its calls outside need an account; only where the route says so when left out. */
  readonly accountCode?: AccountUse;
}

/** Every setting of a line: the compiler sees that none is left out. */
const NAMES: Readonly<Record<keyof LineSettings, true>> = {
  forward: true,
  callWaiting: true,
  block: true,
  vips: true,
  quiet: true,
  rings: true,
  anonymous: true,
  outsideNumber: true,
  findMe: true,
  mayRecord: true,
  maySupervise: true,
  supervised: true,
  screening: true,
  accountCode: true,
  mayAnnounce: true,
  mayOperate: true,
};

/** The settings among others, without those that are left out. */
export function lineSettingsOf(given: LineSettings): LineSettings {
  const known = Object.entries(given).filter(([name, value]) => Object.hasOwn(NAMES, name) && value !== undefined);
  return Object.fromEntries(known);
}
