import type { Header, SipRequest, SipResponse } from "../sip/mod.ts";
import { respondTo } from "../sip/mod.ts";
import type { Dialog } from "./dialog.ts";

/** Messages and a dialog for the tests of this room; nothing else imports this. */
export function exampleRequest(method: string, more: readonly Header[] = [], cseq = 7): SipRequest {
  return {
    kind: "request",
    method,
    uri: "sip:102@192.0.2.1",
    headers: [
      { name: "From", value: '"Ana Pop" <sip:101@box>;tag=anas' },
      { name: "To", value: "<sip:102@box>" },
      { name: "Call-ID", value: "c1" },
      { name: "CSeq", value: `${cseq} ${method}` },
      ...more,
    ],
    body: new Uint8Array(0),
  };
}

export function exampleResponse(
  status: number,
  more: readonly Header[] = [],
  method = "INVITE",
  cseq = 7,
): SipResponse {
  return respondTo(exampleRequest(method, [], cseq), status, { toTag: "bobs", headers: more });
}

export function field(name: string, value: string): Header {
  return { name, value };
}

/** Ana's side, or what `over` makes of it. */
export function exampleDialog(over: Partial<Dialog> = {}): Dialog {
  return {
    callId: "c1",
    localTag: "anas",
    remoteTag: "bobs",
    localUri: '"Ana Pop" <sip:101@box>',
    remoteUri: "<sip:102@box>",
    localCseq: 7,
    remoteCseq: undefined,
    routeSet: [],
    remoteTarget: "sip:102@192.0.2.7:5062",
    state: "confirmed",
    ...over,
  };
}
