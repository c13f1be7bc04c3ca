/** The longest name that is shown: a caller may call himself anything. */
const LONGEST_NAME = 64;

/** A text of a stranger on one line: nothing unseen, not too long. */
export function oneLine(text: string): string {
  // Bidirectional marks, too: they would turn the rest of the line around.
  const clean = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, " ").replace(/\s+/g, " ").trim();
  const letters = [...clean];
  return letters.length <= LONGEST_NAME ? clean : `${letters.slice(0, LONGEST_NAME - 1).join("")}…`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text inside HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}

export const FONT = "font-family:'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/**
 * A page as mail programs show it: one column of tables, every style in its place, as many of them drop a style sheet; light
 * and dark, and read out in its language.
 */
export function pageOf(
  { title, intro, body, foot, link, language }: {
    readonly title: string;
    readonly intro: string;
    /** HTML. */
    readonly body: string;
    readonly foot: string;
    /** Behind the foot. */
    readonly link?: { readonly to: string; readonly says: string };
    readonly language: string;
  },
): string {
  return `<!DOCTYPE html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;padding:0;background:#f3f5f7">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f5f7"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="560" cellpadding="0" cellspacing="0" style="width:100%;max-width:560px;background:#ffffff;border-radius:10px;border:1px solid #e4e7eb">
<tr><td style="padding:24px 28px 8px;${FONT};font-size:20px;line-height:28px;font-weight:600;color:#1d2733">${
    escapeHtml(title)
  }</td></tr>
<tr><td style="padding:0 28px 12px;${FONT};font-size:14px;line-height:20px;color:#5b6673">${escapeHtml(intro)}</td></tr>
${body}
<tr><td style="padding:16px 28px 22px;border-top:1px solid #e4e7eb;${FONT};font-size:12px;line-height:18px;color:#8a94a0">${
    escapeHtml(foot) + (link === undefined ? "" : ` <a href="${escapeHtml(link.to)}">${escapeHtml(link.says)}</a>`)
  }</td></tr>
</table></td></tr></table></body></html>
`;
}
