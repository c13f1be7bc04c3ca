import type { Directory, SavedReport } from "../../core/directory/mod.ts";
import type { Mail } from "../../core/mail/mod.ts";
import type { ReportPlan } from "./make_report.ts";
import type { Period } from "./period.ts";
import type { Language } from "./report.ts";
import type { ReportRun } from "./schedule.ts";
import { LocalHours } from "./local_hours.ts";
import { MEDIA_TYPES } from "./write/write_report.ts";

/** How a saved report is made, in the office as it is now. */
export function planFor(
  saved: SavedReport,
  { office, extensions, reports }: Directory,
  { period, madeAt }: { readonly period: Period; readonly madeAt: number },
): ReportPlan {
  return {
    title: saved.title ?? saved.name,
    office: office.name,
    parts: saved.parts,
    period,
    timeZone: saved.timeZone ?? office.timeZone,
    language: languageOf(office.language),
    madeAt,
    names: new Map([...extensions].map(([number, { name }]) => [number, name])),
    answerWithinS: reports.answerWithinS,
    goal: reports.goalPercent / 100,
    quality: reports.quality,
  };
}

const WORDS: Readonly<Record<Language, { readonly body: (title: string, from: string, to: string) => string }>> = {
  en: { body: (title, from, to) => `${title}: from ${from} until ${to}.\n\nThe report is attached.\n` },
  ro: { body: (title, from, to) => `${title}: de la ${from} până la ${to}.\n\nRaportul este atașat.\n` },
};

/**
 * The mails that bring a report, one to each who is to have it. A run that is made again after a crash has the same ids:
 * the outbox keeps each once, and who has had it knows it again.
 *
 * @param path of the file, below the box's data folder
 */
export function reportMails({ report, at, period, timeZone, key }: ReportRun, path: string, office: {
  readonly name: string;
  readonly language: string;
}): readonly Mail[] {
  const { name, title = name, format, to } = report;
  const hours = new LocalHours(timeZone);
  const local = (instant: number) => hours.written(instant).slice(0, 16).replace("T", " ");
  const file = { path, name: `${name}-${hours.at(at).date}.${format}`, type: MEDIA_TYPES[format] };
  return to.map((address, nth) => ({
    id: `report.${key}.${nth}`,
    to: address,
    subject: `${office.name}: ${title}`,
    text: WORDS[languageOf(office.language)].body(title, local(period.from), `${local(period.to)} (${timeZone})`),
    attachments: [file],
  }));
}

function languageOf(language: string): Language {
  return language === "ro" ? "ro" : "en";
}
