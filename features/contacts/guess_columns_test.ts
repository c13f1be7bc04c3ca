import assert from "node:assert/strict";
import { guessColumns } from "./guess_columns.ts";

const EXPORTS: readonly (readonly [whose: string, head: string, uses: string])[] = [
  [
    "Google",
    "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Nickname,File As,Organization Name,Organization Title,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Website 1 - Value",
    "first,first,last,skip,skip,skip,skip,company,skip,skip,note,skip,skip,skip,skip,skip,number,skip,number,skip",
  ],
  [
    "Google, as it was",
    "Name,Given Name,Family Name,Group Membership,Phone 1 - Type,Phone 1 - Value,Organization 1 - Name",
    "name,first,last,skip,skip,number,company",
  ],
  [
    "Outlook",
    "Title,First Name,Last Name,Suffix,Company,Business Street,Business Postal Code,Business Fax,Business Phone,Business Phone 2,Home Phone,Mobile Phone,Pager,E-mail Address,Notes",
    "skip,first,last,skip,company,skip,skip,skip,number,number,number,number,skip,skip,note",
  ],
  [
    "somebody in Romania",
    "Nume,Prenume,Firmă,Telefon mobil,Telefon fix,Observații",
    "last,first,company,number,number,note",
  ],
  [
    "somebody in Germany",
    "Nachname,Vorname,Firma,Handy,Telefon geschäftlich,Fax",
    "last,first,company,number,number,skip",
  ],
  ["ourselves", "Name,Company,Note,VIP,Number 1,Number 2", "name,company,note,vip,number,number"],
  ["ourselves, in Romanian", "Nume,Firmă,Notă,VIP,Număr 1,Număr 2", "name,company,note,vip,number,number"],
  ["a list", "Contact,Tel.", "name,number"],
];
for (const [whose, head, uses] of EXPORTS) {
  Deno.test(`the columns are known that ${whose} writes`, () => {
    const heads = head.split(",");
    assert.deepEqual(guessColumns(heads, [heads.map(() => "")]).join(), uses);
  });
}

Deno.test("columns that nobody has headed are known by what they hold", () => {
  const rows = [["1", "Ion Popa", "0722 000 111"], ["2", "Ana", "+40 21 123 4567"]];
  assert.deepEqual(guessColumns(undefined, rows), ["skip", "name", "number"]);
});
