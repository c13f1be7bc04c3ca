/** The codecs that an office may put in an order, as `office.yml` spells them. */
export const CODEC_NAMES = ["opus", "g722", "pcma", "pcmu", "g729", "ilbc"] as const;
/** One of {@link CODEC_NAMES}. */
export type CodecName = (typeof CODEC_NAMES)[number];

/** Whether an extension's phones encrypt their sound (SRTP by RFC 4568). `allowed`: those that ask for it. */
export type SrtpUse = "off" | "allowed" | "required";
