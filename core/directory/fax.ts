/**
 * How somebody's faxes are carried. `t38`: in datagrams where both ends ask for it, else as sound in G.711, which a call goes
 * over to as soon as a fax is heard. `g711`: as sound only. `off`: no fax is looked for.
 */
export const FAX_USES = ["t38", "g711", "off"] as const;
/** One of {@link FAX_USES}. */
export type FaxUse = (typeof FAX_USES)[number];

/** A fax is only listened for where sound is decoded anyway, for a minute: that is two tones a frame. */
export const DEFAULT_FAX: FaxUse = "t38";
