import { toBytes } from "../base/mod.ts";
import type { Party } from "../record/mod.ts";

/** The media type of the `dialog` event package (RFC 4235 §3.4). */
export const DIALOG_INFO_TYPE = "application/dialog-info+xml";

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

/** What a document says beside the lamp. */
export interface DocumentParts {
  readonly number: string;
  /** The box's name as the watcher wrote it, with the port: all URIs of the document have it. */
  readonly host: string;
  /** Counts the documents of one subscription from 0 (RFC 4235 §4.1). */
  readonly version: number;
  /** Dialogs that an earlier document had and that are over: they are named once more, as `terminated`. */
  readonly gone: readonly string[];
}

/** A dialog-info document with the full state (RFC 4235 §4.1): whoever lost one needs only the next. */
export function writeDialogInfo(lamp: Lamp, parts: DocumentParts): Uint8Array<ArrayBuffer> {
  const { number, host, version, gone } = parts;
  const us = uriOf(number, host);
  let text = '<?xml version="1.0"?>\r\n' +
    `<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="${version}" state="full" entity="${us}">\r\n`;
  if (lamp.dialogs.length > 0) {
    const local = participant("local", us, lamp.name);
    for (const dialog of lamp.dialogs) text += element(dialog, local, host);
  }
  for (const id of gone) text += `<dialog id="${escape(id)}"><state>terminated</state></dialog>\r\n`;
  return toBytes(`${text}</dialog-info>\r\n`);
}

/** RFC 4235 §4.1: the identities are shown, Call-ID and tags are not, for they are the keys to the call itself. */
function element({ id, direction, state, remote }: WatchedDialog, local: string, host: string): string {
  const other = remote === undefined
    ? participant("remote", "sip:anonymous@anonymous.invalid", "Anonymous")
    : participant("remote", uriOf(remote.number, host), remote.name);
  return `<dialog id="${escape(id)}" direction="${direction}"><state>${state}</state>${local}${other}</dialog>\r\n`;
}

function participant(side: "local" | "remote", uri: string, name: string | undefined): string {
  const display = name === undefined ? "" : ` display="${escape(name)}"`;
  return `<${side}><identity${display}>${uri}</identity><target uri="${uri}"/></${side}>`;
}

function uriOf(number: string, host: string): string {
  return escape(`sip:${encodeURIComponent(number.toWellFormed())}@${host}`);
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** XML 1.0 §2.2 has no control characters at all, not even escaped. */
function escape(text: string): string {
  // deno-lint-ignore no-control-regex -- they are what is looked for
  return text.replace(/[&<>"]/g, (each) => ENTITIES[each]!).replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "");
}
