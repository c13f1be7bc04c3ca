/** By what phones in browsers outside the building find their way to the box, each the owner's own. */
export interface BrowserPhones {
  /** `stun.example.org:3478`: says to a browser behind a router what its address outside is. */
  readonly stun: readonly string[];
  /** `turn:turn.example.org:3478`, `turns:turn.example.org:443?transport=tcp`: carries the sound where nothing else gets through. */
  readonly turn: readonly string[];
  /** The user that they know; without one, each phone gets a name and a password of its own that hold for some hours. */
  readonly turnUser?: string;
  /** His password, or what such passwords are made of. */
  readonly secret?: string;
}

/** Phones in browsers stay in the building, or come by a VPN. */
export const DEFAULT_BROWSER_PHONES: BrowserPhones = Object.freeze({
  stun: Object.freeze([]),
  turn: Object.freeze([]),
});
