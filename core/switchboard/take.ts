import { assertNever } from "../base/mod.ts";
import { agentsChanged } from "./calls_to_make.ts";
import { deskIn } from "./desk_in.ts";
import type { Input } from "./input.ts";
import { stirLine } from "./lamps.ts";
import { mediaIn } from "./media_in.ts";
import type { Parts } from "./parts.ts";
import { phonesChanged } from "./presence.ts";
import { swapDirectory } from "./swap_directory.ts";
import { tick } from "./tick.ts";
import { wireIn } from "./wire_in.ts";

/** Does what an input asks for; whoever it concerns is told when the turn settles. */
export function take(parts: Parts, input: Input): void {
  const { exchange, registrar } = parts;
  switch (input.type) {
    case "wire":
      return wireIn(parts, input.flow, input.bytes);
    case "tick":
      return tick(parts);
    case "media":
      return mediaIn(parts, input.event);
    case "unsent":
      return exchange.carry(exchange.transactions.undeliverable(input.flow, exchange.now));
    case "flow-closed":
      exchange.carry(exchange.transactions.undeliverable(input.flow, exchange.now));
      parts.lamps.flowClosed(input.flow);
      parts.trunks.flowClosed(input.flow, exchange.now);
      return registrar.flowClosed(input.flow).forEach(parts.emit);
    case "directory":
      return swapDirectory(parts, input.directory);
    case "caller-names":
      exchange.names = input.names;
      return;
    case "addresses":
      exchange.addresses = input.addresses;
      return parts.trunks.addressesChanged(exchange.now);
    case "resolved":
      return parts.trunks.resolved(input.trunk, input.flows, exchange.now);
    case "wall-clock":
      parts.wallAtStart = input.wall - exchange.now;
      for (const number of parts.quietHours.reckon(parts.wall())) stirLine(parts, number);
      return parts.seating.reckon();
    case "started":
      return exchange.note("", { type: "box.started" });
    case "remembered":
      registrar.restore(input.bindings, exchange.now).forEach(parts.emit);
      return input.bindings.forEach(({ number }) => phonesChanged(parts, number, true));
    case "recalled":
      parts.notebook.restore(input.pages);
      parts.errands.restore();
      parts.seating.reckon();
      parts.mailboxes.restore();
      parts.hooks.restore();
      parts.archive.restore();
      parts.spoken.restore(input.pages);
      parts.callListsOf = undefined;
      agentsChanged(parts);
      return parts.mails.restore();
    case "posted":
      for (const { family, key, value } of input.pages) parts.notebook.set(family, key, value);
      input.mails.forEach(parts.facts.post);
      return input.hooks.forEach(parts.facts.hook);
    case "mail-server":
      parts.mails.sends = input.sends;
      return;
    case "mailed":
      return parts.mails.tried(input.id, input.outcome);
    case "hooked":
      return parts.hooks.tried(input.id, input.outcome);
    case "record-ready":
      parts.recordReady = input.ready;
      return;
    case "desk":
      return parts.emit({ type: "desk", id: input.id, answer: deskIn(parts, input.command) });
    default:
      return assertNever(input);
  }
}
