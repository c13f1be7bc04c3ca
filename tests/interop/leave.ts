/**
 * A message left in a mailbox from a real phone, and its owner who calls there.
 *
 * @module
 */
import { DatabaseSync } from "node:sqlite";
import type { Baresip } from "./baresip.ts";
import type { Box } from "./box.ts";

/** The tone after which a caller is recorded. */
export const BEEP_HZ = 1000;

export const aMoment = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Calls a mailbox and skips the greeting. */
export async function callMailbox(phone: Baresip, box: Box): Promise<void> {
  await phone.dial(box.uri("*102"));
  await phone.until("CALL_ESTABLISHED");
  await aMoment(300);
  await phone.digits("#");
}

/** Skips the greeting, and says its own tone for so long after the beep. */
export async function leave(phone: Baresip, box: Box, ms: number): Promise<void> {
  await callMailbox(phone, box);
  await phone.hears(BEEP_HZ, 0.3);
  await aMoment(ms);
  await phone.hangUp();
}

/** The owner calls his own mailbox, and is let in. */
export async function openMailbox(owner: Baresip, box: Box, pin = "4711"): Promise<void> {
  await owner.dial(box.uri("*97"));
  await owner.until("CALL_ESTABLISHED");
  await owner.digits(`${pin}#`);
}

/** The messages in a box as its disk has them. */
export function messagesOn(
  data: string,
): readonly { readonly durationMs: number; readonly files: readonly string[]; readonly state: string }[] {
  using database = new DatabaseSync(`${data}/kontor.db`, { readOnly: true });
  return database.prepare("SELECT value FROM notebook WHERE family = 'message'").all()
    .map(({ value }) => JSON.parse(String(value)));
}
