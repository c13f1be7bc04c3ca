import type { Json } from "../base/mod.ts";

/** What goes with a mail: a file below the box's data folder, or something small that the mail itself holds. */
export type Attachment = AttachedName & ({ readonly path: string } | { readonly base64: string });

interface AttachedName {
  /** As its reader sees it: `message.ogg`. */
  readonly name: string;
  readonly type: string;
  /** Its Content-ID (RFC 2392), where the HTML shows it. */
  readonly cid?: string;
}

/** A mail on its way. */
export interface Mail {
  /** Its Message-ID (RFC 5322 §3.6.4) but for the host: the same however often it is sent. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same for who would rather look. */
  readonly html?: string;
  readonly attachments: readonly Attachment[];
  /** What mails on the same thing have in common, by which mail programs show them together (RFC 5322 §3.6.4). */
  readonly thread?: string;
  /** Where its reader has it set that he gets such mails, or none: mail programs show it beside it (RFC 2369 §3.2). */
  readonly settingsAt?: string;
  /** What whoever wrote it wants back with the news of what became of it. */
  readonly receipt?: Receipt;
}

/** Whose it is, and in his own words what it is about. */
export interface Receipt {
  readonly of: string;
  readonly about: Json;
}

/** What became of a try: taken by the mail server, to be tried again, or refused for good. */
export type MailOutcome =
  /** `says`: the answer by which it was taken, as in `250 2.0.0 Ok`. */
  | { readonly came: "sent"; readonly says?: string }
  | {
    readonly came: "later" | "never";
    readonly why: string;
    /** It is not to be tried again sooner. */
    readonly waitS?: number;
    /** It is the address that was refused, and every other mail to it would be. */
    readonly isAddress?: true;
  };

/** Where mail goes, as `kontor.yml` says it. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** `starttls`: encrypted once it is agreed on, and never in plain; `tls` from the first octet; `off` for a server next door. */
  readonly tls: "starttls" | "tls" | "off";
  readonly user?: string;
  readonly password?: string;
  /** Of whom the mails are: `phones@example.com`. */
  readonly from: string;
}

export function writeMail({ to, subject, text, html, attachments, thread, settingsAt, receipt }: Mail): Json {
  return {
    to,
    subject,
    text,
    ...html === undefined ? {} : { html },
    attachments: attachments.map((each) => ({ ...each })),
    ...thread === undefined ? {} : { thread },
    ...settingsAt === undefined ? {} : { settingsAt },
    ...receipt === undefined ? {} : { receipt: { ...receipt } },
  };
}

/** Reads what was kept; undefined for what makes no sense. */
export function readMail(id: string, kept: Json): Mail | undefined {
  if (typeof kept !== "object" || kept === null || Array.isArray(kept)) return undefined;
  const { to, subject, text, html, attachments, thread, settingsAt, receipt } = kept as {
    readonly [key: string]: Json;
  };
  if (typeof to !== "string" || typeof subject !== "string" || typeof text !== "string") return undefined;
  if (!Array.isArray(attachments)) return undefined;
  const shown = typeof html === "string" ? { html } : {};
  const more = {
    ...typeof thread === "string" ? { thread } : {},
    ...typeof settingsAt === "string" ? { settingsAt } : {},
    ...readReceipt(receipt),
  };
  return { id, to, subject, text, ...shown, attachments: attachments.flatMap(attachmentOf), ...more };
}

/** A receipt as it was kept with what it is for. */
export function readReceipt(kept: Json | undefined): { readonly receipt?: Receipt } {
  if (typeof kept !== "object" || kept === null || Array.isArray(kept)) return {};
  const { of, about } = kept as { readonly [key: string]: Json };
  return typeof of === "string" && about !== undefined ? { receipt: { of, about } } : {};
}

function attachmentOf(kept: Json): readonly Attachment[] {
  if (typeof kept !== "object" || kept === null || Array.isArray(kept)) return [];
  const { path, base64, name, type, cid } = kept as { readonly [key: string]: Json };
  if (typeof name !== "string" || typeof type !== "string") return [];
  const named = { name, type, ...typeof cid === "string" ? { cid } : {} };
  if (typeof path === "string") return [{ path, ...named }];
  return typeof base64 === "string" ? [{ base64, ...named }] : [];
}
