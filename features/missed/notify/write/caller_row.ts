import { ANONYMOUS, shownNumber } from "../../../../core/routing/mod.ts";
import type { Missed } from "../state.ts";
import type { Told } from "../told.ts";
import { escapeHtml, FONT, oneLine } from "./html.ts";
import { NOTICE_WORDS } from "./words.ts";

/** What is known of callers by name, as far as somebody knew in time. */
export type Names = ReadonlyMap<string, string>;

/** Who called, as his name and number are read. */
export function whoIs(caller: string, names: Names, { language, country }: Told): string {
  const number = numberOf(caller, language, country);
  const name = oneLine(names.get(caller) ?? "");
  return name === "" ? number : `${name} (${number})`;
}

export function numberOf(caller: string, language: Told["language"], country: string): string {
  if (caller === ANONYMOUS) return NOTICE_WORDS[language].anonymous;
  return oneLine(shownNumber(caller.replace(/^raw:/, ""), country));
}

/** `tel:` leads back to whoever has a number of the world; an extension's digits from outside are nobody's. */
function telOf(caller: string): string | undefined {
  return /^\+[0-9]{5,15}$/.test(caller) ? `tel:${caller}` : undefined;
}

/** What happened, in a few words: `called 0376 443 311 twice, last at ..., rang at 101, 102`. */
export function storyOf(missed: Missed, to: Told): string {
  const words = NOTICE_WORDS[to.language];
  const { did, attempts, lastAt, rang, route } = missed;
  const phones = rang.length === 0 ? words.nobodyRang : `${words.rang} ${rang.slice(0, 12).map(oneLine).join(", ")}`;
  const way = route === undefined ? [] : [`${words.way} ${oneLine(route)}`];
  return [
    `${words.called(oneLine(to.ours(did)))} ${words.times(attempts)}`,
    `${words.last} ${to.when(lastAt)}`,
    phones,
    ...way,
  ].join(", ");
}

/** One caller of a list, as both halves of a mail tell him. */
export interface CallerRow {
  readonly who: string;
  readonly story: string;
  readonly tel: string | undefined;
}

export function rowOf(missed: Missed, names: Names, to: Told): CallerRow {
  return { who: whoIs(missed.caller, names, to), story: storyOf(missed, to), tel: telOf(missed.caller) };
}

export function htmlOf({ who, story, tel }: CallerRow, callBack: string): string {
  const name = escapeHtml(who);
  const shown = tel === undefined ? name : `<a href="${tel}" style="color:#1f5fa8;text-decoration:none">${name}</a>`;
  const button = tel === undefined
    ? ""
    : `<a href="${tel}" style="display:inline-block;padding:7px 14px;border-radius:6px;background:#1f5fa8;color:#ffffff;text-decoration:none;${FONT};font-size:13px;white-space:nowrap">${
      escapeHtml(callBack)
    }</a>`;
  return `<tr><td style="padding:6px 28px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr>
<td style="padding:6px 0;border-top:1px solid #eef1f4;${FONT};font-size:15px;line-height:21px;font-weight:600;color:#1d2733">${shown}
<div style="${FONT};font-size:13px;line-height:19px;font-weight:400;color:#5b6673">${escapeHtml(story)}</div></td>
<td align="right" valign="middle" style="padding:6px 0 6px 12px;border-top:1px solid #eef1f4">${button}</td></tr></table></td></tr>`;
}

/** The same as text. */
export function textOf({ who, story, tel }: CallerRow): string {
  return `- ${who}\n  ${story}${tel === undefined ? "" : `\n  ${tel}`}`;
}
