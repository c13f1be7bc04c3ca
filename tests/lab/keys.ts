import type { HandCall } from "./hand_call.ts";
import type { Lab } from "./lab.ts";

/** Presses keys on a phone, by SIP INFO, one shortly after the other. */
export function press(lab: Lab, call: HandCall, keys: string): void {
  for (const key of keys) {
    call.send("INFO", { body: `Signal=${key}\r\nDuration=100\r\n`, type: "application/dtmf-relay" });
    lab.run(100);
  }
}
