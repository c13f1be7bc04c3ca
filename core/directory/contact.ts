/** Somebody outside whom the office knows: one line of its phone book. */
export interface Contact {
  readonly name: string;
  readonly company?: string;
  /** As people write them, in E.164 or as dialled in the office's country. */
  readonly numbers: readonly string[];
  /** What whoever answers them should know. */
  readonly note?: string;
  /** Shown above others to whoever answers. */
  readonly vip?: boolean;
}

/** A contact of the phone book that people keep at the desk. */
export interface KeptContact extends Omit<Contact, "vip"> {
  readonly isVip?: boolean;
  /** The extensions that may see it, besides those who keep the book; undefined: everybody. */
  readonly seenBy?: readonly string[];
}

/** What numbers outside are called, by how `callerKey` names them. */
export interface CallerNames {
  /** By contacts that everybody may see. */
  readonly everybody: ReadonlyMap<string, string>;
  /** By those that only some may see: by extension. */
  readonly own: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Nobody is known. */
export const NO_NAMES: CallerNames = Object.freeze({ everybody: new Map(), own: new Map() });
