import { LocalHours } from "../../core/base/mod.ts";
import type { Directory, QualityLimits } from "../../core/directory/mod.ts";
import type { Hook, Mail } from "../../core/mail/mod.ts";
import type { Period } from "./period.ts";
import { MEASURES } from "./quality.ts";
import type { SourceQuality } from "./quality.ts";
import type { Language } from "./report.ts";
import { say } from "./words.ts";

interface Words {
  readonly subject: (who: string) => string;
  readonly head: (from: string, to: string) => string;
  readonly line: (who: string, bad: number, of: number) => string;
  readonly limit: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    subject: (who) => `calls sound bad: ${who}`,
    head: (from, to) => `Between ${from} and ${to} calls sounded bad.`,
    line: (who, bad, of) => `${who}: ${bad} of ${of} calls`,
    limit: "limit",
  },
  ro: {
    subject: (who) => `apelurile se aud prost: ${who}`,
    head: (from, to) => `Între ${from} și ${to} apelurile s-au auzit prost.`,
    line: (who, bad, of) => `${who}: ${bad} din ${of} apeluri`,
    limit: "limita",
  },
};

/** What people and programs are told of sources that have become bad; the same however often it is made. */
export function qualityNotices(
  alerts: readonly SourceQuality[],
  period: Period,
  { office, extensions, reports: { quality: limits, qualityAlerts: { to, webhook } } }: Directory,
): { readonly mails: readonly Mail[]; readonly hooks: readonly Hook[] } {
  if (alerts.length === 0) return { mails: [], hooks: [] };
  const language: Language = office.language === "ro" ? "ro" : "en";
  const words = WORDS[language];
  const hours = LocalHours.of(office.timeZone);
  const local = (at: number) => hours.written(at).slice(0, 16).replace("T", " ");
  const nameOf = ({ source }: SourceQuality) => {
    const name = extensions.get(source)?.name;
    return name === undefined ? source : `${name} (${source})`;
  };
  const text = [
    words.head(local(period.from), `${local(period.to)} (${office.timeZone})`),
    ...alerts.flatMap((alert) => [
      "",
      words.line(nameOf(alert), alert.bad, alert.streams),
      ...measureLines(alert, limits, language),
    ]),
    "",
  ].join("\n");
  const mails = to.map((address, nth): Mail => ({
    id: `quality.${period.to}.${nth}`,
    to: address,
    subject: `${office.name}: ${words.subject(alerts.map(nameOf).join(", "))}`,
    text,
    attachments: [],
  }));
  const hooks = webhook === undefined ? [] : alerts.map((alert): Hook => ({
    id: `quality.${period.to}.${alert.source}`,
    url: webhook,
    body: JSON.stringify({
      type: "quality.bad",
      since: new Date(period.from).toISOString(),
      until: new Date(period.to).toISOString(),
      source: alert.source,
      kind: alert.isTrunk ? "trunk" : "extension",
      calls: alert.streams,
      bad: alert.bad,
      averages: alert.averages,
      limits,
    }),
  }));
  return { mails, hooks };
}

function measureLines({ averages }: SourceQuality, limits: QualityLimits, language: Language): readonly string[] {
  return MEASURES.flatMap((measure) => {
    const value = averages[measure];
    if (value === null) return [];
    const shown = Math.round(value * 100) / 100;
    return [`  ${say(measure, language)}: ${shown} (${WORDS[language].limit} ${limits[measure]})`];
  });
}
