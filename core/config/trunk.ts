import {
  type CodecName,
  HIDINGS,
  NUMBER_FORMATS,
  PRESENTATIONS,
  type Proxy,
  SHOWN_NUMBERS,
  type Trunk,
  VOUCHERS,
} from "../directory/mod.ts";
import { isIpLiteral } from "./address.ts";
import { codecList } from "./codec_list.ts";
import { destination } from "./destination.ts";
import { fax, FAX_ABOUT } from "./fax.ts";
import { host, isHost, user } from "./host.ts";
import { wordText, worldNumber } from "./names.ts";
import { country } from "./office_texts.ts";
import { ratesName } from "./rates.ts";
import { withProvider } from "./with_provider.ts";
import { needed, optional, preset, record } from "./record.ts";
import { type SecretText, secretText } from "./secret.ts";
import { choice, list, made, type Shape, text, whole } from "./shape.ts";
import { treatment } from "./treatment.ts";

/** A trunk before its secret is known. */
export type DraftTrunk = Omit<Trunk, "secret"> & { readonly secret?: SecretText };

const MOST_CHANNELS = 1_000;
const MOST_SOURCES = 64;
const MOST_NUMBERS = 1_000;

const proxy: Shape<Proxy> = made(
  text({
    what: "a host, with a port where it needs one: proxy.example.com:5080",
    judge: (given) => readProxy(given) === undefined ? true : undefined,
  }),
  (given) => readProxy(given)!,
);

function readProxy(given: string): Proxy | undefined {
  const [, bracketed, plain, port] = /^(?:\[([0-9A-Fa-f:.]+)\]|([^:[\]]+))(?::([0-9]{1,5}))?$/.exec(given) ?? [];
  const host = bracketed ?? plain ?? "";
  const isGood = isHost(host) && (port === undefined || Number(port) >= 1 && Number(port) <= 65_535);
  return isGood ? Object.freeze({ host, ...(port === undefined ? {} : { port: Number(port) }) }) : undefined;
}

const numbers = text({
  what: "a number (+40211234567) or a range (+40211234500-+40211234599)",
  schema: { pattern: "^\\+[1-9][0-9]{4,14}(-\\+[1-9][0-9]{4,14})?$" },
  judge: (given) => {
    const [, first = "", last = first] = /^(\+[1-9][0-9]{4,14})(?:-(\+[1-9][0-9]{4,14}))?$/.exec(given) ?? [];
    return first !== "" && first.length === last.length && first <= last ? undefined : true;
  },
});

const address = text({
  what: "an IP address",
  judge: (given) => isIpLiteral(given) ? undefined : true,
});

/** One of `trunks:`. */
export const trunk: Shape<DraftTrunk> = withProvider(record<DraftTrunk>({
  name: needed("name", wordText, "As routes and the record call it"),
  kind: needed(
    "kind",
    choice(["register", "peer", "site"]),
    "register: the box signs in there with user and secret; peer: each knows the other by its address; " +
      "site: another office's box, whose people call ours as colleagues do (with user and secret it proves who it is)",
  ),
  host: needed("host", host, "The provider's name or address; for a name SRV records are asked"),
  port: optional("port", whole({ from: 1, to: 65535 }), "Without it what DNS says, or the usual one"),
  proxy: optional("proxy", proxy, "The outbound proxy: where everything for it is sent, whatever its host is"),
  transport: preset("transport", choice(["udp", "tcp", "tls"]), { value: "udp", about: "How SIP travels" }),
  user: optional("user", user, "The account's name"),
  secret: optional("secret", secretText, "The account's password; !kept for the one the box has"),
  srtp: preset("srtp", choice(["off", "allowed", "required"]), {
    value: "allowed",
    about: "Encrypted sound (SRTP): never, where the provider asks for it, or always",
  }),
  codecs: optional<readonly CodecName[]>("codecs", codecList, "What may be spoken there, best first"),
  sound: optional("sound", treatment, "What is done to what is heard from there"),
  fax: optional("fax", fax, FAX_ABOUT),
  faxTo: optional("fax_to", destination, "Where a caller goes who turns out to be a fax while the box speaks to him"),
  channels: preset("channels", whole({ from: 1, to: MOST_CHANNELS }), {
    value: 10,
    about: "Calls at once, both directions together",
  }),
  number: optional("number", worldNumber, "Under which the office calls through it: +40211234567"),
  numbers: optional(
    "numbers",
    list(numbers, MOST_NUMBERS),
    "The other numbers that the provider gave the office: extensions may call under them (outside_number)",
  ),
  shows: optional(
    "shows",
    choice(SHOWN_NUMBERS),
    "Which number may be shown: always the trunk's; an extension's own, if it is one of the trunk's numbers (own, when " +
      "left out); or any, also a caller's whose call is sent on",
  ),
  hides: optional(
    "hides",
    choice(HIDINGS),
    "How it is told that the caller is not to be named: anonymous From and Privacy (full, when left out), Privacy " +
      "alone (id), From alone (from), or not at all (never)",
  ),
  presents: preset("presents", choice(PRESENTATIONS), {
    value: "pai",
    about: "Where the provider reads who calls: From, P-Asserted-Identity, P-Preferred-Identity or Remote-Party-ID",
  }),
  reads: optional(
    "reads",
    choice(VOUCHERS),
    "Where the provider says who calls the office; any, when left out: the first of pai, rpid and from that is there",
  ),
  format: preset("format", choice(NUMBER_FORMATS), {
    value: "e164",
    about: "How the provider wants numbers: +40211234567, 40211234567 or 0211234567",
  }),
  country: optional(
    "country",
    country,
    "In which country it is, ISO 3166-1 alpha-2, where that is not the office's: its national numbers are of there",
  ),
  rates: optional("rates", ratesName, "What it charges: one of rates:"),
  sources: preset<readonly string[]>("sources", list(address, MOST_SOURCES), {
    value: [],
    about: "Addresses that it calls from beside those of its host",
  }),
  latch: optional(
    "latch",
    choice(["known", "any"]),
    "Whose sound is taken: that of the addresses it names (known, when left out), or the first that comes (any)",
  ),
}));
