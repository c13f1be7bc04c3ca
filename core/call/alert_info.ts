import type { Header } from "../sip/mod.ts";

/** RFC 7462 §8: what a call is, for phones that know the standard. */
const URNS: Readonly<Record<string, string>> = {
  "internal": "urn:alert:source:internal",
  "external": "urn:alert:source:external",
  "vip": "urn:alert:priority:high",
  "recall": "urn:alert:service:recall:hold",
};
const NORMAL = "urn:alert:service:normal";

/** Cadences that phones without names know by number (Bellcore GR-506); the fifth is a splash on many. */
const CADENCES: Readonly<Record<string, number>> = { internal: 1, external: 2, group: 3, vip: 4, recall: 6, door: 7 };
const OTHER_CADENCE = 8;

/** Brands that take the ring's name otherwise than most. */
const BRANDS: readonly (readonly [agent: RegExp, value: (ring: string) => string])[] = [
  // Built in: alert-internal, alert-external, alert-group.
  [/^snom/i, (ring) => `<http://127.0.0.1>;info=alert-${ring}`],
  // `Internal Ringer Text`, `Alert-Info` rules: the bare name. The URI is one that fails at once where somebody fetches it.
  [/yealink|grandstream|fanvil|htek|zultys|gigaset/i, (ring) => `<http://127.0.0.1>;info=${ring}`],
  // Poly compares the whole text with its `voIpProt.SIP.alertInfo`; RFC 3261 §20.4 would have a URI there.
  [/^poly|soundpoint|soundstation|\bvvx\b/i, (ring) => ring],
  // It takes a URI for a ring tone and goes to fetch it: only the cadence's name.
  [/cisco|linksys|sipura/i, (ring) => `Bellcore-dr${CADENCES[ring] ?? OTHER_CADENCE}`],
];

/** How an INVITE tells a phone to ring (RFC 3261 §20.4), as its brand understands it. */
export function alertInfo(ring: string, userAgent: string | undefined): Header {
  const known = BRANDS.find(([agent]) => userAgent !== undefined && agent.test(userAgent));
  const value = known?.[1](ring) ?? `<${URNS[ring] ?? NORMAL}>;info=alert-${ring}`;
  return { name: "Alert-Info", value };
}
