import type { Room } from "../directory/mod.ts";
import { nameText, numberText } from "./names.ts";
import { needed, optional, preset, record } from "./record.ts";
import { pinShape, type SecretText } from "./secret.ts";
import { choice, type Shape, switched, whole } from "./shape.ts";

/** Of conferences that nobody has to count: the media engine mixes three hundred. */
const MOST_IN_A_ROOM = 300;

const pin = pinShape({ from: 3, to: 12 });

/** A room before its PINs are known. */
export type DraftRoom = Omit<Room, "pin" | "moderatorPin"> & {
  readonly pin?: SecretText;
  readonly moderatorPin?: SecretText;
};

const plain: Shape<DraftRoom> = record<DraftRoom>({
  number: needed("number", numberText, "As dialled; 2001 and the like are usual. In quotes"),
  name: needed("name", nameText, "Shown to whom somebody invites"),
  pin: optional("pin", pin, "What guests key in. In quotes; without it everybody may come"),
  moderatorPin: optional(
    "moderator_pin",
    pin,
    "What makes a moderator: he may lock, mute, remove and invite. In quotes",
  ),
  announce: preset("announce", choice(["off", "tone", "count", "name"]), {
    value: "count",
    about:
      "Who comes and goes is told to the others: not, by a tone, or by his name; with count he hears how many there are",
  }),
  startsLocked: optional(
    "locked",
    switched,
    "Nobody but moderators comes in until one of them has unlocked it by *2; false when left out",
  ),
  waitForModerator: preset("wait_for_moderator", switched, {
    value: false,
    about: "Until a moderator is there, and when he has left, everybody hears music",
  }),
  most: preset("most", whole({ from: 2, to: MOST_IN_A_ROOM, unit: "people" }), { value: 50, about: "People at once" }),
});

/** One of `rooms:`. */
export const room: Shape<DraftRoom> = {
  schema: plain.schema,
  read(node, path, judge) {
    const read = plain.read(node, path, judge);
    if (read === undefined) return undefined;
    if (read.moderatorPin === undefined && read.waitForModerator) {
      return judge.say(node.from, path, "nobody can be the moderator that all wait for: add moderator_pin");
    }
    if (read.moderatorPin === undefined && read.startsLocked === true) {
      return judge.say(node.from, path, "nobody can unlock it: add moderator_pin");
    }
    return read;
  },
};
