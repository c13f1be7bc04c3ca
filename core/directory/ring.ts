/** What is told of a call by the way it rings; an office may have names of its own besides. */
export const RINGS = ["internal", "external", "group", "vip", "door", "recall"] as const;
/** One of {@link RINGS}, or a name that the office gives and its phones know. */
export type RingName = (typeof RINGS)[number] | (string & Record<never, never>);

/** `ring:` of the office. */
export interface RingSettings {
  /**
   * `special`: phones are told of what rings otherwise than usual: what the office names, VIPs, doors, what comes back.
   * `all`: of internal and external calls and groups, too.
   */
  readonly tells: "special" | "all" | "none";
}

/** Most phones ring for a name that they were not taught as for any other call, some after looking for it for a while. */
export const DEFAULT_RING: RingSettings = Object.freeze({ tells: "special" });

/** How somebody's phones ring for certain callers. */
export interface CallersRing {
  /** See `isListed`. */
  readonly callers: readonly string[];
  readonly ring: RingName;
}
