import { hash } from "node:crypto";
import type { Mail } from "../../../../core/mail/mod.ts";
import type { Entry } from "../../entry.ts";
import type { Digest } from "../digest.ts";
import type { Planned } from "../due.ts";
import { missedOf } from "../hear.ts";
import type { Missed } from "../state.ts";
import type { Told } from "../told.ts";
import { htmlOf, type Names, rowOf, storyOf, textOf, whoIs } from "./caller_row.ts";
import { barsOf, drawDay, PICTURE_HEIGHT, PICTURE_WIDTH } from "./day_picture.ts";
import type { Packer } from "./png.ts";
import { escapeHtml, FONT, oneLine, pageOf } from "./html.ts";
import { NOTICE_WORDS } from "./words.ts";

/** Callers that a mail lists; how many others there are is told. */
export const MOST_LISTED = 100;
const PICTURE_ID = "day";

/** What every mail needs to be written. */
interface Said {
  readonly names: Names;
  /** Where it is set who is told; undefined where nobody knows. */
  readonly settingsAt: string | undefined;
}

type MailTold = Told & { readonly via: { readonly kind: "mail"; readonly address: string } };

/** A name that is the same whenever the same thing is told again. */
export function idOfKey(key: string): string {
  return `missed-${hash("sha256", key).slice(0, 32)}`;
}

/** The mail on one caller, or on those that the limit has held back. */
export function mailOf(
  { to, key, missed, entries }: Planned & { readonly to: MailTold },
  { names, settingsAt, held }: Said & {
    /** What is known of the entries that were held back. */
    readonly held: readonly Missed[];
  },
): Mail {
  const words = NOTICE_WORDS[to.language];
  const listed = missed === undefined ? held.slice(0, MOST_LISTED) : [missed];
  const title = missed === undefined
    ? (to.isQuietAtTimes ? words.together : words.more)(entries.length)
    : words.missed(whoIs(missed.caller, names, to));
  const intro = missed === undefined ? words.wasHeld : `${oneLine(to.office)}: ${storyOf(missed, to)}`;
  return {
    id: idOfKey(key),
    to: to.via.address,
    subject: oneSubject(to, title),
    ...bothOf({
      to,
      title,
      intro,
      listed,
      names,
      settingsAt,
      more: missed === undefined ? entries.length - listed.length : 0,
    }),
    attachments: [],
    ...missed === undefined ? {} : { thread: idOfKey(JSON.stringify(["entry", ...entries])) },
  };
}

/** The mail that gathers: the day's picture, what has moved, and who waits, the oldest first. */
export function digestMail(
  digest: Digest,
  { to, names, settingsAt, entries, packer }: Said & {
    readonly to: MailTold;
    /** Open ones, and those that something happened to since the last digest. */
    readonly entries: readonly Entry[];
    readonly packer: Packer;
  },
): Mail {
  const words = NOTICE_WORDS[to.language];
  const { cadence } = to;
  if (cadence === "off" || cadence === "realtime") throw new Error(`Cannot gather for "${to.id}": it wants no digest`);
  const { from, at, open, fresh, resolved, isDelayed, key } = digest;
  const spans = `${to.when(from)} – ${to.when(at)}`;
  const moved = `${words.fresh(fresh)}, ${words.resolved(resolved)}`;
  const waits = open.length === 0 ? words.nothing : words.waiting(open.length);
  const bars = barsOf(entries, { from, at, hourOf: (moment) => to.hourOf(moment) });
  const hasPicture = bars.some((bar) => bar.open + bar.settled > 0);
  const counts = bars.flatMap((bar, hour) =>
    bar.open + bar.settled === 0 ? [] : [`${hour}:00 ${bar.open + bar.settled}`]
  );
  const alt = `${words.picture}: ${counts.join(", ")}`;
  const picture =
    `<tr><td style="padding:4px 28px 12px;${FONT};font-size:12px;color:#5b6673"><img src="cid:${PICTURE_ID}" width="${PICTURE_WIDTH}" height="${PICTURE_HEIGHT}" alt="${
      escapeHtml(alt)
    }" style="display:block;width:100%;max-width:${PICTURE_WIDTH}px;height:auto;border:0;background:#ffffff"><div style="padding-top:6px">${
      escapeHtml(`${words.picture} (${words.pictureLegend})`)
    }</div></td></tr>`;
  return {
    id: idOfKey(key),
    to: to.via.address,
    subject: oneSubject(to, `${words.digest[cadence]}: ${waits.replace(/\.$/, "")}, ${moved}`),
    ...bothOf({
      to,
      title: words.digest[cadence],
      intro: [
        `${oneLine(to.office)}, ${spans}.`,
        `${waits.replace(/\.$/, "")}; ${moved}.`,
        ...isDelayed && !to.isQuietAtTimes ? [words.delayed] : [],
      ]
        .join(" "),
      listed: open.slice(0, MOST_LISTED).map(missedOf),
      names,
      settingsAt,
      more: open.length - Math.min(open.length, MOST_LISTED),
      ...hasPicture ? { picture, pictureText: alt } : {},
    }),
    attachments: hasPicture
      ? [{ base64: drawDay(bars, packer).toBase64(), name: "day.png", type: "image/png", cid: PICTURE_ID }]
      : [],
  };
}

/** Where it comes from stands first: whoever gets mails of several offices sorts them by it. */
function oneSubject({ office }: Told, title: string): string {
  return `[${oneLine(office)}] ${title}`;
}

function bothOf(
  { to, title, intro, listed, names, settingsAt, more, picture = "", pictureText }: Said & {
    readonly to: Told;
    readonly title: string;
    readonly intro: string;
    readonly listed: readonly Missed[];
    readonly more: number;
    readonly picture?: string;
    readonly pictureText?: string;
  },
): Pick<Mail, "text" | "html" | "settingsAt"> {
  const words = NOTICE_WORDS[to.language];
  const rest = more <= 0 ? [] : [words.andMore(more)];
  const restRow = rest.map((text) =>
    `<tr><td style="padding:6px 28px 12px;${FONT};font-size:14px;color:#5b6673">${escapeHtml(text)}</td></tr>`
  );
  const rows = listed.map((missed) => rowOf(missed, names, to));
  const body = [picture, ...rows.map((row) => htmlOf(row, words.callBack)), ...restRow].join("\n");
  const text = [
    title,
    intro,
    ...pictureText === undefined ? [] : [pictureText],
    rows.map(textOf).join("\n"),
    ...rest,
    "-- ",
    settingsAt === undefined ? words.why : `${words.why} ${words.settings}: ${settingsAt}`,
  ].filter((part) => part !== "").join("\n\n").replace("-- \n\n", "-- \n");
  const link = settingsAt === undefined ? {} : { link: { to: settingsAt, says: words.settings } };
  const html = pageOf({ title, intro, body, foot: words.why, ...link, language: to.language });
  return { text: `${text}\n`, html, ...settingsAt === undefined ? {} : { settingsAt } };
}
