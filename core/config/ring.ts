import { type CallersRing, DEFAULT_RING, type RingName, RINGS, type RingSettings } from "../directory/mod.ts";
import { callers } from "./block.ts";
import { wordText } from "./names.ts";
import { needed, preset, record } from "./record.ts";
import { choice, list, type Shape } from "./shape.ts";

const MOST_RINGS = 100;
export const ABOUT_NAME: string = `How it rings: ${RINGS.join(", ")}, or a name that the phones were taught`;

/** What phones are told to ring like. */
export const ringName: Shape<RingName> = wordText;

/** `rings:` of an extension; the first that fits the caller counts. */
export const callersRings: Shape<readonly CallersRing[]> = list(
  record<CallersRing>({
    callers: needed("callers", callers, "Their numbers: x for any digit, * at the end for whatever follows"),
    ring: needed("ring", ringName, ABOUT_NAME),
  }),
  MOST_RINGS,
);

/** `ring:`, of what phones are told how to ring. */
export const ring: Shape<RingSettings> = record<RingSettings>({
  tells: preset<RingSettings["tells"]>("tells", choice(["special", "all", "none"]), {
    value: DEFAULT_RING.tells,
    about:
      "Of which calls phones are told how to ring: what is special (named ones, VIPs, doors, what comes back), all, none",
  }),
});
