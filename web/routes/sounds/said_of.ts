import type { SignedVisit } from "../../page/mod.ts";
import type { OwnSound } from "../../sounds/mod.ts";

/** What people call a sound, and where it is heard. */
export function saidOf(
  { kind, id }: OwnSound,
  { words: { sounds: words }, world }: SignedVisit,
): { readonly name: string; readonly about: string } {
  const [first = "", rest] = id.split(":");
  switch (kind) {
    case "announcement":
      return { name: words.announcement(id), about: words.heardIn(placesOf(id, world)) };
    case "prompt": {
      const language = first === "ro" ? "ro" : "en";
      return { name: world.sentences(language).get(rest ?? "") ?? id, about: `${rest} · ${words.languages[language]}` };
    }
    case "music":
      return rest === undefined ? { name: id, about: "" } : { name: rest, about: first };
  }
}

/** The announcements and menus of the office that say it. */
function placesOf(number: string, { directory }: SignedVisit["world"]): readonly string[] {
  const { announcements, menus } = directory();
  return [...announcements.values(), ...menus.values()].flatMap(({ name, says }) =>
    says.some((part) => part.type === "recorded" && part.number === number) ? [name] : []
  );
}
