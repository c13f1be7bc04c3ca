import { header, parseCseq, type SipResponse, tagOf } from "../sip/mod.ts";
import { takeAnswer } from "./describe.ts";
import { acknowledge } from "./dial.ts";
import type { Phone } from "./phone.ts";

/** A response inside a dialog, or a copy of a 2xx that was acknowledged already. */
export function lineResponse(phone: Phone, key: string, response: SipResponse | undefined): void {
  for (const line of phone.lines.values()) {
    const { change } = line;
    if (change?.key !== key) continue;
    if (response !== undefined && response.status < 200) return;
    line.change = undefined;
    if (response === undefined || response.status >= 300) return;
    acknowledge(phone, line, change.cseq, response);
    takeAnswer(phone, line, change.offer, response);
    return;
  }
  if (response === undefined || response.status < 200 || response.status > 299) return;
  for (const line of phone.lines.values()) {
    const { dialog } = line;
    if (dialog?.callId !== header(response, "Call-ID") || dialog?.remoteTag !== tagOf(header(response, "To") ?? "")) {
      continue;
    }
    const cseq = parseCseq(header(response, "CSeq") ?? "");
    if (cseq.ok && cseq.value.method === "INVITE") acknowledge(phone, line, cseq.value.number, response);
  }
}
