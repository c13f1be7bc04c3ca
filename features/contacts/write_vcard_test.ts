import assert from "node:assert/strict";
import { readImport } from "./read_import.ts";
import { writeVcards } from "./write_vcard.ts";

Deno.test("cards that are written are read again as they were, whatever is in them", async () => {
  const contacts = [
    {
      name: "Ștefan Pop; jr., ing.",
      company: "Popa, Ion & Fiii; SRL",
      numbers: ["0722 000 111", "+40 21 123 4567"],
      note: "a\nb, c; d\\e",
      isVip: true,
    },
    { name: "A".repeat(64), numbers: ["112"] },
  ];
  const text = await writeVcards(contacts);
  assert.ok(text.split("\r\n").every((line) => new TextEncoder().encode(line).length <= 75), "folded (RFC 6350 §3.2)");
  const { rows } = readImport({ octets: new TextEncoder().encode(text), country: "RO" });
  const read = [...rows].map(({ contact }) => {
    assert.ok(contact !== undefined);
    const { keys: _, ...others } = contact;
    return others;
  });
  assert.deepEqual(read, contacts);
});
