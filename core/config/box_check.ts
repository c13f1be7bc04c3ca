import { LEASES_FOR_HELP } from "../sound/mod.ts";
import type { BoxSettings } from "./box_settings.ts";
import type { Judge } from "./judge.ts";
import type { ConfigNode } from "./node.ts";

/** A call is two legs, and a leg is one port for RTP and one for RTCP. */
const PORTS_PER_CALL = 4;
/** What no ordinary call takes. */
const PORTS_FOR_HELP = 2 * LEASES_FOR_HELP;

type Say = (path: string, text: string) => undefined;

/** What one key cannot know of another. Faults stand where the file says the thing, or where it would. */
export function checkBox(box: BoxSettings, root: ConfigNode, judge: Judge): void {
  const say: Say = (path, text) => judge.say(placeOf(root, path), path, text);
  const { rtp, web } = box;
  if (rtp.from % 2 !== 0) say("rtp.from", `${rtp.from} is odd: RTP takes the even port, RTCP the one above`);
  if (rtp.to - rtp.from + 1 < PORTS_PER_CALL + PORTS_FOR_HELP) {
    const need = `a call needs ${PORTS_PER_CALL} ports, and ${PORTS_FOR_HELP} are kept for calls for help`;
    say("rtp.to", `${rtp.to} leaves no room for one call above ${rtp.from}: ${need}`);
  }
  if (web.certificate !== undefined && web.key === undefined) {
    say("web.key", "is missing: the certificate needs its key");
  }
  if (web.key !== undefined && web.certificate === undefined) {
    say("web.certificate", "is missing: the key needs its certificate");
  }
  checkAcme(box, say);
  checkPorts(box, say);
}

function checkAcme({ web: { acme, names, certificate, port } }: BoxSettings, say: Say): void {
  if (acme === undefined) return;
  if (!acme.agreed) {
    say("web.acme.agreed", "is false: no authority gives a certificate to who does not agree to its terms");
  }
  if (certificate !== undefined) say("web.acme", "cannot stand beside web.certificate: take one of them");
  if (names.length === 0) say("web.names", "is missing: the authority is asked for a certificate for these names");
  if (acme.challenge === "dns-01" && acme.hook === undefined) {
    say("web.acme.hook", "is missing: dns-01 needs a program that changes the DNS");
  }
  if (acme.challenge === "http-01" && acme.hook !== undefined) {
    say("web.acme.hook", "is for dns-01 alone: http-01 asks the box itself");
  }
  if (acme.challenge === "http-01" && port === false) {
    say("web.port", "is false: http-01 asks the box over plain HTTP");
  }
}

interface Claim {
  readonly path: string;
  readonly kind: "udp" | "tcp";
  readonly from: number;
  readonly to: number;
  readonly bind: readonly string[];
}

// One port can be taken once per address and protocol; a wildcard takes it on every address.
function checkPorts(box: BoxSettings, say: Say): void {
  const { sip, rtp, web } = box;
  const single = (path: string, kind: Claim["kind"], port: number | false, bind: readonly string[]): Claim[] =>
    port === false ? [] : [{ path, kind, from: port, to: port, bind }];
  const claims: Claim[] = [
    ...single("sip.udp", "udp", sip.udp, sip.bind),
    ...single("sip.tcp", "tcp", sip.tcp, sip.bind),
    ...single("sip.tls", "tcp", sip.tls, sip.bind),
    ...single("web.port", "tcp", web.port, web.bind),
    ...single("web.tls", "tcp", web.tls, web.bind),
    ...single("rtp.web", "udp", rtp.web, rtp.bind),
    { path: "rtp.from", kind: "udp", from: rtp.from, to: rtp.to, bind: rtp.bind },
  ];
  for (const [at, claim] of claims.entries()) {
    const rival = claims.slice(0, at).find((other) => collide(other, claim));
    if (rival === undefined) continue;
    const range = claim.from === claim.to ? `${claim.from}` : `${claim.from} to ${claim.to}`;
    say(claim.path, `${range} is taken already by ${rival.path}`);
  }
}

function collide(a: Claim, b: Claim): boolean {
  if (a.kind !== b.kind || a.to < b.from || b.to < a.from) return false;
  return a.bind.some((one) => b.bind.some((other) => one === other || coversBoth(one, other)));
}

function coversBoth(one: string, other: string): boolean {
  const sameFamily = one.includes(":") === other.includes(":");
  return sameFamily && [one, other].some((ip) => ip === "0.0.0.0" || ip === "::");
}

/** The offset of the node at a path, or of the nearest one above it that the file has. */
function placeOf(root: ConfigNode, path: string): number {
  let node = root;
  for (const key of path.split(".")) {
    const inner = node.kind === "map" ? node.entries.get(key)?.value : undefined;
    if (inner === undefined) break;
    node = inner;
  }
  return node.from;
}
