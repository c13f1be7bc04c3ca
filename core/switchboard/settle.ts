import { assertNever } from "../base/mod.ts";
import { cancelled, harmonise, partInDiscord, unconfirmed, wayIsLost } from "../call/mod.ts";
import type { TransactionEvent } from "../transaction/mod.ts";
import { judgeRecording } from "./call_recording.ts";
import { strayIn } from "./keep_alive.ts";
import type { Parts } from "./parts.ts";
import { failureIn, responseIn } from "./response_in.ts";
import { ackIn, requestIn } from "./wire_in.ts";

/** Looks at what the turn gathered until nothing is left: signals, what legs say to scripts, trunks that are lost, harmony. */
export function settle(parts: Parts): void {
  const { exchange, runner } = parts;
  for (;;) {
    const signal = exchange.takeSignal();
    if (signal !== undefined) {
      look(parts, signal);
      continue;
    }
    const happening = exchange.takeHappening();
    if (happening !== undefined) {
      runner.deliver(happening.call, happening.event);
      continue;
    }
    const lost = parts.trunks.takeLost();
    if (lost.length > 0) {
      for (const { trunk, flow } of lost) wayIsLost(exchange, trunk, flow);
      continue;
    }
    const session = exchange.takeUnharmonised();
    if (session !== undefined) {
      if (session.leg === undefined) continue;
      judgeRecording(parts.facts, session.leg);
      harmonise(exchange, session.leg);
      continue;
    }
    const discord = exchange.takeDiscord();
    if (discord === undefined) return;
    partInDiscord(exchange, discord);
  }
}

function look(parts: Parts, signal: TransactionEvent): void {
  const { exchange } = parts;
  switch (signal.type) {
    case "request":
      return requestIn(parts, signal.key, signal.request, signal.flow);
    case "ack":
      return ackIn(parts, signal.request);
    case "response":
      return responseIn(parts, signal.key, signal.response);
    case "failed":
      return failureIn(parts, signal.key, signal.why);
    case "cancelled": {
      const session = exchange.sessions.withTransaction(signal.key);
      if (session !== undefined) cancelled(exchange, session, signal.key, signal.request);
      return;
    }
    case "unconfirmed": {
      const session = exchange.sessions.withTransaction(signal.key);
      if (session !== undefined) unconfirmed(exchange, session, signal.key);
      return;
    }
    case "stray":
      return strayIn(parts, signal.response);
    case "send":
      throw new Error("Cannot look at bytes: they were to leave at once");
    default:
      return assertNever(signal);
  }
}
