/** Where phones listen without a call (RTP multicast), and what they take there. */
export interface Multicast {
  /** IPv4. */
  readonly ip: string;
  readonly port: number;
  readonly codec: "pcmu" | "pcma" | "g722";
}

/** A paging zone: whoever dials its number is heard at the phones of all its people, which answer by themselves. */
export interface Page {
  readonly number: string;
  /** Shown before the caller's name. */
  readonly name: string;
  /** Extensions. */
  readonly members: readonly string[];
  /** Everybody is heard, and not the caller alone. */
  readonly duplex: boolean;
  /** Phones that are in a call, and people who do not wish to be disturbed, are called all the same. */
  readonly emergency: boolean;
  /** Besides: what they do with it is set on the phones. */
  readonly multicast: readonly Multicast[];
  /** The longest a page lasts. */
  readonly mostS: number;
}
