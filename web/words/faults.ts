import type { ConfigFault, FaultReason } from "../../core/config/mod.ts";
import type { DeskLanguage } from "./in_both.ts";
import { labelOf } from "./field_words.ts";
import { RO_EXPECTED } from "./settings/ro_expected.ts";

/** What is wrong with a setting, in somebody's language; what has no words in it yet is said in English. */
export function faultIn({ text, reason }: Pick<ConfigFault, "text" | "reason">, language: DeskLanguage): string {
  return language === "en" || reason === undefined ? text : inRomanian(reason) ?? text;
}

/**
 * `extensions[3].forward.busy` in the words of the forms; lines count from 1.
 *
 * @param within where the path begins: `extensions`; from the office down unless told
 */
export function labelOfPath(path: string, language: DeskLanguage, within = ""): string {
  const keys = path.replaceAll(/\[(\d+)\]/g, (_, nth: string) => `.#${Number(nth) + 1}`).split(".");
  const isName = (key: string) => !/^[#\d*]/.test(key);
  return keys.map((key, at) => {
    const place = [within, ...keys.slice(0, at + 1).filter(isName)].filter((each) => each !== "").join(".");
    return isName(key) ? labelOf(place, language) : key.replace(/^#(?=\d)/, "");
  }).join(" › ");
}

const THINGS: Readonly<Record<string, string>> = {
  extension: "interiorul",
  group: "grupul",
  queue: "coada",
  menu: "meniul",
  hours: "programul",
  announcement: "anunțul",
  room: "conferința",
  page: "anunțul prin difuzoare",
  disa: "intrarea din afară",
  voicemail: "căsuța vocală",
  trunk: "linia externă",
  prompt: "propoziția",
};

function inRomanian(reason: FaultReason): string | undefined {
  switch (reason.is) {
    case "missing":
      return "lipsește";
    case "unknown-key":
      return `„${reason.key}” nu este cunoscut aici`;
    case "unlike": {
      const expected = RO_EXPECTED[reason.what];
      return expected === undefined ? undefined : `${valueOf(reason.value)} nu este ${expected}`;
    }
    case "out-of-range": {
      const kind = reason.isWhole ? "un număr întreg" : "un număr";
      return `${valueOf(reason.value)} nu este ${kind} de la ${reason.from} la ${reason.to}`;
    }
    case "no-choice":
      return `${valueOf(reason.value)} nu este printre: ${reason.of.join(", ")}`;
    case "too-many":
      return `are ${reason.count}: sunt posibile cel mult ${reason.most}`;
    case "none":
      return "este o listă goală: numiți cel puțin unul";
    case "no-destination":
      return `„${reason.value}” nu este un loc unde poate ajunge un apel: scrieți ca în "101", "group 600", "hang-up busy"`;
    case "no-such":
      return `nu există ${THINGS[reason.kind] ?? reason.kind} „${reason.id}”`;
    case "taken":
      return `„${reason.value}” este luat deja de ${takerOf(reason.by)}`;
    case "emergency":
      return `„${reason.value}” este un număr de urgență și nu poate fi altceva`;
  }
}

/** A path is said in the words of the forms; what is none says itself what it is. */
function takerOf(by: string): string {
  const [, code] = /^the code "(.*)"$/.exec(by) ?? [];
  if (code !== undefined) return `codul „${labelOf(`codes.${code}`, "ro")}”`;
  const [, slots] = /^a parking slot \((.*)\)$/.exec(by) ?? [];
  return slots === undefined ? labelOfPath(by, "ro") : `un loc de parcare (${slots})`;
}

/** As a fault describes what stands there: a text in quotation marks, a number, a list. */
function valueOf(value: string): string {
  const words: Readonly<Record<string, string>> = { "a list": "o listă", "a map": "un obiect", "nothing": "nimic" };
  return words[value] ?? value.replace(/^"(.*)"$/, "„$1”");
}
