import type { BoxSettings } from "../../config/mod.ts";
import type { BrowserPhones } from "../../directory/mod.ts";
import type { SmtpSettings } from "../../mail/mod.ts";
import type { Finding } from "../doctor.ts";
import type { DoctorLanguage } from "../doctor_words.ts";

/** What the doctor found, and on what machine. */
export interface Examination {
  /** The same in each language. */
  readonly findings: Readonly<Record<DoctorLanguage, readonly Finding[]>>;
  readonly disk?: { readonly freeBytes: number; readonly totalBytes: number };
  /** Whether the mail server does; undefined where there is none. */
  readonly takesMail?: boolean;
  readonly memoryBytes: number;
  /** `Deno 2.9.5, linux 6.1.0, x86_64` */
  readonly runtime: string;
}

/** What the worker that examines is asked. */
export interface ToDoctor {
  readonly settings: BoxSettings;
  readonly phones: BrowserPhones;
  /** The mail server, where it need not be asked. */
  readonly trusted: SmtpSettings | undefined;
}

/** What it says. */
export type FromDoctor = { readonly examined: Examination } | { readonly fault: string };
