import { brakeRunning } from "./brake_running.ts";
import { elapsed, type Instant, later } from "../base/mod.ts";
import { changeAgain, lookAfterWay, lose, refresh } from "../call/mod.ts";
import { giveCallsToMake } from "./calls_to_make.ts";
import { sweepDeskNotices } from "./desk_notices.ts";
import { sweepHelp } from "./help.ts";
import { keepAlive } from "./keep_alive.ts";
import { stirLine } from "./lamps.ts";
import { originate } from "./originate.ts";
import type { Parts } from "./parts.ts";
import { runErrand } from "./trunk_errands.ts";

/** How often old nonces and forgiven sources are swept out: nothing depends on when. */
const SWEEP_MS = 60_000;

/** Does what is due by now. */
export function tick(parts: Parts): void {
  const { exchange, registrar, runner, emit } = parts;
  if (elapsed(parts.sweptAt, exchange.now) >= SWEEP_MS) sweep(parts);
  exchange.carry(exchange.transactions.expire(exchange.now));
  for (let due = exchange.takeDuty(); due !== undefined; due = exchange.takeDuty()) {
    if (due.duty === "refresh") refresh(exchange, due.session);
    else if (due.duty === "glare") changeAgain(exchange, due.session);
    else if (due.duty === "way") lookAfterWay(exchange, due.session);
    else lose(exchange, due.session, "timeout");
  }
  registrar.expire(exchange.now).forEach(emit);
  for (const people of [parts.life, parts.publications]) {
    for (const who of takeAll(() => people.take(exchange.now))) exchange.legs.stir(who);
  }
  for (const phone of takeAll(() => registrar.takeKeepAlive(exchange.now))) keepAlive(parts, phone);
  for (const errand of takeAll(() => parts.trunks.take(exchange.now))) runErrand(parts, errand);
  brakeRunning(parts);
  runner.expire(exchange.now);
  parts.mails.expire();
  parts.hooks.expire();
  for (const number of parts.quietHours.take(parts.wall())) stirLine(parts, number);
  if (parts.seating.next !== undefined && parts.seating.next <= parts.wall()) parts.seating.logOut(parts.wall());
  if (parts.draining) return;
  giveCallsToMake(parts);
  const isBusy = (number: string): boolean => exchange.legs.callsOf(number) > 0;
  for (const due of takeAll(() => parts.errands.take(parts.wall(), isBusy))) originate(parts, due);
}

/** When next something is done by the wall clock: somebody is logged out, or his quiet hours begin or end. */
export function nextByTheClock({ seating, quietHours, exchange, wall }: Parts): Instant | undefined {
  const next = Math.min(seating.next ?? Infinity, quietHours.next ?? Infinity);
  return next === Infinity ? undefined : next - (wall() - exchange.now) as Instant;
}

/** When the next errand is due. A box that takes no new calls makes none either. */
export function nextErrand({ errands, draining, exchange, wall }: Parts): Instant | undefined {
  const wallAtStart = wall() - exchange.now;
  return errands.next === undefined || draining ? undefined : errands.next - wallAtStart as Instant;
}

/** When the next recording is too old. */
export function nextExpiry({ archive, exchange, sweptAt, wall }: Parts): Instant | undefined {
  const expiry = archive.nextExpiry(exchange.directory.recording);
  if (expiry === undefined) return undefined;
  const at = expiry - (wall() - exchange.now) as Instant;
  const earliest = later(sweptAt, SWEEP_MS);
  return at > earliest ? at : earliest;
}

function sweep(parts: Parts): void {
  const { authenticator, archive, exchange, mailboxes, notebook, tolls } = parts;
  parts.sweptAt = exchange.now;
  authenticator.expire(exchange.now);
  mailboxes.sweep(exchange.directory, parts.wall());
  archive.sweep(exchange.directory.recording, parts.wall());
  sweepHelp(notebook, parts.wall());
  sweepDeskNotices(notebook, (number) => exchange.directory.extensions.has(number));
  tolls.expire(exchange.now);
}

/** One at a time: what one brings about may make the next one due, or spare it. */
function* takeAll<T>(take: () => T | undefined): Generator<T> {
  for (let one = take(); one !== undefined; one = take()) yield one;
}
