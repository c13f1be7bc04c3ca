import {
  DEFAULT_QUEUE_ANNOUNCEMENTS,
  type Destination,
  type Queue,
  QUEUE_STAFFING,
  QUEUE_STRATEGIES,
  type QueueAnnouncements,
  type QueueMember,
} from "../directory/mod.ts";
import { callers } from "./block.ts";
import { destination } from "./destination.ts";
import { hoursName } from "./hours_name.ts";
import { nameText, numberText, wordText } from "./names.ts";
import { describeNode } from "./node.ts";
import { outbound } from "./outbound.ts";
import { withKeysApart } from "./queue_keys.ts";
import { needed, optional, preset, record } from "./record.ts";
import { choice, list, oneOrMore, type Shape, switched, text, whole } from "./shape.ts";
import { spoken } from "./spoken.ts";

const MOST_MEMBERS = 300;
/** What is longer is a number outside. */
const LONGEST_EXTENSION = 6;
const MOST_SKILLS = 50;
const MOST_DESTINATIONS = 10;
const MOST_MESSAGES = 20;
const MOST_WAITING = 1_000;

/** `{ german: 8, sales: 3 }`, `{ "0": menu main }`. */
function mapOf<T>(
  { what, key, value }: { readonly what: string; readonly key: RegExp; readonly value: Shape<T> },
): Shape<Readonly<Record<string, T>>> {
  return {
    schema: { type: "object", propertyNames: { pattern: key.source }, additionalProperties: value.schema },
    read(node, path, judge) {
      if (node.kind !== "map") return judge.say(node.from, path, `${describeNode(node)} is not a map of ${what}`);
      if (node.entries.size > MOST_SKILLS) {
        return judge.say(node.from, path, `has ${node.entries.size} entries: at most ${MOST_SKILLS} are possible`);
      }
      const found: Record<string, T> = {};
      let entire = true;
      for (const [name, entry] of node.entries) {
        const place = `${path}.${name}`;
        if (!key.test(name)) {
          judge.say(entry.key.from, place, `"${name}" does not belong into a map of ${what}`);
          entire = false;
          continue;
        }
        const read = entry.value && value.read(entry.value, place, judge);
        if (read === undefined) entire = false;
        else found[name] = read;
      }
      return entire ? Object.freeze(found) : undefined;
    },
  };
}

const SKILL = /^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/;

/** An extension, or a mobile. */
const memberText: Shape<string> = text({
  what: "an extension, or a number outside of 7 digits or more",
  schema: { pattern: "^([0-9]{2,6}|\\+?[0-9]{7,20})$" },
  judge: (given) => /^([0-9]{2,6}|\+?[0-9]{7,20})$/.test(given) ? undefined : true,
});

const withMore: Shape<QueueMember> = record<QueueMember>({
  number: needed("number", memberText, "An extension, or a number outside as it is dialled. In quotes"),
  owner: optional("owner", numberText, "The extension whose *45 and *46 hold for a number outside, too. In quotes"),
  penalty: preset("penalty", whole({ from: 0, to: 100 }), {
    value: 0,
    about: "Whoever has less of it is offered callers first",
  }),
  weight: preset("weight", whole({ from: 1, to: 100 }), {
    value: 1,
    about: "How often the lot falls on him, with the strategy weighted",
  }),
  skills: preset<QueueMember["skills"]>(
    "skills",
    mapOf({ what: "skills and how good one is: { german: 8 }", key: SKILL, value: whole({ from: 1, to: 10 }) }),
    { value: Object.freeze({}), about: "What he can do, and how well: { german: 8 }" },
  ),
});

/** `"101"`, or `{ number: "101", penalty: 1 }`. */
const member: Shape<QueueMember> = {
  schema: { anyOf: [memberText.schema, withMore.schema] },
  read(node, path, judge) {
    const read = node.kind === "map" ? withMore.read(node, path, judge) : plain(memberText.read(node, path, judge));
    for (const id of [read?.number, read?.owner]) {
      if (id === undefined) continue;
      judge.refer({ kind: id.length <= LONGEST_EXTENSION ? "extension" : "dial", id, from: node.from, path });
    }
    return read;
  },
};

function plain(number: string | undefined): QueueMember | undefined {
  return number === undefined ? undefined : { number, penalty: 0, weight: 1, skills: {} };
}

const announce: Shape<QueueAnnouncements> = record<QueueAnnouncements>({
  position: preset("position", switched, { value: true, about: "Callers hear the how manieth they are" }),
  wait: preset("wait", switched, { value: true, about: "And how long it will take, once the queue knows" }),
  everyS: preset("every", whole({ from: 0, to: 3600, unit: "seconds" }), {
    value: DEFAULT_QUEUE_ANNOUNCEMENTS.everyS,
    about: "Seconds from one announcement to the next; 0 for none",
  }),
  says: preset<QueueAnnouncements["says"]>("says", list(spoken, MOST_MESSAGES), {
    value: DEFAULT_QUEUE_ANNOUNCEMENTS.says,
    about: "What is said besides, in turn, as in an announcement",
  }),
});

