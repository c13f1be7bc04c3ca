/**
 * SIPp scenarios in our own words: what is sent, what must come, in the order of the lines.
 *
 * The messages hold SIPp's keywords: [field0] is the user's number, [field1] its credentials, [field2] whom it calls.
 *
 * @module
 */

/** One step, as XML. */
export type Step = string;

/** Steps in their order, some of them put together before. */
export type Steps = readonly (Step | Steps)[];

export interface ExpectOptions {
  /** It may come or not. */
  readonly optional?: boolean;
  /** Keeps a challenge for the [field1] of the next request. */
  readonly challenge?: boolean;
  /** Goes on at the step marked with this name when it came. */
  readonly then?: string;
  /** The step fails unless the message matches. */
  readonly matching?: RegExp;
  /** Keeps the Record-Route and Contact for [next_url] and [routes]. */
  readonly dialog?: boolean;
  /** Keeps what each pattern's first group catches under a name, for `[$name]`. */
  readonly keep?: Readonly<Record<string, RegExp>>;
  readonly withinMs?: number;
  /** Goes on at the step marked with this name when it did not come within its time. */
  readonly orElse?: string;
  /** Goes on at a step marked with a name only when the message matches. */
  readonly when?: { readonly matching: RegExp; readonly then: string };
}

export interface RequestOptions {
  readonly cseq?: number;
  /** Sends the credentials for the last challenge. */
  readonly authorized?: boolean;
  /** Inside the dialog: the To of the last answer, its Contact as the target. */
  readonly inDialog?: boolean;
  readonly headers?: readonly string[];
  readonly body?: { readonly type: string; readonly text: string };
  /** Another dialog within the same scenario: SIPp finds it by what follows `///` in the Call-ID. */
  readonly callId?: string;
  /** Whom to call instead of [field2]. */
  readonly callee?: string;
  /** The target and the To of another dialog than the last one that was heard of. */
  readonly dialog?: { readonly target: string; readonly to: string };
  /** An ACK for a refusal: it belongs to the INVITE's transaction (§17.1.1.3). */
  readonly refused?: boolean;
}

/** A pattern as SIPp reads it: POSIX, where `\\r\\n` inside brackets would be four letters, in XML without numeric entities. */
function posix(pattern: RegExp): string {
  return pattern.source.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")
    .replaceAll("\\r\\n", "[:cntrl:]").replaceAll("\\/", "/");
}
const message = (lines: readonly string[], body?: string): string =>
  `<![CDATA[\n${lines.join("\n")}\n\n${body ?? ""}\n]]>`;

/** An audio offer or answer on the port SIPp echoes from. `direction` as in SDP. */
export function audio(direction = "sendrecv", codecs = "8 0 101"): { type: string; text: string } {
  const text = [
    "v=0",
    "o=sipp 1 [call_number] IN IP[local_ip_type] [local_ip]",
    "s=-",
    "c=IN IP[media_ip_type] [media_ip]",
    "t=0 0",
    `m=audio [media_port] RTP/AVP ${codecs}`,
    "a=rtpmap:8 PCMA/8000",
    "a=rtpmap:0 PCMU/8000",
    "a=rtpmap:101 telephone-event/8000",
    `a=${direction}`,
  ].join("\n");
  return { type: "application/sdp", text };
}

