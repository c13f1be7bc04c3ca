import type { Room } from "../directory/mod.ts";
import { nameText, numberText } from "./names.ts";
import { needed, optional, preset, record } from "./record.ts";
import { choice, type Shape, switched, text, whole } from "./shape.ts";

/** Of conferences that nobody has to count: the media engine mixes three hundred. */
const MOST_IN_A_ROOM = 300;

const pinText = text({
  what: "a PIN of 3 to 12 digits",
  schema: { pattern: "^[0-9]{3,12}$" },
  judge: (given) => /^[0-9]{3,12}$/.test(given) ? undefined : true,
});

const plain: Shape<Room> = record<Room>({
  number: needed("number", numberText, "As dialled; 2001 and the like are usual. In quotes"),
  name: needed("name", nameText, "Shown to whom somebody invites"),
  pin: optional("pin", pinText, "What guests key in. In quotes; without it everybody may come"),
  moderatorPin: optional(
    "moderator_pin",
    pinText,
    "What makes a moderator: he may lock, mute, remove and invite. In quotes",
  ),
  announce: preset("announce", choice(["off", "tone", "count"]), {
    value: "count",
    about: "Who comes and goes is told to the others: not, or by a tone; with count he hears how many there are",
  }),
  waitForModerator: preset("wait_for_moderator", switched, {
    value: false,
    about: "Until a moderator is there, and when he has left, everybody hears music",
  }),
  most: preset("most", whole({ from: 2, to: MOST_IN_A_ROOM, unit: "people" }), { value: 50, about: "People at once" }),
});

/** One of `rooms:`. */
export const room: Shape<Room> = {
  schema: plain.schema,
  read(node, path, judge) {
    const read = plain.read(node, path, judge);
    if (read === undefined) return undefined;
    const { pin, moderatorPin, waitForModerator } = read;
    if (moderatorPin === undefined && waitForModerator) {
      return judge.say(node.from, path, "nobody can be the moderator that all wait for: add moderator_pin");
    }
    if (pin === undefined || pin !== moderatorPin) return read;
    return judge.say(node.from, path, "pin and moderator_pin are the same: every guest would be a moderator");
  },
};
