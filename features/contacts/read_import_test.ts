import assert from "node:assert/strict";
import { encodeText } from "../../tests/lab/contact_desk.ts";
import { type ImportWish, readImport } from "./read_import.ts";

function read(text: string | Uint8Array, more: Partial<ImportWish> = {}) {
  const octets = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const { head, rows } = readImport({ octets, country: "RO", ...more });
  const all = [...rows];
  return {
    head,
    contacts: all.flatMap(({ contact }) => contact === undefined ? [] : [contact]),
    faults: all.flatMap(({ faults = [] }) => faults),
  };
}

Deno.test("a table is read with its columns, and each fault says line, field and value", () => {
  const { head, contacts, faults } = read(
    'Name,Company,Phone,Notes\r\nIon Popa,Popa SRL,0722 000 111 ::: 021 123 4567,"one\r\ntwo"\r\n\r\n,,nothing,\r\n"Ana ""A"" Pop",,\'+40733000222,\r\n',
  );
  assert.deepEqual(head.columns.map(({ use }) => use), ["name", "company", "number", "note"]);
  assert.deepEqual([head.kind, head.encoding, head.rows], ["csv", "utf-8", 3]);
  assert.deepEqual(contacts.map(({ name, numbers, note }) => [name, numbers, note]), [
    ["Ion Popa", ["0722 000 111", "021 123 4567"], "one\ntwo"],
    ['Ana "A" Pop', ["+40733000222"], undefined],
  ]);
  assert.deepEqual(faults, [
    { line: 5, field: "name", nth: 0, value: "", why: "missing" },
    { line: 5, field: "number", nth: 0, value: "nothing", why: "no-number" },
  ]);
});

Deno.test("what was wrong is mended by its place, and a number that is taken out leaves the others where they were", () => {
  const file = "Name;Phone 1;Phone 2\nIon;unknown;4.07E+10\n;0722000111;\n";
  assert.deepEqual(read(file).faults.map(({ line, field, nth }) => `${line}.${field}.${nth}`), [
    "2.number.0",
    "2.number.1",
    "3.name.0",
  ]);
  const mended = { "2.number.0": "", "2.number.1": "0722 000 222", "3.name.0": "Ana" };
  const { contacts, faults } = read(file, { mended });
  assert.deepEqual(faults, []);
  assert.deepEqual(contacts.map(({ name, numbers }) => [name, ...numbers]), [["Ion", "0722 000 222"], [
    "Ana",
    "0722000111",
  ]]);
});

Deno.test("columns are what whoever imports says they are", () => {
  const { contacts } = read("A,B,C\nIon,0722 000 111,Popa SRL\n", { columns: ["name", "number", "company"] });
  assert.deepEqual(contacts.map(({ name, company }) => [name, company]), [["Ion", "Popa SRL"]]);
});

Deno.test("a line that is no row spoils no other, and is told", () => {
  const { contacts, faults } = read('Name,Phone\nIon,0722 000 111\nAna "A,0722 000 222\nBob,0722 000 333\n');
  assert.deepEqual(contacts.map(({ name }) => name), ["Ion", "Bob"]);
  assert.deepEqual(faults, [{ line: 3, field: "row", nth: 0, value: 'Ana "A,0722 000 222', why: "unreadable" }]);
});

for (
  const [encoding, told] of [["utf-8"], ["utf-16le"], ["utf-16be"], ["windows-1250"], ["windows-1252", "DE"]] as const
) {
  Deno.test(`a table in ${encoding} is read without a word of it`, () => {
    const name = encoding === "windows-1252" ? "Jörg Groß" : "Şerban Ţepeş";
    const { head, contacts } = read(encodeText(`sep=;\r\nName;Phone\r\n${name};0722000111\r\n`, encoding), {
      country: told ?? "RO",
    });
    assert.deepEqual([head.encoding, contacts[0]?.name], [encoding, name]);
  });
}

const ICLOUD =
  `BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//iOS 18//EN\r\nN:Popa;Ion;;;\r\nFN:Ion Popa\r\nORG:Popa SRL;Sales\r
item1.TEL;type=pref:+40 722 000 111\r\nitem1.X-ABLabel:Recepție\r\nTEL;type=HOME;type=FAX:021 111 1111\r\nNOTE:one\\ntwo\\, three\r
PHOTO;ENCODING=b;TYPE=JPEG:AAAA\r\n BBBB\r\nCATEGORIES:Friends,VIP\r\nEND:VCARD\r\n`;
const GOOGLE =
  `BEGIN:VCARD\nVERSION:3.0\nFN:Ștefan\nN:;Ștefan;;;\nTEL;TYPE=CELL:0722 000 112\nTEL;TYPE=WORK:+40 21 123 45\n  67\nEND:VCARD\n`;
const NEWEST =
  `BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ana\r\nTEL;VALUE=uri;TYPE="voice,home":tel:+40-722-000-113;ext=12\r\nEND:VCARD\r\n`;
const OUTLOOK =
  `BEGIN:VCARD\r\nVERSION:2.1\r\nN;LANGUAGE=ro;CHARSET=windows-1250;ENCODING=QUOTED-PRINTABLE:=AAerban;Dan\r
FN;CHARSET=windows-1250;ENCODING=QUOTED-PRINTABLE:Dan =AAer=\r\nban, ing.\r\nTEL;WORK;VOICE:(021) 123 4568\r\nTEL;CELL;VOICE:0722 000 114\r\nEND:VCARD\r\n`;

Deno.test("cards are read as iCloud, Google, Outlook and the newest standard write them", () => {
  const { head, contacts, faults } = read(ICLOUD + GOOGLE + NEWEST + OUTLOOK);
  assert.deepEqual([head.kind, head.rows, faults], ["vcard", 4, []]);
  assert.deepEqual(contacts, [
    {
      name: "Ion Popa",
      company: "Popa SRL",
      numbers: ["+40 722 000 111"],
      note: "one\ntwo, three",
      isVip: true,
      keys: ["+40722000111"],
    },
    { name: "Ștefan", numbers: ["0722 000 112", "+40 21 123 45 67"], keys: ["+40722000112", "+40211234567"] },
    { name: "Ana", numbers: ["+40-722-000-113"], keys: ["+40722000113"] },
    { name: "Dan Şerban, ing.", numbers: ["(021) 123 4568", "0722 000 114"], keys: ["+40211234568", "+40722000114"] },
  ]);
});

Deno.test("a card that is broken or breaks off is told by its line, and the others are read", () => {
  const { contacts, faults } = read(
    `${GOOGLE}BEGIN:VCARD\nVERSION:3.0\nno colon\nEND:VCARD\n${NEWEST}BEGIN:VCARD\nVERSION:3.0\nFN:X\n`,
  );
  assert.deepEqual(contacts.map(({ name }) => name), ["Ștefan", "Ana"]);
  assert.deepEqual(faults.map(({ line, why }) => [line, why]), [[9, "unreadable"], [18, "unreadable"]]);
});