/** A request of the caller, out of a dialog or inside the one it began. */
export function request(method: string, options: RequestOptions = {}): Step {
  const { cseq = 1, inDialog = false, refused = false, callee = "[field2]", callId = "[call_id]", body } = options;
  const isRegister = method === "REGISTER";
  const ends = `@[remote_ip]:[remote_port]`;
  const target = inDialog
    ? options.dialog?.target ?? "[next_url]"
    : isRegister
    ? "sip:[remote_ip]:[remote_port]"
    : `sip:${callee}${ends}`;
  // An INVITE, its CANCEL and the ACK for its refusal are one transaction and share a branch; the ACK for a 2xx is not.
  const branch = `z9hG4bK[pid]n[call_number]c${cseq}${method === "ACK" && !refused ? "ack" : ""}${
    callId.slice(0, 2).replace("[c", "")
  }`;
  const to = `To: <sip:${isRegister ? "[field0]" : callee}@[remote_ip]>`;
  const lines = [
    `${method} ${target} SIP/2.0`,
    `Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=${branch}`,
    `From: <sip:[field0]@[remote_ip]>;tag=[pid]SIPp[call_number]`,
    options.dialog !== undefined
      ? `To: ${options.dialog.to}`
      : refused
      ? "[last_To:]"
      : inDialog
      ? `${to}[peer_tag_param]`
      : to,
    `Call-ID: ${callId}`,
    `CSeq: ${cseq} ${method}`,
    "Contact: <sip:[field0]@[local_ip]:[local_port];transport=[transport]>",
    "Max-Forwards: 70",
    "User-Agent: SIPp", // by which the box knows that it understands MD5 challenges only
    ...(inDialog ? ["[routes]"] : []),
    ...(options.authorized === true ? ["[field1]"] : []),
    ...(options.headers ?? []),
    ...(body === undefined ? [] : [`Content-Type: ${body.type}`]),
    "Content-Length: [len]",
  ];
  return `<send${method === "ACK" ? "" : ' retrans="500"'}>${message(lines, body?.text)}</send>`;
}

/** An answer to the request that came last. */
export function answer(
  status: string,
  options: { headers?: readonly string[]; body?: { type: string; text: string }; repeated?: boolean } = {},
): Step {
  const { headers = [], body, repeated = false } = options;
  const lines = [
    `SIP/2.0 ${status}`,
    "[last_Via:]",
    "[last_From:]",
    "[last_To:];tag=[pid]SIPpTag[call_number]",
    "[last_Call-ID:]",
    "[last_CSeq:]",
    "[last_Record-Route:]",
    "Contact: <sip:[local_ip]:[local_port];transport=[transport]>",
    ...headers,
    ...(body === undefined ? [] : [`Content-Type: ${body.type}`]),
    "Content-Length: [len]",
  ];
  return `<send${repeated ? ' retrans="500"' : ""}>${message(lines, body?.text)}</send>`;
}

/** What an answer to an INVITE needs when other requests have come since: give it to `keep` of the INVITE's step. */
export const inviteKept: Readonly<Record<string, RegExp>> = {
  invite_via: /Via: *([^\r\n]*)/,
  invite_from: /From: *([^\r\n]*)/,
  invite_to: /To: *([^\r\n]*)/,
  invite_cseq: /CSeq: *([^\r\n]*)/,
};

/** The answer to an INVITE that was kept with {@link inviteKept}. */
export function answerKeptInvite(status: string, body?: { type: string; text: string }): Step {
  return answer(status, { ...(body === undefined ? {} : { body }), repeated: true })
    .replace("[last_Via:]", "Via: [$invite_via]").replace("[last_From:]", "From: [$invite_from]")
    .replace("[last_To:]", "To: [$invite_to]").replace("[last_CSeq:]", "CSeq: [$invite_cseq]");
}

/** A request of the callee inside the dialog whose INVITE was kept with {@link inviteKept}. */
export function requestBack(method: string, options: Omit<RequestOptions, "inDialog" | "authorized"> = {}): Step {
  return request(method, { ...options, dialog: { target: "[next_url]", to: "[$invite_from]" }, inDialog: true })
    .replace(/^From: .*$/m, "From: [$invite_to];tag=[pid]SIPpTag[call_number]")
    .replace("<sip:[field0]@[local_ip]", "<sip:[local_ip]");
}

/** An answer inside a dialog: the To has its tag already. */
export function answerInside(
  status: string,
  options: { headers?: readonly string[]; body?: { type: string; text: string } } = {},
): Step {
  return answer(status, options).replace("[last_To:];tag=[pid]SIPpTag[call_number]", "[last_To:]");
}

