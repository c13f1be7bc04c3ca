import { destinationOf } from "../routing/mod.ts";
import { clickToCall } from "../script/mod.ts";
import type { DeskAnswer, DeskCommand } from "./desk.ts";
import type { Parts } from "./parts.ts";
import { refusal } from "./refusal.ts";

/** RFC 3261 §8.1.1.6. */
const MAX_FORWARDS = 70;

/**
 * A call that somebody asks for at a screen: his own phones ring and show whom it is to be with, and once he has answered it
 * is his call to the number, with his rights, as if he had dialled it.
 */
export function callFor(parts: Parts, wanted: Extract<DeskCommand, { readonly type: "call-for" }>): DeskAnswer {
  const { exchange, calls, runner, seating, overload } = parts;
  const { from, to, answersItself = false, only } = wanted;
  const { directory } = exchange;
  const extension = directory.extensions.get(from);
  const cannot = `Cannot call "${to}" from "${from}"`;
  if (extension === undefined) return refusal("value", `${cannot}: "${from}" is no extension`);
  if (to === from) return refusal("value", `${cannot}: that is the extension itself`);
  const kind = destinationOf(to, directory)?.kind;
  if (only !== undefined && kind !== only) return refusal("not-found", `${cannot}: there is no ${only} "${to}"`);
  if (kind === undefined) return refusal("value", `${cannot}: "${to}" leads nowhere`);
  if (seating.bindingsOf(from, exchange.now).length === 0) {
    return refusal("conflict", `${cannot}: none of the extension's phones is registered`);
  }
  const load = { recordReady: parts.recordReady, calls: calls.size };
  if (parts.draining || !overload.admit(exchange.now, load).ok) {
    parts.count("calls_refused_overload");
    return refusal("unavailable", `${cannot}: the box takes no new calls now`);
  }
  const call = `c${exchange.chance.token()}`;
  const name = directory.extensions.get(to)?.name;
  const shown = { number: to, ...name === undefined ? {} : { name } };
  const caller = { number: from, name: extension.name };
  calls.set(call, {
    caller: { party: shown, hidden: false },
    maxForwards: MAX_FORWARDS,
    since: exchange.now,
    dialled: to,
  });
  parts.count("calls_started");
  exchange.note(call, { type: "call.started", from: caller, dialled: to });
  exchange.log("info", "A call begins at a screen", { call, from, dialled: to });
  runner.start(call, clickToCall(from, to, answersItself));
  return { type: "call-begun", call };
}
