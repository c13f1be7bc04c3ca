import type { OpenMatter } from "../directory/mod.ts";

/** More of each kind is not read while the phone rings. */
export const MOST_MATTERS = 3;

const LONGEST = { title: 120, state: 40, link: 500 } as const;

/** One matter as it is shown: cut short, and with a link only where that goes by https. Nothing where it has no title. */
export function matterOf(
  kind: OpenMatter["kind"],
  { title, state, link }: Readonly<Record<"title" | "state" | "link", string | undefined>>,
): readonly OpenMatter[] {
  if (title === undefined) return [];
  return [{
    kind,
    title: short(title, LONGEST.title),
    ...state === undefined ? {} : { state: short(state, LONGEST.state) },
    ...link === undefined || !isSafe(link) ? {} : { link },
  }];
}

function short(text: string, most: number): string {
  const plain = text.replace(/\p{Cc}+/gu, " ").trim();
  return plain.length <= most ? plain : `${plain.slice(0, most - 1)}…`;
}

function isSafe(link: string): boolean {
  return link.length <= LONGEST.link && link.startsWith("https://") && URL.canParse(link);
}
