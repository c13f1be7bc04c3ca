import { type Pbx, PBX_KINDS, type PbxMissed, type PbxName, type PbxQueue } from "../directory/mod.ts";
import { host, user } from "./host.ts";
import type { ConfigNode } from "./node.ts";
import { country, timeZone } from "./office_texts.ts";
import { slotsOf } from "./park.ts";
import { pbxMissed } from "./missed.ts";
import { filePath, nameText, wordText } from "./names.ts";
import { ami, type DraftAmi, way } from "./pbx_link.ts";
import { needed, optional, preset, record } from "./record.ts";
import { type SecretText, secretText } from "./secret.ts";
import { choice, list, made, type Shape, text, whole } from "./shape.ts";

/** Another phone system before its secret is known. */
export type DraftPbx = Omit<Pbx, "secret" | "ami"> & { readonly secret?: SecretText; readonly ami?: DraftAmi };

const MOST_NAMES = 1_000;
const MOST_RANGES = 1_000;
const MOST_CHANNELS = 100;
const MINUTE_S = 60;
const DAY_S = 86_400;

/** What a database calls something by; without a dot it can name nothing of another database. */
const identifier = text({
  what: "a name of letters, digits and _",
  schema: { pattern: "^[A-Za-z_][A-Za-z0-9_]{0,62}$" },
  judge: (given) => /^[A-Za-z_][A-Za-z0-9_]{0,62}$/.test(given) ? undefined : true,
});

const database = text({
  what: "a database's name of letters, digits, _ and -",
  schema: { pattern: "^[A-Za-z0-9_-]{1,63}$" },
  judge: (given) => /^[A-Za-z0-9_-]{1,63}$/.test(given) ? undefined : true,
});

const numbers = text({
  what: "a number of 2 to 6 digits, or a range as in 100-199",
  schema: { pattern: "^[0-9]{2,6}(-[0-9]{2,6})?$" },
  judge: (given) => /^[0-9]{2,6}$/.test(given) || slotsOf(given) !== undefined ? undefined : true,
});

const channel = text({
  what: "how a channel's name begins, as in PJSIP/provider-",
  schema: { pattern: "^[A-Za-z0-9]+/" },
  judge: (given) => /^[A-Za-z0-9]+\/[!-~]{0,80}$/.test(given) ? undefined : true,
});

