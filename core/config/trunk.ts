import { type CodecName, NUMBER_FORMATS, PRESENTATIONS, type Trunk } from "../directory/mod.ts";
import { isIpLiteral } from "./address.ts";
import { codecList } from "./codec_list.ts";
import { destination } from "./destination.ts";
import { fax, FAX_ABOUT } from "./fax.ts";
import { wordText } from "./names.ts";
import { needed, optional, preset, record } from "./record.ts";
import { type SecretText, secretText } from "./secret.ts";
import { choice, list, type Shape, text, whole } from "./shape.ts";
import { treatment } from "./treatment.ts";

/** A trunk before its secret is known. */
export type DraftTrunk = Omit<Trunk, "secret"> & { readonly secret?: SecretText };

const MOST_CHANNELS = 1_000;
const MOST_SOURCES = 64;

const host = text({
  what: "a host: a name or an IP address, without a port",
  judge: (given) =>
    isIpLiteral(given) ||
      /^(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$/.test(given)
      ? undefined
      : true,
});

const user = text({
  what: "a user name of 1 to 64 characters without blanks",
  schema: { minLength: 1, maxLength: 64 },
  judge: (given) => /^[!-~]{1,64}$/.test(given) && !/[<>"]/.test(given) ? undefined : true,
});

/** A number of the whole world. */
export const worldNumber: Shape<string> = text({
  what: "a number with + and its country, as in +40211234567",
  schema: { pattern: "^\\+[1-9][0-9]{4,14}$" },
  judge: (given) => /^\+[1-9][0-9]{4,14}$/.test(given) ? undefined : true,
});

const address = text({
  what: "an IP address",
  judge: (given) => isIpLiteral(given) ? undefined : true,
});

/** One of `trunks:`. */
export const trunk: Shape<DraftTrunk> = record<DraftTrunk>({
  name: needed("name", wordText, "As routes and the record call it"),
  kind: needed(
    "kind",
    choice(["register", "peer"]),
    "register: the box signs in there with user and secret; peer: each knows the other by its address",
  ),
  host: needed("host", host, "The provider's name or address; for a name SRV records are asked"),
  port: optional("port", whole({ from: 1, to: 65535 }), "Without it what DNS says, or the usual one"),
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
  presents: preset("presents", choice(PRESENTATIONS), {
    value: "pai",
    about: "Where the provider reads who calls: From, P-Asserted-Identity or Remote-Party-ID",
  }),
  format: preset("format", choice(NUMBER_FORMATS), {
    value: "e164",
    about: "How the provider wants numbers: +40211234567, 40211234567 or 0211234567",
  }),
  sources: preset<readonly string[]>("sources", list(address, MOST_SOURCES), {
    value: [],
    about: "Addresses that it calls from beside those of its host",
  }),
});
