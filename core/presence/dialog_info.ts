import { toBytes } from "../base/mod.ts";
import { hasLamp } from "../directory/mod.ts";
import type { Party } from "../record/mod.ts";
import type { DocumentParts, EventPackage } from "./event_package.ts";
import { escapeXml, uriIn } from "./xml.ts";

/** The media type of the `dialog` event package (RFC 4235 §3.4). */
const DIALOG_INFO_TYPE = "application/dialog-info+xml";

/** One leg of the watched extension. */
export interface WatchedDialog {
  /** Unique among the extension's legs, and the same from one notice to the next. */
  readonly id: string;
  /** Whether the watched extension calls (`initiator`) or is called. */
  readonly direction: "initiator" | "recipient";
  /** Rings, or talks. */
  readonly state: "early" | "confirmed";
  /** Whom it has on the line; undefined where he does not want to be named. */
  readonly remote: Party | undefined;
}

/** All that a lamp can show of an extension. No dialogs: it is idle. */
export interface Lamp {
  readonly name?: string;
  readonly dialogs: readonly WatchedDialog[];
}

/** Who rings and talks: RFC 4235. */
export const DIALOG: EventPackage<Lamp> = {
  type: DIALOG_INFO_TYPE,
  watched: (directory, asked) => hasLamp(directory, asked) ? asked : 404,
  isSame: (one, other) => isSameShow(one.dialogs, other.dialogs),
  write: writeDialogInfo,
};

/** A dialog-info document with the full state (RFC 4235 §4.1): whoever lost one needs only the next. */
export function writeDialogInfo(lamp: Lamp, parts: DocumentParts<Lamp>): Uint8Array<ArrayBuffer> {
  const { number, host, version, before } = parts;
  // Dialogs that the last document had and that are over are named once more, as `terminated`.
  const gone = before?.dialogs.filter(({ id }) => !lamp.dialogs.some((dialog) => dialog.id === id)) ?? [];
  const us = uriIn(host, number);
  let text = '<?xml version="1.0"?>\r\n' +
    `<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="${version}" state="full" entity="${us}">\r\n`;
  if (lamp.dialogs.length > 0) {
    const local = participant("local", us, lamp.name);
    for (const dialog of lamp.dialogs) text += element(dialog, local, host);
  }
  for (const { id } of gone) text += `<dialog id="${escapeXml(id)}"><state>terminated</state></dialog>\r\n`;
  return toBytes(`${text}</dialog-info>\r\n`);
}

/** RFC 4235 §4.1: the identities are shown, Call-ID and tags are not, for they are the keys to the call itself. */
function element({ id, direction, state, remote }: WatchedDialog, local: string, host: string): string {
  const other = remote === undefined
    ? participant("remote", "sip:anonymous@anonymous.invalid", "Anonymous")
    : participant("remote", uriIn(host, remote.number), remote.name);
  return `<dialog id="${escapeXml(id)}" direction="${direction}"><state>${state}</state>${local}${other}</dialog>\r\n`;
}

function participant(side: "local" | "remote", uri: string, name: string | undefined): string {
  const display = name === undefined ? "" : ` display="${escapeXml(name)}"`;
  return `<${side}><identity${display}>${uri}</identity><target uri="${uri}"/></${side}>`;
}

function isSameShow(some: readonly WatchedDialog[], others: readonly WatchedDialog[]): boolean {
  return some.length === others.length && some.every(({ id, state, direction, remote }, at) => {
    const other = others[at]!;
    return id === other.id && state === other.state && direction === other.direction &&
      remote?.number === other.remote?.number && remote?.name === other.remote?.name;
  });
}
