import { requestIn } from "../dialog/mod.ts";
import type { Line } from "./line.ts";
import type { Phone } from "./phone.ts";
import { respond } from "./respond.ts";

/** Puts the receiver down, in whatever way the line's state asks for. */
export function hangUp(phone: Phone, line: Line): void {
  const { state } = line;
  switch (state.at) {
    case "dialling":
      line.state = { ...state, givenUp: true };
      return phone.carry(phone.transactions.cancel(state.key, [], phone.now));
    case "incoming":
      respond(phone, state.key, state.invite, 486, state.localTag);
      return end(phone, line);
    case "answered":
    case "talking":
      send(phone, line, "BYE", {});
      return end(phone, line);
    case "ended":
      return;
  }
}

/** Sends a request in the line's dialog. */
export function send(phone: Phone, line: Line, method: string, parts: Parameters<typeof requestIn>[2]): void {
  if (line.dialog === undefined) return;
  const [dialog, request] = requestIn(line.dialog, method, parts);
  line.dialog = dialog;
  phone.carry(phone.transactions.request(request, phone.flow, phone.flow.local, phone.now).events);
}

/** The line is over, as its user sees it. */
export function end(phone: Phone, line: Line): void {
  line.state = { at: "ended" };
  phone.lines.delete(line.id);
  phone.show({ type: "ended", line: line.id });
}
