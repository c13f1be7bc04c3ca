import {
  ACCOUNT_USES,
  type FindMe,
  type Forward,
  type LineSettings,
  type QuietHours,
  SCREENINGS,
} from "../directory/mod.ts";
import { block, callers } from "./block.ts";
import { SUPERVISABLE } from "./number_plan.ts";
import { destination } from "./destination.ts";
import { weeklyTimes } from "./hours.ts";
import { dialText, numberText, worldNumber } from "./names.ts";
import { type Fields, needed, optional, preset, record } from "./record.ts";
import { callersRings } from "./ring.ts";
import { choice, list, type Shape, switched, whole } from "./shape.ts";

const MOST_NUMBERS = 10;
const MOST_SUPERVISED = 1_000;

const forward = record<Forward>({
  "always": optional("always", destination, "Every call; its phones do not ring"),
  "busy": optional("busy", destination, "When it has as many calls as it may have, or does not wish to be disturbed"),
  "no-answer": optional("no_answer", destination, "When nobody answers"),
  "unreachable": optional("unreachable", destination, "When none of its phones can be reached"),
});

const withTimes: Shape<FindMe> = record<FindMe>({
  number: needed("number", dialText, "As somebody in the office would dial it"),
  afterS: preset("after", whole({ from: 0, to: 300, unit: "seconds" }), {
    value: 0,
    about: "Seconds after the extension's own phones that it rings",
  }),
  forS: optional(
    "for",
    whole({ from: 5, to: 300, unit: "seconds" }),
    "Seconds that it rings; as long as they when left out",
  ),
  confirm: optional(
    "confirm",
    switched,
    "Whether whoever answers presses 1 to take the call, as a voicemail cannot; outside the office when left out",
  ),
});

/** `"0722123456"`, or `{ number: "0722123456", after: 10 }`. */
const findMe: Shape<FindMe> = {
  schema: { anyOf: [dialText.schema, withTimes.schema] },
  read(node, path, judge) {
    const read = node.kind === "map" ? withTimes.read(node, path, judge) : plain(dialText.read(node, path, judge));
    if (read !== undefined) judge.refer({ kind: "dial", id: read.number, from: node.from, path });
    return read;
  },
};

function plain(number: string | undefined): FindMe | undefined {
  return number === undefined ? undefined : { number, afterS: 0 };
}

const quiet = record<QuietHours>({
  times: needed("times", weeklyTimes, '["mon-fri 12:00-13:00", "mon-sun 20:00-07:00"], by the office\'s time zone'),
  except: preset<readonly string[]>("except", callers, {
    value: [],
    about: "Who gets through then, besides the VIPs: colleagues' numbers, or callers' as in 0722xxxxxx",
  }),
});
const supervisable: Shape<string> = {
  schema: numberText.schema,
  read(node, path, judge) {
    const number = numberText.read(node, path, judge);
    if (number !== undefined) judge.refer({ kind: SUPERVISABLE, id: number, from: node.from, path });
    return number;
  },
};

/** What an entry of `extensions:` says of its calls. */
export const LINE_FIELDS: Fields<LineSettings> = {
  forward: optional("forward", forward, "Where its calls go when it does not take them"),
  callWaiting: optional("call_waiting", switched, "Whether a second call may knock; true when left out"),
  block: optional("block", block, "Who is not let through"),
  vips: optional("vips", callers, "Who gets through while its owner does not wish to be disturbed"),
  quiet: optional(
    "quiet",
    quiet,
    "When its owner does not wish to be disturbed, without setting so; *78 and *79 hold until these next begin or end",
  ),
  findMe: optional(
    "find_me",
    list(findMe, MOST_NUMBERS),
    'Where else its calls ring: "0722123456", or { number: "0722123456", after: 10, for: 20 }',
  ),
  outsideNumber: optional(
    "outside_number",
    worldNumber,
    "Under which it calls outside, in place of the trunk's number: one that the provider gave the office (+40211234568)",
  ),
  mayRecord: optional(
    "may_record",
    switched,
    "Whether *1 records its calls, where calls are recorded on demand; true when left out",
  ),
  rings: optional("rings", callersRings, 'How it rings for certain callers: { callers: ["0722*"], ring: family }'),
  maySupervise: optional(
    "may_supervise",
    list(supervisable, MOST_SUPERVISED),
    "The extensions, groups, queues and conference rooms whose calls its owner may listen to by *33; none when left out",
  ),
  supervised: optional("supervised", switched, "false: nobody may listen to its calls, whoever is on them"),
  screening: optional(
    "screening",
    choice(SCREENINGS),
    "Who is asked for his name, which whoever answers hears before he takes the call: callers from outside without a name, all from outside; nobody when left out",
  ),
  accountCode: optional(
    "account_code",
    choice(ACCOUNT_USES),
    "required: whoever calls outside from its phones keys in an account code first; help is always reached",
  ),
  mayAnnounce: optional(
    "may_announce",
    switched,
    "Whether its user records announcements for callers (*77) and hears them (*99); false when left out",
  ),
  mayOperate: optional(
    "may_operate",
    switched,
    "Whether its user has the operator's console at the desk, as those have who steer everybody's calls; false when left out",
  ),
  anonymous: optional("anonymous", switched, "Its calls do not show who calls; *68 before a number shows it once"),
};
