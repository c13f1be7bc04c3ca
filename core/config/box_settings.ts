import type { LogLevel } from "../base/mod.ts";
import type { SmtpSettings } from "../mail/mod.ts";
import { DEFAULT_LIMITS, DEFAULT_SIGN_IN, type LimitSettings, type SignInSettings } from "./sign_in.ts";

/** Where SIP is spoken. */
export interface SipSettings {
  /** Local addresses, IPv4 or IPv6; `0.0.0.0` and `::` are all of a kind. */
  readonly bind: readonly string[];
  readonly udp: number | false;
  readonly tcp: number | false;
  readonly tls: number | false;
  /** The address that phones beyond a router are told: `auto` asks `stun`, else an IP address. */
  readonly advertise: string;
  /** Seconds between signs of life to phones behind a router, over UDP; 0 for none. */
  readonly keepAliveS: number;
  /** `host:port` of a STUN server, for `auto`. Without one, nothing is asked and nothing leaves the building. */
  readonly stun?: string;
  /** Path of a PEM file: who is trusted, besides the system's authorities, to say who a trunk's TLS is. */
  readonly authorities?: string;
}

/** Where sound is received: even ports from `from`, each with the odd one above it for RTCP. */
export interface RtpSettings {
  readonly bind: readonly string[];
  readonly from: number;
  readonly to: number;
  /** For the sound of all browsers, over UDP. */
  readonly web: number | false;
}

/** Where the web page, the API and SIP over WebSocket are. */
export interface WebSettings {
  readonly bind: readonly string[];
  readonly port: number | false;
  readonly tls: number | false;
  /** Path of a PEM file, for the web and for SIP over TLS; without one the box makes its own. */
  readonly certificate?: string;
  readonly key?: string;
  /** Also at 80 and 443, where the machine lets the box have them: `http://kontor.local` names no port. */
  readonly short: boolean;
  /** More names by which the box is asked for: those of its certificate. */
  readonly names: readonly string[];
  /** Who gives the certificate for `names`, by itself (RFC 8555); without it the box makes its own. */
  readonly acme?: AcmeSettings;
  /** Whose pages may ask the API from a browser: `https://crm.example`; nobody else's may. */
  readonly origins: readonly string[];
}

/** An authority that gives certificates over the network. */
export interface AcmeSettings {
  /** The address of its directory. */
  readonly directory: string;
  /** How it sees that the names are ours: on the box's own web server at port 80, or in the DNS by way of `hook`. */
  readonly challenge: "http-01" | "dns-01";
  /** Whom it may write to. */
  readonly email?: string;
  /** Path of a program: `HOOK present|cleanup _acme-challenge.NAME. VALUE`. */
  readonly hook?: string;
  /** Path of a PEM file: by whom the authority's own server is known, where the system does not know it. */
  readonly authorities?: string;
  /** The owner has read its terms of service, and agrees. */
  readonly agreed: boolean;
}

/** `kontor.yml`, whole: the box, apart from the people and things it serves. */
export interface BoxSettings {
  /** Path of the folder that holds everything the box remembers. */
  readonly data: string;
  readonly sip: SipSettings;
  readonly rtp: RtpSettings;
  readonly web: WebSettings;
  readonly signIn: SignInSettings;
  readonly limits: LimitSettings;
  /** By which the box is found on its networks without a name server: `kontor` for `kontor.local`. */
  readonly mdns: string | false;
  readonly log: { readonly level: LogLevel };
  /** Without it the box sends no e-mail. */
  readonly smtp?: SmtpSettings;
  /** How many seconds running calls may go on after the box was asked to stop. */
  readonly graceS: number;
}

const ANYWHERE: readonly string[] = Object.freeze(["0.0.0.0"]);

/** What holds when there is no `kontor.yml` at all. */
export const BOX_DEFAULTS: BoxSettings = Object.freeze({
  data: "./data",
  sip: Object.freeze({ bind: ANYWHERE, udp: 5060, tcp: 5060, tls: 5061, advertise: "auto", keepAliveS: 25 }),
  rtp: Object.freeze({ bind: ANYWHERE, from: 10000, to: 20000, web: 8443 }),
  web: Object.freeze({
    bind: ANYWHERE,
    port: 8080,
    tls: 8443,
    short: true,
    names: Object.freeze([]),
    origins: Object.freeze([]),
  }),
  signIn: DEFAULT_SIGN_IN,
  limits: DEFAULT_LIMITS,
  mdns: "kontor",
  log: Object.freeze({ level: "info" }),
  graceS: 30,
});