const digits = text({
  what: "digits, * and #",
  schema: { pattern: "^[0-9*#]{1,8}$" },
  judge: (given) => /^[0-9*#]{1,8}$/.test(given) ? undefined : true,
});

const named = {
  id: needed("id", nameText, "As the other system writes it. A number in quotes"),
  name: needed("name", nameText, "As people call it; for a member his extension"),
};
const names: Shape<readonly PbxName[]> = list(record<PbxName>(named), MOST_NAMES);
const seconds = (from: number) => whole({ from, to: 3_600, unit: "seconds" });
const queues: Shape<readonly PbxQueue[]> = list(
  record<PbxQueue>({
    ...named,
    answerWithinS: optional("answer_within", seconds(1), "What it promises, for reports; without it as its system's"),
    wrapUpS: optional("wrap_up", seconds(0), "Seconds that its agents have after a call, for reports; without it none"),
  }),
  MOST_NAMES,
);
const noNames = (about: string): { readonly value: readonly PbxName[]; readonly about: string } => ({
  value: [],
  about,
});

const plain: Shape<DraftPbx> = record<DraftPbx>({
  name: needed("name", wordText, "Under which the box tells its calls from others'"),
  kind: needed(
    "kind",
    choice(PBX_KINDS),
    "freepbx, vitalpbx: Asterisk's tables in MariaDB; fusionpbx: PostgreSQL; asterisk-files: queue_log and cdr_csv alone",
  ),
  host: optional("host", host, "The database server's name or address"),
  port: optional("port", whole({ from: 1, to: 65535 }), "Without it 3306 for MariaDB, 5432 for PostgreSQL"),
  user: optional("user", user, "Who may read there, and should be able to do nothing else"),
  secret: optional("secret", secretText, "His password; !kept for the one the box has"),
  database: optional("database", database, "Without it asteriskcdrdb, for VitalPBX asterisk, for FusionPBX fusionpbx"),
  domain: optional("domain", nameText, "FusionPBX's domain, by its name or its id"),
  queueTable: optional("queue_table", identifier, "The queue log's table; without it VitalPBX's queues_log, or none"),
  queueLog: optional("queue_log", filePath, "The queue log's file, where this box can read it"),
  cdrCsv: optional("cdr_csv", filePath, "asterisk-files: the file of cdr_csv, Master.csv, where this box can read it"),
  tls: way,
  ami: optional("ami", ami, "Asterisk's manager interface: with it missed calls are known within half a minute"),
  timeZone: optional("time_zone", timeZone, "In which it writes its times; without it the office's"),
  country: optional("country", country, "Whose numbers are written without a country; without it the office's"),
  everyS: preset("every", whole({ from: 10, to: DAY_S, unit: "seconds" }), {
    value: 5 * MINUTE_S,
    about: "Seconds from one look to the next",
  }),
  historyDays: preset("history", whole({ from: 0, to: 366, unit: "days" }), {
    value: 7,
    about: "Days that the first look goes back",
  }),
  extensions: preset<readonly string[]>(
    "extensions",
    made(list(numbers, MOST_RANGES), (all) => all.flatMap((given) => slotsOf(given) ?? [given])),
    { value: [], about: 'Its people\'s numbers and ranges of them: ["101", "200-249"]' },
  ),
  trunkChannels: preset<readonly string[]>("trunk_channels", list(channel, MOST_CHANNELS), {
    value: [],
    about: "How the names of its channels begin that lead outside: PJSIP/provider-",
  }),
  outboundPrefixes: preset<readonly string[]>("outbound_prefixes", list(digits, MOST_CHANNELS), {
    value: [],
    about: "What is dialled there for an outside line",
  }),
  queues: preset<readonly PbxQueue[]>("queues", queues, {
    value: [],
    about: "Its queues, by number, with what each promises",
  }),
  answerWithinS: optional(
    "answer_within",
    seconds(1),
    "What its queues promise (service level): seconds; without it what reports judge by",
  ),
  groups: preset("groups", names, noNames("Its ring groups, by number, for FusionPBX by id")),
  menus: preset("menus", names, noNames("Its menus, by their context, for FusionPBX by id")),
  missed: preset<PbxMissed>("missed", pbxMissed, {
    value: {},
    about: "What counts as missed there, where it is not as in the office",
  }),
  members: preset("members", names, noNames("Extensions by the names that its queue log writes instead")),
});

/** One of `pbx:`. */
export const pbx: Shape<DraftPbx> = {
  schema: plain.schema,
  read(node, path, judge) {
    const read = plain.read(node, path, judge);
    if (read === undefined) return undefined;
    if (read.kind === "fusionpbx" && read.ami !== undefined) {
      return judge.say(node.from, `${path}.ami`, "is Asterisk's: a FusionPBX has none");
    }
    // Neither file has a word of messages: who left one counts, and nothing else can be promised.
    if (read.kind === "asterisk-files" && read.missed.voicemail === false) {
      const text = 'cannot be false: the files of "asterisk-files" do not tell who left a message';
      return judge.say(node.from, `${path}.missed.count_voicemail`, text);
    }
    const lacks = missingIn(read, node);
    return lacks === undefined ? read : judge.say(node.from, `${path}.${lacks}`, `is missing: "${read.kind}" needs it`);
  },
};

function missingIn(read: DraftPbx, node: ConfigNode): string | undefined {
  const has = (key: string): boolean => node.kind === "map" && node.entries.has(key);
  if (read.kind === "asterisk-files") return has("cdr_csv") || has("queue_log") ? undefined : "queue_log";
  const needs = read.kind === "fusionpbx"
    ? ["host", "user", "secret", "domain"]
    : ["host", "user", "secret", "trunk_channels"];
  return needs.find((key) => !has(key));
}
