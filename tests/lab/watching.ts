import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import { bodyOfType, header, type SipRequest } from "../../core/sip/mod.ts";
import { field } from "./hand_call.ts";
import type { HandPhone } from "./hand_phone.ts";
import type { Lab } from "./lab.ts";
import { assertNothingLeft } from "./nothing_left.ts";

const TABLES = ["lamps_watched", "lamp_subscriptions", "lamp_notices_under_way", "presence_publications"] as const;

/** No call, no lamp, and nothing published either. */
export function assertAllDark(lab: Lab): void {
  assertNothingLeft(lab);
  const figures = lab.figures();
  for (const table of TABLES) assert.equal(figures[table], 0, `${table} is not empty`);
}

/** What a SUBSCRIBE by hand says; with `to` inside the dialog that this To names. */
export interface SubscribeParts {
  readonly expires?: string;
  readonly event?: string;
  readonly accept?: string;
  readonly supported?: string;
  readonly to?: string;
  readonly from?: string;
  readonly callId?: string;
}

/** A SUBSCRIBE by hand. */
export function subscribe(phone: HandPhone, number: string, parts: SubscribeParts = {}): void {
  const { expires, event = "dialog", accept, supported, to, from, callId } = parts;
  phone.outside("SUBSCRIBE", `sip:${number}@10.0.0.1`, {
    headers: [
      field("Contact", phone.contact),
      field("Event", event),
      ...(expires === undefined ? [] : [field("Expires", expires)]),
      ...(accept === undefined ? [] : [field("Accept", accept)]),
      ...(supported === undefined ? [] : [field("Supported", supported)]),
      ...(to === undefined ? [] : [field("To", to), field("From", from!)]),
    ],
    ...(callId === undefined ? {} : { callId }),
  });
}

/** The dialog that the last 200 to a SUBSCRIBE opened, for {@link subscribe}. */
export function opened(phone: HandPhone): { readonly to: string; readonly from: string; readonly callId: string } {
  const response = phone.responses("SUBSCRIBE").findLast(({ status }) => status === 200)!;
  return { to: header(response, "To")!, from: header(response, "From")!, callId: header(response, "Call-ID")! };
}

/** The documents of the notices a phone got; of a list the list itself. */
export function documents(phone: HandPhone, type?: string): readonly string[] {
  return phone.requests("NOTIFY").map((notice) =>
    toText(type === undefined ? notice.body : bodyOfType(notice, type) ?? new Uint8Array(0))
  );
}

export function subscriptionStates(phone: HandPhone): readonly string[] {
  return phone.requests("NOTIFY").map((request) => header(request, "Subscription-State")!);
}

/** What each presence document says: `open on-the-phone "On the phone"`. */
export function presences(phone: HandPhone): readonly string[] {
  return documents(phone).map(presenceIn);
}

export function presenceIn(text: string): string {
  const [, basic] = /<basic>(\w+)</.exec(text) ?? [];
  const activities = [...text.matchAll(/<rpid:activities><rpid:([\w-]+)/g)].map(([, activity]) => activity);
  return [basic, ...activities, `"${/<note>(.*?)<\/note>/.exec(text)?.[1]}"`].join(" ");
}

/** The list that a notice names, and its documents by number. */
export interface ListNotice {
  readonly version: number;
  readonly isFull: boolean;
  /** All that are named. */
  readonly named: readonly string[];
  readonly documents: ReadonlyMap<string, string>;
}

/** Reads a notice of RFC 4662 as a phone would. */
export function listIn(notice: SipRequest): ListNotice {
  const [, boundary] = /;boundary="(\w+)"/.exec(header(notice, "Content-Type")!)!;
  assert.equal(header(notice, "Require"), "eventlist");
  const [before, ...parts] = toText(notice.body).split(new RegExp(`(?:^|\r\n)--${boundary}(?:--)?\r\n`));
  assert.deepEqual([before, parts.pop()], ["", ""]);
  const bodies = new Map(parts.map((part) => {
    const at = part.indexOf("\r\n\r\n");
    return [/^Content-ID: <(.*)>$/m.exec(part.slice(0, at).replaceAll("\r", ""))![1]!, part.slice(at + 4)];
  }));
  const [list] = [...bodies.values()];
  const resources = [...list!.matchAll(/<resource uri="sip:([^@]*)@[^"]*"(\/>|>[\s\S]*?<\/resource>)/g)];
  const cids = resources.flatMap(([, number, inside]) => {
    const cid = /cid="([^"]*)"/.exec(inside!)?.[1];
    return cid === undefined ? [] : [[number!, bodies.get(cid)!] as const];
  });
  assert.equal(cids.length, bodies.size - 1, "every document is named, and every name has its document");
  return {
    version: Number(/ version="(\d+)"/.exec(list!)![1]),
    isFull: / fullState="true"/.test(list!),
    named: resources.map(([, number]) => number!),
    documents: new Map(cids),
  };
}

/** A PIDF document as phones publish it. */
export function pidf(basic: "open" | "closed", activity?: string, note?: string): string {
  const activities = activity === undefined ? "" : `<r:activities><r:${activity}/></r:activities>`;
  const said = note === undefined ? "" : `<dm:note>${note}</dm:note>`;
  return `<?xml version="1.0"?><presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:r="urn:ietf:params:xml:ns:pidf:rpid"` +
    ` xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model" entity="pres:me@box"><tuple id="t"><status><basic>${basic}` +
    `</basic></status></tuple><dm:person id="p">${activities}${said}</dm:person></presence>`;
}

/** A PUBLISH by hand of a phone's own number, unless told otherwise. */
export function publish(phone: HandPhone, parts: {
  readonly document?: string;
  readonly match?: string;
  readonly expires?: string;
  readonly event?: string;
  readonly number?: string;
  readonly type?: string;
} = {}): void {
  const { document, match, expires, event = "presence", number = phone.number, type = "application/pidf+xml" } = parts;
  phone.outside("PUBLISH", `sip:${number}@10.0.0.1`, {
    headers: [
      field("Event", event),
      ...(expires === undefined ? [] : [field("Expires", expires)]),
      ...(match === undefined ? [] : [field("SIP-If-Match", match)]),
    ],
    ...(document === undefined ? {} : { body: document, type }),
  });
}

/** The entity tag of the last PUBLISH that was taken. */
export function etag(phone: HandPhone): string {
  return header(phone.responses("PUBLISH").findLast(({ status }) => status === 200)!, "SIP-ETag")!;
}
