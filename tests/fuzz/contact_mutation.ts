import { ENCODINGS } from "../../features/contacts/mod.ts";
import { readImport } from "../../features/contacts/read_import.ts";
import { abuse } from "../../media/file/exam.ts";
import { encodeText } from "../lab/contact_desk.ts";
import { seeded } from "../lab/signals.ts";

/** How the damaged files fared. */
export interface ContactsFuzzed {
  readonly files: number;
  /** Rows that may be kept. */
  readonly good: number;
  /** Rows with a fault, each named. */
  readonly faulty: number;
}

const TABLE =
  'Name,Company,Phone,Notes,VIP\r\n"Ion ""I"" Popa",Popa SRL,0722 000 111 ::: 021 123 4567,"one\r\ntwo",x\r\n' +
  "Ștefan,,=4.07E+10,,\r\n";
const CARDS =
  'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ana\\, ing.\r\nN:Pop;Ana;;;\r\nORG:A;B\r\nTEL;VALUE=uri;TYPE="voice,home":tel:+40-722-000-113;ext=12%41\r\n' +
  "NOTE:one\\ntwo\r\n three\r\nCATEGORIES:VIP,x\r\nEND:VCARD\r\n" +
  "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=windows-1250;ENCODING=QUOTED-PRINTABLE:=AAerban;D=\r\nan\r\nTEL;WORK;VOICE:(021) 123 4568\r\nEND:VCARD\r\n";
/** What the formats are made of, put where it does not belong. */
const SPLINTERS = [
  '"',
  ";",
  ":",
  "\r\n",
  "=",
  "%E0%A4",
  "BEGIN:VCARD\r\n",
  "END:VCARD\r\n",
  'sep="\n',
  "\u0000",
  "TEL;X=:",
  "\\",
  ",",
  " ",
];

/** Reads `count` files, whole and damaged. Throws when anything does, or when a fault does not say what it is about. */
export function fuzzContacts(seed: number, count: number): ContactsFuzzed {
  const next = seeded(seed);
  let [good, faulty] = [0, 0];
  for (let file = 0; file < count; file++) {
    const { rows } = readImport({ octets: draw(next), country: "RO" });
    for (const { contact, faults = [], line } of rows) {
      if (contact === undefined && faults.length === 0) {
        throw new Error(`Cannot be: line ${line} is neither good nor bad`);
      }
      if (contact?.keys.length !== contact?.numbers.length) {
        throw new Error(`Cannot be: line ${line} has keys for others`);
      }
      if (contact === undefined) faulty++;
      else good++;
    }
  }
  return { files: count, good, faulty };
}

function draw(next: () => number): Uint8Array {
  const pick = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)]!;
  let text = next() < 0.5 ? TABLE : CARDS;
  for (let wounds = Math.floor(next() * 4); wounds > 0; wounds--) {
    const at = Math.floor(next() * text.length);
    text = text.slice(0, at) + pick(SPLINTERS) + text.slice(at + (next() < 0.5 ? 0 : Math.floor(next() * 12)));
  }
  const octets = encodeText(text, pick(ENCODINGS));
  return next() < 0.3 ? abuse(octets, next) : octets;
}
