import type { Json } from "../base/mod.ts";

/** A file that goes with a mail, below the box's data folder. */
export interface Attachment {
  readonly path: string;
  /** As its reader sees it: `message.ogg`. */
  readonly name: string;
  readonly type: string;
}

/** A mail on its way. */
export interface Mail {
  /** Its Message-ID (RFC 5322 §3.6.4) but for the host: the same however often it is sent. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

/** What became of a try: taken by the mail server, to be tried again, or refused for good. */
export type MailOutcome =
  | { readonly came: "sent" }
  | { readonly came: "later" | "never"; readonly why: string };

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

export function writeMail({ to, subject, text, attachments }: Mail): Json {
  return { to, subject, text, attachments: attachments.map((each) => ({ ...each })) };
}

/** Reads what was kept; undefined for what makes no sense. */
export function readMail(id: string, kept: Json): Mail | undefined {
  if (typeof kept !== "object" || kept === null || Array.isArray(kept)) return undefined;
  const { to, subject, text, attachments } = kept as { readonly [key: string]: Json };
  if (typeof to !== "string" || typeof subject !== "string" || typeof text !== "string") return undefined;
  if (!Array.isArray(attachments)) return undefined;
  return { id, to, subject, text, attachments: attachments.flatMap(attachmentOf) };
}

function attachmentOf(kept: Json): readonly Attachment[] {
  if (typeof kept !== "object" || kept === null || Array.isArray(kept)) return [];
  const { path, name, type } = kept as { readonly [key: string]: Json };
  return typeof path === "string" && typeof name === "string" && typeof type === "string" ? [{ path, name, type }] : [];
}
