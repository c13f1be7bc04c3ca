import type { SmtpSettings } from "../mail/mod.ts";
import { isHostAndPort, isIpLiteral } from "./address.ts";
import { readDocument } from "./document.ts";
import type { Judged } from "./fault.ts";
import { checkBox } from "./box_check.ts";
import {
  type AcmeSettings,
  BOX_DEFAULTS,
  type BoxSettings,
  type RtpSettings,
  type SipSettings,
  type WebSettings,
} from "./box_settings.ts";
import { isHost } from "./host.ts";
import { Judge } from "./judge.ts";
import { needed, optional, preset, record, type UsualKey, usually } from "./record.ts";
import { limits, signIn } from "./sign_in.ts";
import { choice, oneOrMore, portOrOff, type Shape, switched, text, whole } from "./shape.ts";
import { mailAddress } from "./voicemail.ts";

export interface ReadBoxOptions {
  /** As faults will name it: `kontor.yml`. */
  readonly fileName: string;
  /** What `${NAME}` stands for. */
  readonly environment: Readonly<Record<string, string>>;
}

const MOST_ADDRESSES = 16;
const path = text({ what: "a path", schema: { minLength: 1 }, judge: (given) => given === "" ? true : undefined });
const soundPort = whole({ from: 1024, to: 65535 });
const bind = oneOrMore(
  text({ what: "an IP address", judge: (ip) => isIpLiteral(ip) ? undefined : true }),
  MOST_ADDRESSES,
);
const outerAddress = text({
  what: 'an IP address, and not "auto"',
  judge: (given) => given === "auto" || isIpLiteral(given) ? undefined : true,
});
const origin = text({
  what: 'an origin such as "https://crm.example"',
  judge: (given) => URL.canParse(given) && new URL(given).origin === given ? undefined : true,
});
const server = text({ what: 'a "host:port"', judge: (given) => isHostAndPort(given) ? undefined : true });

const bindKey: UsualKey<readonly string[]> = [
  "bind",
  bind,
  "Local addresses to listen on, one or a list; 0.0.0.0 is every IPv4 address, :: every IPv6 address",
];
const portKey = (key: string, what: string): UsualKey<number | false> => [
  key,
  portOrOff(),
  `Port for ${what}; false for none`,
];

const SIP = record<SipSettings>(usually(BOX_DEFAULTS.sip, {
  bind: bindKey,
  udp: portKey("udp", "SIP over UDP"),
  tcp: portKey("tcp", "SIP over TCP"),
  tls: portKey("tls", "SIP over TLS"),
  advertise: [
    "advertise",
    outerAddress,
    "The address that phones beyond a router are told: auto, or the router's outer IP address",
  ],
  keepAliveS: [
    "keep_alive",
    whole({ from: 0, to: 600, unit: "seconds" }),
    "Seconds between signs of life to UDP phones behind a router, which forgets them otherwise; 0 for none",
  ],
  stun: optional(
    "stun",
    server,
    "STUN server that advertise: auto asks for the outer address; without one, none is asked",
  ),
  authorities: optional(
    "authorities",
    path,
    "PEM file of authorities that trunks over TLS may be certified by, beside the system's; also another box's own certificate",
  ),
}));

const RTP = record<RtpSettings>(usually(BOX_DEFAULTS.rtp, {
  bind: bindKey,
  from: ["from", soundPort, "First port for sound; even"],
  to: ["to", soundPort, "Last port for sound; a call needs four"],
  web: portKey("web", "the sound of browsers, all on one UDP port"),
}));

const dnsName = text({
  what: 'a host name such as "phones.example.com"',
  judge: (given) => isHost(given) && given === given.toLowerCase() && !isIpLiteral(given) ? undefined : true,
});
const httpsAddress = text({
  what: "an https address",
  judge: (given) => URL.parse(given)?.protocol === "https:" ? undefined : true,
});

const ACME = record<AcmeSettings>({
  directory: preset("directory", httpsAddress, {
    value: "https://acme-v02.api.letsencrypt.org/directory",
    about: "The authority's directory (RFC 8555)",
  }),
  challenge: preset<AcmeSettings["challenge"]>("challenge", choice(["http-01", "dns-01"]), {
    value: "http-01",
    about: "How it sees that the names are yours: http-01 asks the box itself at port 80, dns-01 looks into the DNS",
  }),
  email: optional("email", mailAddress, "Whom the authority may write to"),
  hook: optional(
    "hook",
    path,
    "Program that puts a TXT record into the DNS, for dns-01: HOOK present|cleanup _acme-challenge.NAME. VALUE",
  ),
  authorities: optional(
    "authorities",
    path,
    "PEM file by which the authority's own server is known, if it is a private one",
  ),
  agreed: needed("agreed", switched, "true: you have read the authority's terms of service and agree"),
});

