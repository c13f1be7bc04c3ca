import type { Group, GroupMember } from "../directory/mod.ts";
import { destination } from "./destination.ts";
import { dialText, nameText, numberText } from "./names.ts";
import { needed, optional, preset, record } from "./record.ts";
import { ringName } from "./ring.ts";
import { choice, list, type Shape, switched, whole } from "./shape.ts";

const MOST_MEMBERS = 100;

const withDelay: Shape<GroupMember> = record<GroupMember>({
  number: needed("number", dialText, "As somebody in the office would dial it"),
  delayS: preset("delay", whole({ from: 0, to: 300, unit: "seconds" }), {
    value: 0,
    about: "Seconds after the others that he rings, where all ring together",
  }),
});

/** `"101"`, or `{ number: "101", delay: 10 }`. */
const member: Shape<GroupMember> = {
  schema: { anyOf: [dialText.schema, withDelay.schema] },
  read(node, path, judge) {
    const read = node.kind === "map" ? withDelay.read(node, path, judge) : plain(dialText.read(node, path, judge));
    if (read !== undefined) judge.refer({ kind: "dial", id: read.number, from: node.from, path });
    return read;
  },
};

function plain(number: string | undefined): GroupMember | undefined {
  return number === undefined ? undefined : { number, delayS: 0 };
}

/** One of `groups:`. */
export const group: Shape<Group> = record<Group>({
  number: needed("number", numberText, "As dialled. In quotes"),
  name: needed("name", nameText, "Shown before the caller's name while the group rings"),
  members: needed("members", list(member, MOST_MEMBERS), 'Who rings: "101", or { number: "101", delay: 10 }'),
  strategy: preset("strategy", choice(["all", "hunt", "memory", "random"]), {
    value: "all",
    about:
      "All at once; one after the other; one after the other with those before ringing on; in a new order each time",
  }),
  ringForS: preset("ring_for", whole({ from: 5, to: 600, unit: "seconds" }), {
    value: 30,
    about: "Seconds that the group rings as a whole",
  }),
  memberForS: preset("member_for", whole({ from: 5, to: 120, unit: "seconds" }), {
    value: 15,
    about: "Seconds that one rings before the next does",
  }),
  skipBusy: preset("skip_busy", switched, { value: true, about: "Whoever is on the phone already is left in peace" }),
  confirm: optional(
    "confirm",
    switched,
    "Whether whoever is rung outside the office presses 1 to take a call, as a mobile's voicemail cannot; true when left out",
  ),
  ring: optional(
    "ring",
    ringName,
    "How its phones ring, where they were taught that name; as for any group when left out",
  ),
  otherwise: optional("otherwise", destination, "Where the caller goes when nobody answers"),
});