/** What must come next: a status, or a request's method. */
export function expect(what: number | string, options: ExpectOptions = {}): Step {
  const { optional = false, challenge = false, matching, dialog = false, keep = {}, withinMs, orElse, when } = options;
  const then = when?.then ?? options.then;
  const attributes = [
    typeof what === "number" ? `response="${what}"` : `request="${what}"`,
    ...(optional ? ['optional="true"'] : []),
    ...(challenge ? ['auth="true"'] : []),
    ...(dialog ? ['rrs="true"'] : []),
    ...(then === undefined ? [] : [`next="${then}"`]),
    ...(when === undefined ? [] : [`test="is_${when.then}"`]),
    ...(withinMs === undefined ? [] : [`timeout="${withinMs}"`]),
    ...(orElse === undefined ? [] : [`ontimeout="${orElse}"`]),
  ].join(" ");
  const ereg = (pattern: RegExp, names: string, must = true): string =>
    `<ereg regexp="${posix(pattern)}" search_in="msg" check_it="${must}" assign_to="${names}"/>`;
  const actions = [
    ...(matching === undefined ? [] : [ereg(matching, "matched")]),
    ...(when === undefined ? [] : [ereg(when.matching, `is_${when.then}`, false)]),
    ...Object.entries(keep).map(([name, pattern]) => ereg(pattern, `whole,${name}`)),
  ];
  if (actions.length === 0) return `<recv ${attributes}/>`;
  return `<recv ${attributes}><action>${actions.join("")}</action></recv>`;
}

export function pause(ms: number): Step {
  return `<pause milliseconds="${ms}"/>`;
}

/** Waits a random time, another one for every call. */
export function pauseBetween(minMs: number, maxMs: number): Step {
  return `<pause distribution="uniform" min="${minMs}" max="${maxMs}"/>`;
}

/** Goes on at a step further down. */
export function goTo(name: string): Step {
  return `<nop next="${name}"/>`;
}

export function mark(name: string): Step {
  return `<label id="${name}"/>`;
}

/** A whole scenario. The names that `matching` and `keep` assign are declared as used, as SIPp demands. */
export function scenario(name: string, steps: Steps): string {
  const text = flatten(steps).join("\n");
  const names = [...text.matchAll(/assign_to="([\w,]+)"/g)].flatMap((match) => (match[1] ?? "").split(","));
  const used = names.length === 0 ? "" : `\n<Reference variables="${[...new Set(names)].join(",")}"/>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="${name}">\n${text}${used}\n</scenario>\n`;
}

function flatten(steps: Steps): readonly Step[] {
  return steps.flatMap((step) => typeof step === "string" ? [step] : flatten(step));
}

/** REGISTER with digest. */
export const registering: readonly Step[] = [
  request("REGISTER", { headers: ["Expires: 600"] }),
  expect(401, { challenge: true }),
  request("REGISTER", { cseq: 2, authorized: true, headers: ["Expires: 600"] }),
  expect(200, { matching: /Contact:.*expires/i }),
];

/** INVITE, its challenge, and INVITE again with credentials, whose CSeq is one more than the first's. */
export function inviting(options: RequestOptions = { body: audio() }): readonly Step[] {
  const { cseq = 1 } = options;
  const refusal = { cseq, refused: true, ...(options.callId === undefined ? {} : { callId: options.callId }) };
  return [
    request("INVITE", options),
    expect(100, { optional: true }),
    expect(401, { challenge: true }),
    request("ACK", refusal),
    request("INVITE", { ...options, cseq: cseq + 1, authorized: true }),
  ];
}

/** What comes before an answer. */
export const ringing: readonly Step[] = [
  expect(100, { optional: true }),
  expect(180, { optional: true }),
  expect(183, { optional: true }),
];

/** BYE by the caller. */
export function hangingUp(cseq: number): readonly Step[] {
  return [request("BYE", { cseq, inDialog: true }), expect(200)];
}