const WEB = record<WebSettings>(usually(BOX_DEFAULTS.web, {
  bind: bindKey,
  port: portKey("port", "HTTP"),
  tls: portKey("tls", "HTTPS"),
  certificate: optional(
    "certificate",
    path,
    "PEM file with the certificate and its chain, for the web and for SIP over TLS",
  ),
  key: optional("key", path, "PEM file with the certificate's private key"),
  short: [
    "short",
    switched,
    "Also at ports 80 and 443 on the network, where the machine lets the box have them, so that addresses need no port",
  ],
  names: [
    "names",
    oneOrMore(dnsName, MOST_ADDRESSES),
    "More names by which the box is asked for, one or a list, for its certificate: phones.example.com",
  ],
  acme: optional("acme", ACME, "An authority that gives the certificate for names; without it the box makes its own"),
  origins: [
    "origins",
    oneOrMore(origin, MOST_ADDRESSES),
    "Origins whose pages may ask the API from a browser, one or a list: https://crm.example; none unless named",
  ],
}));

const LOG = record<BoxSettings["log"]>(usually(BOX_DEFAULTS.log, {
  level: ["level", choice(["debug", "info", "warn", "error"]), "The least weighty lines that are written"],
}));

const plain = text({ what: "a text", judge: (given) => given === "" ? true : undefined });

const label = text({
  what: 'a name of letters, digits and hyphens such as "kontor", and not false',
  judge: (given) => /^[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?$/.test(given) ? undefined : true,
});
const labelOrOff: Shape<string | false> = {
  schema: { anyOf: [label.schema, { const: false }] },
  read: (node, path, judge) => node.kind === "scalar" && node.value === false ? false : label.read(node, path, judge),
};

const SMTP = record<SmtpSettings>({
  host: needed(
    "host",
    text({ what: "a host", judge: (given) => /^[^\s:/@]+$/.test(given) ? undefined : true }),
    "The mail server",
  ),
  port: preset("port", whole({ from: 1, to: 65535 }), { value: 587, about: "Its port" }),
  tls: preset<SmtpSettings["tls"]>("tls", choice(["starttls", "tls", "off"]), {
    value: "starttls",
    about: "Encrypted once agreed on, and never in plain; from the first octet; or not at all",
  }),
  user: optional("user", plain, "The name to log in with; without one nobody logs in"),
  password: optional("password", plain, "Its password; better as ${NAME} of the environment"),
  from: needed("from", mailAddress, "Of whom the mails are"),
});

/** The description of `kontor.yml`. */
export const BOX: Shape<BoxSettings> = record<BoxSettings>(usually(BOX_DEFAULTS, {
  data: ["data", path, "Folder that holds everything the box remembers"],
  sip: ["sip", SIP, "Where SIP is spoken"],
  rtp: ["rtp", RTP, "Where sound is received"],
  web: ["web", WEB, "Where the web page, the API and SIP over WebSocket are"],
  signIn: ["sign_in", signIn, "Who guesses how to sign in, and how passwords are kept"],
  limits: [
    "limits",
    limits,
    "How often one address may ask; this machine's own programs, and a proxy on it, as often as they like",
  ],
  mdns: [
    "mdns",
    labelOrOff,
    "By which the box is found on its networks without a name server: kontor for kontor.local; false for none",
  ],
  log: ["log", LOG, "What is written to the log"],
  smtp: optional("smtp", SMTP, "Where e-mail is sent through; without it the box sends none"),
  graceS: [
    "grace",
    whole({ from: 0, to: 3600, unit: "seconds" }),
    "Seconds that running calls may go on after the box was asked to stop",
  ],
}));

/** Reads `kontor.yml`: judged whole, frozen, or every fault at once. An empty file is the defaults. */
export function readBox(text: string, options: ReadBoxOptions): Judged<BoxSettings> {
  if (isBlank(text)) return { ok: true, value: BOX_DEFAULTS };
  const judge = new Judge(options.fileName, options.environment);
  const node = readDocument(text, judge);
  if (node === undefined) return judge.verdict<BoxSettings>(undefined);
  const settings = BOX.read(node, "", judge);
  if (settings !== undefined) checkBox(settings, node, judge);
  return judge.verdict(settings);
}

// Nothing but comments: every key is optional, so the file may hold none.
function isBlank(text: string): boolean {
  return text.split("\n").every((line) => /^\s*(#.*)?$/.test(line));
}