const key = text({
  what: "a key: 0 to 9, * or #",
  schema: { pattern: "^[0-9*#]$" },
  judge: (given) => /^[0-9*#]$/.test(given) ? undefined : true,
});

const callBack = record<NonNullable<Queue["callBack"]>>({
  key: preset("key", key, { value: "1", about: "What is pressed. In quotes" }),
  tries: preset("tries", whole({ from: 1, to: 10 }), { value: 3, about: "So often he is called until he answers" }),
  atTime: preset("at_time", switched, {
    value: true,
    about: "He may choose when: at an hour, or in so many hours; else as soon as it is his turn",
  }),
  hours: optional("hours", hoursName, "Of hours: by whose times he is called when he has chosen one; else at any time"),
});

const staffing = choice(QUEUE_STAFFING);

/** One of `queues:`. */
export const queue: Shape<Queue> = withKeysApart(record<Queue>({
  number: needed("number", numberText, "As dialled; 8001 and the like are usual. In quotes"),
  name: needed("name", nameText, "Shown before the caller's name on the agent's phone"),
  members: needed(
    "members",
    list(member, MOST_MEMBERS),
    'The agents: "101", or { number: "101", penalty: 1, weight: 2, skills: { german: 8 } }; whoever is outside presses 1',
  ),
  strategy: preset("strategy", choice(QUEUE_STRATEGIES), {
    value: "memory",
    about:
      "Who is rung: all; the next in the list; the one who is longest without a call; who has had the fewest; by lot; " +
      "always from the top of the list; by weighted lot; who is best at what the queue needs",
  }),
  logIn: preset("log_in", switched, {
    value: false,
    about: "Agents have callers only once they have logged in by *45; else until they log out",
  }),
  ringForS: preset("ring_for", whole({ from: 5, to: 300, unit: "seconds" }), {
    value: 15,
    about: "Seconds that an agent is rung before another one is",
  }),
  retryS: preset("retry", whole({ from: 1, to: 300, unit: "seconds" }), {
    value: 5,
    about: "Seconds that an agent who has not taken a caller is left in peace",
  }),
  wrapUpS: preset("wrap_up", whole({ from: 0, to: 3600, unit: "seconds" }), {
    value: 5,
    about: "Seconds that an agent has after a call",
  }),
  autoPause: preset("auto_pause", whole({ from: 0, to: 100 }), {
    value: 0,
    about: "An agent who has not taken so many callers in a row is paused; 0 for never",
  }),
  skipBusy: preset("skip_busy", switched, { value: true, about: "Whoever is on the phone already is left in peace" }),
  most: preset("most", whole({ from: 1, to: MOST_WAITING, unit: "callers" }), {
    value: 50,
    about: "So many callers wait at most",
  }),
  maxWaitS: preset("max_wait", whole({ from: 5, to: 86_400, unit: "seconds" }), {
    value: 1_800,
    about: "Seconds that a caller waits at most",
  }),
  answerWithinS: optional(
    "answer_within",
    whole({ from: 1, to: 3600, unit: "seconds" }),
    "What the queue promises (service level): callers are taken within so many seconds; without it what reports judge by",
  ),
  joinIf: preset("join_if", staffing, {
    value: "reachable",
    about:
      "Callers are taken always, while an agent is logged in, or while one could answer (be it after another call)",
  }),
  stayIf: preset("stay_if", staffing, {
    value: "logged-in",
    about: "And so long they stay",
  }),
  weight: preset("weight", whole({ from: 0, to: 100 }), {
    value: 0,
    about: "Agents of several queues serve the one with the most of it first",
  }),
  vip: preset("vip", callers, {
    value: Object.freeze([]),
    about: "Callers who are served before all others: x for any digit, * at the end for whatever follows",
  }),
  needs: preset("needs", list(wordText, MOST_SKILLS), {
    value: Object.freeze([]),
    about: "Skills that an agent must have to be rung",
  }),
  needsForS: optional(
    "needs_for",
    whole({ from: 1, to: 86_400, unit: "seconds" }),
    "Seconds after which any agent will do; without it never",
  ),
  music: optional("music", wordText, "The folder in <data>/music whose files callers hear"),
  welcome: optional("welcome", spoken, "What each caller hears first, as in an announcement"),
  announce: preset("announce", announce, {
    value: DEFAULT_QUEUE_ANNOUNCEMENTS,
    about: "What callers are told while they wait",
  }),
  keys: preset<Queue["keys"]>(
    "keys",
    mapOf<Destination>({ what: 'keys: { "0": menu main }', key: /^[0-9*#]$/, value: destination }),
    { value: Object.freeze({}), about: 'Where a caller goes who presses a key: { "0": menu main }. In quotes' },
  ),
  callBack: optional("call_back", callBack, "Whoever presses a key keeps his place, and is called when it is his turn"),
  outbound: optional("outbound", outbound, "Calls that idle agents make who want to (*47), while nobody waits"),
  onFull: optional("on_full", destination, "Where a caller goes when too many wait already"),
  onEmpty: optional("on_empty", destination, "Where he goes when nobody is there to take him"),
  onTimeout: optional("on_timeout", destination, "Where he goes when he has waited too long"),
  otherwise: preset<readonly Destination[]>("otherwise", oneOrMore(destination, MOST_DESTINATIONS), {
    value: Object.freeze([]),
    about: "Where he goes else: one after the other, until somebody is reached",
  }),
}));
