import ICAL from "ical.js";
import type { ContactDraft } from "./judge.ts";
import { modernCard } from "./vcard_old.ts";

/** A card, with the line of the file that it begins on; without a draft it is none that can be read. */
export interface Card {
  readonly line: number;
  readonly draft?: ContactDraft;
  /** Its beginning, for whoever looks for what is wrong with it. */
  readonly text: string;
}

/** A property as ical.js tells it (jCard, RFC 7095 §3.3): name, parameters, type of the value, values. */
type Property = readonly [
  name: string,
  parameters: Readonly<Record<string, unknown>>,
  type: string,
  ...values: unknown[],
];

/** What is large and tells nothing that is kept. */
const LARGE = /^(?:[\w-]+\.)?(photo|logo|sound|key)[;:]/i;
/** A number that nobody speaks at. */
const NO_VOICE = /fax|pager|modem|bbs|textphone|video/i;

/** The cards of a file (RFC 2426, RFC 6350; 2.1 as Outlook writes it), each read by itself: one that is wrong spoils no other. */
export function readCards(text: string): readonly Card[] {
  const cards: Card[] = [];
  let lines: string[] | undefined;
  let first = 0;
  let isLarge = false;
  for (const [at, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (/^\ufeff?begin:vcard\s*$/i.test(line)) {
      if (lines !== undefined) cards.push({ line: first, text: lines[1] ?? "" });
      [lines, first, isLarge] = [["BEGIN:VCARD"], at + 1, false];
    } else if (lines !== undefined && /^end:vcard\s*$/i.test(line)) {
      cards.push(cardOf([...lines, "END:VCARD"].join("\r\n"), first));
      lines = undefined;
    } else if (lines !== undefined) {
      // A line that begins with a space goes on with the one before (RFC 6350 §3.2).
      if (!/^[ \t]/.test(line)) isLarge = LARGE.test(line);
      if (!isLarge && line !== "") lines.push(line);
    }
  }
  if (lines !== undefined) cards.push({ line: first, text: lines[1] ?? "" });
  return cards;
}

function cardOf(text: string, line: number): Card {
  const shown = text.split("\r\n").slice(1, 3).join(" ").slice(0, 200);
  const properties = propertiesOf(/^version:2\.1/im.test(text) ? modernCard(text) : text);
  return properties === undefined ? { line, text: shown } : { line, text: shown, draft: draftOf(properties) };
}

/** Undefined where the library says, in whatever way, that it is no card: its own error for most, a TypeError for some. */
function propertiesOf(text: string): readonly Property[] | undefined {
  try {
    const parsed: readonly unknown[] = ICAL.parse(text);
    return Array.isArray(parsed[1]) ? parsed[1].filter(isProperty) : undefined;
  } catch {
    return undefined;
  }
}

function draftOf(properties: readonly Property[]): ContactDraft {
  const all = (name: string) => properties.filter(([each]) => each === name);
  const text = (name: string) => String(all(name)[0]?.[3] ?? "").trim();
  const [family, given, middle] = partsOf(all("n")[0]);
  const name = text("fn") || [given, middle, family].filter((part) => part !== undefined && part !== "").join(" ");
  const company = partsOf(all("org")[0])[0] ?? "";
  return {
    name,
    company,
    numbers: all("tel").filter(([, { type }]) => !NO_VOICE.test(String(type ?? ""))).map(([, , , value]) =>
      dialledOf(String(value))
    ),
    note: all("note").map(([, , , value]) => String(value)).join("\n"),
    isVip: all("categories").some(([, , , ...values]) =>
      values.flat().some((each) => /^vip$/i.test(String(each).trim()))
    ),
  };
}

function isProperty(given: unknown): given is Property {
  return Array.isArray(given) && typeof given[0] === "string" && given.length >= 4;
}

/** A structured value: ical.js tells one of a single part as text. */
function partsOf(property: Property | undefined): readonly string[] {
  const [value] = property?.slice(3) ?? [];
  return value === undefined ? [] : [value].flat().map((part) => String(part).trim());
}

/** `tel:+40-722-000-111;ext=12` (RFC 3966) without its scheme; an extension is dialled by hand. */
function dialledOf(value: string): string {
  if (!/^tel:/i.test(value)) return value;
  const number = value.slice("tel:".length).replace(/;.*$/s, "");
  return number.replace(/%([2-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
