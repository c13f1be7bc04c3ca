import { type BrowserPhones, DEFAULT_BROWSER_PHONES } from "../directory/mod.ts";
import { isHostAndPort } from "./address.ts";
import { optional, preset, record } from "./record.ts";
import { secretShape, type SecretText } from "./secret.ts";
import { list, type Shape, text } from "./shape.ts";

/** The section before its secret is known. */
export type DraftBrowserPhones = Omit<BrowserPhones, "secret"> & { readonly secret?: SecretText };

/** A browser tries each of them for every call. */
const MOST_SERVERS = 4;
const SHORTEST = 8;
const LONGEST = 128;

const hostAndPort = text({
  what: "a server and its port as in stun.example.org:3478",
  judge: (given) => isHostAndPort(given) ? undefined : true,
});

/** RFC 7065 §3.1, with the port written out. */
const turnServer = text({
  what: "a server as in turn:turn.example.org:3478 or turns:turn.example.org:443?transport=tcp",
  schema: { pattern: "^turns?:" },
  judge: (given) => {
    const [, server = ""] = /^turns?:([^?]+)(?:\?transport=(?:udp|tcp))?$/.exec(given) ?? [];
    return isHostAndPort(server) ? undefined : true;
  },
});

const user = text({
  what: "a name of 1 to 64 letters",
  schema: { minLength: 1, maxLength: 64 },
  judge: (given) => /^[!-~]{1,64}$/.test(given) ? undefined : true,
});

const password: Shape<SecretText> = secretShape(
  { type: "string", minLength: SHORTEST, maxLength: LONGEST },
  (secret) => {
    if (secret.length < SHORTEST) return `is too short: it has at least ${SHORTEST} characters`;
    if (secret.length > LONGEST) return `is too long: it has at most ${LONGEST} characters`;
    return /\p{Cc}/u.test(secret) ? "has a control character or a line break in it" : undefined;
  },
);

/** `browser_phones:`, phones in browsers outside the building. */
export const browserPhones: Shape<DraftBrowserPhones> = record<DraftBrowserPhones>({
  stun: preset("stun", list(hostAndPort, MOST_SERVERS), {
    value: DEFAULT_BROWSER_PHONES.stun,
    about: "STUN servers that tell browsers outside their own address, each with its port; without one, none is asked",
  }),
  turn: preset("turn", list(turnServer, MOST_SERVERS), {
    value: DEFAULT_BROWSER_PHONES.turn,
    about: "TURN servers that carry the sound of browsers where nothing else gets through: turn:turn.example.org:3478",
  }),
  turnUser: optional(
    "turn_user",
    user,
    "Whom the TURN servers know; without one, each phone gets a password of its own for some hours (coturn: use-auth-secret)",
  ),
  secret: optional(
    "secret",
    password,
    "The password of that user, or what such passwords are made of (static-auth-secret)",
  ),
});
