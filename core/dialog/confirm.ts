import { headers, type SipResponse } from "../sip/mod.ts";
import type { Dialog } from "./dialog.ts";
import { contactOf } from "./party.ts";

/**
 * The dialog once there is a 2xx. On the side that asked, the 2xx decides the route and the target anew (RFC 3261
 * §13.2.2.4). A dialog that is confirmed already stays as it is: its route is fixed (§12.2).
 */
export function confirm(dialog: Dialog, response?: SipResponse): Dialog {
  if (dialog.state === "confirmed") return dialog;
  if (response === undefined) return { ...dialog, state: "confirmed" };
  return {
    ...dialog,
    state: "confirmed",
    routeSet: headers(response, "Record-Route").toReversed(),
    remoteTarget: contactOf(response) ?? dialog.remoteTarget,
  };
}
