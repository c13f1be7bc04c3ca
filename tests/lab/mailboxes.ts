import { type Message, MESSAGE_FAMILY, readMessage } from "../../core/mailbox/mod.ts";
import { DEFAULT_VOICEMAIL, type MailboxSource, type Voicemail } from "../../core/directory/mod.ts";
import { Lab, type LabOptions } from "./lab.ts";
import { registered } from "./scene.ts";
import type { HandPhone } from "./hand_phone.ts";

/** A mailbox whose PIN is 4711. */
export const BOX: MailboxSource = { pin: "4711", greeting: "number" };

/** An office of four: Bob (102) and Eve (103) have mailboxes, Dan (104) is the operator. */
export interface MailOffice {
  readonly lab: Lab;
  readonly ana: HandPhone;
  readonly bob: HandPhone;
  readonly eve: HandPhone;
  readonly dan: HandPhone;
}

export function mailOffice(
  settings: Partial<Voicemail> = {},
  box: Partial<MailboxSource> = {},
  callLimit = 4,
  options: LabOptions = {},
): MailOffice {
  const numbers = ["101", "102", "103", "104"];
  const own = { ...BOX, ...box };
  const lab = new Lab({
    ...options,
    numbers,
    callLimit,
    mailboxes: { "102": own, "103": own },
    sections: { voicemail: { ...DEFAULT_VOICEMAIL, operator: { kind: "extension", id: "104" }, ...settings } },
  });
  const [ana, bob, eve, dan] = numbers.map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve!, dan: dan! };
}

/** What is in a box, as the notebook has it: oldest first. */
export function messagesIn(lab: Lab, box: string): readonly Message[] {
  const kept = new Map<string, Message>();
  for (const { family, key, value } of lab.kept) {
    const [whose = "", id = ""] = key.split("/");
    if (family !== MESSAGE_FAMILY || whose !== box) continue;
    const message = value === undefined ? undefined : readMessage(whose, id, value);
    if (message === undefined) kept.delete(id);
    else kept.set(id, message);
  }
  return [...kept.values()].sort((a, b) => a.at - b.at);
}

/** Every file that is there belongs to a message, and every message has its file. */
export function filesOf(lab: Lab): readonly string[] {
  return [...lab.media.files.keys()].sort();
}
