import assert from "node:assert/strict";
import { formatFault } from "./fault.ts";
import { type StowedOffice, stowOffice, writeOffice } from "./stored_office.ts";

const ENVIRONMENT = { BOB: "s3cret-from-outside" };

function stow(text: string, kept: ReadonlyMap<string, string> = new Map()): StowedOffice {
  const judged = stowOffice(text, { fileName: "office.yml", environment: ENVIRONMENT, kept: (path) => kept.get(path) });
  if (!judged.ok) throw new Error(judged.faults.map(formatFault).join("\n"));
  return judged.value;
}

const BLOCK = `# The house of Ana and Bob
office: { name: Demo Office, country: RO, time_zone: Europe/Bucharest }

extensions:   # people
  # Ana sits by the door
  - { number: "101", name: Ana Pop,   secret: s3cret-101 }   # old phone
  - number: "102"
    name: Bob Ion
    secret: "\${BOB}"
  - { number: "103", name: Eva, secret: "s3cret: \\"103\\"" }
`;
const JSON_FILE = JSON.stringify({
  office: { name: "Demo", country: "RO", time_zone: "Europe/Bucharest" },
  extensions: [{ number: "101", name: "Ana", secret: "s3cret-101" }],
});

Deno.test("the stored document is the owner's own text without its secrets", () => {
  const { document, secrets, file } = stow(BLOCK);
  assert.equal(
    document,
    BLOCK.replace("s3cret-101", "!kept").replace('"s3cret: \\"103\\""', "!kept"),
  );
  assert.deepEqual([...secrets], [["extensions/101/secret", "s3cret-101"], ["extensions/103/secret", 's3cret: "103"']]);
  assert.deepEqual(file.extensions.map(({ secret }) => secret), ["s3cret-101", "s3cret-from-outside", 's3cret: "103"']);
});

const OFFICE_LINE = "office: { name: Demo, country: RO, time_zone: Europe/Bucharest }\n";

const FILES: readonly [string, string][] = [
  ["a block file", BLOCK],
  ["a file with a document start", `%YAML 1.2\n--- # here\n${BLOCK}`],
  ["an indented file", BLOCK.replace(/^(?=.)/gm, "  ")],
  ["a JSON file", JSON_FILE],
  ["a JSON file on many lines", JSON.stringify(JSON.parse(JSON_FILE), null, 2)],
  ["a flow file", "{ office: { name: D, country: RO, time_zone: UTC }, extensions: [] }"],
  ["a file with its own revision at the end", `${BLOCK}revision: 3 # mine\n`],
  ["a file with its own revision at the top", `revision: 3\n${BLOCK}`],
  ["a JSON file with its own revision last", JSON_FILE.replace(/}$/, ', "revision": 3}')],
  ["a file with Windows line ends and a byte order mark", `\uFEFF${BLOCK.replaceAll("\n", "\r\n")}`],
  ["a file without a last line end", BLOCK.trimEnd()],
];
for (const [what, text] of FILES) {
  Deno.test(`${what} that is exported and applied again is the same`, () => {
    const first = stow(text);
    assert.ok(!first.document.includes("revision"));
    const exported = writeOffice({ document: first.document, revision: 7 });
    assert.ok(!/s3cret-10[13]|s3cret:/.test(exported), "a secret was exported");
    const again = stow(exported, first.secrets);
    assert.equal(again.document, first.document);
    assert.deepEqual([...again.secrets], [...first.secrets]);
    assert.equal(again.file.revision, 7);
    assert.deepEqual(again.file.extensions, first.file.extensions);
  });
}

Deno.test("an export shows its header, its revision, and where secrets are", () => {
  const exported = writeOffice({ document: stow(BLOCK).document, revision: 7 });
  assert.deepEqual(exported.split("\n").slice(0, 5), [
    "# kontor export: revision 7. Change this file and apply it; the box refuses when it has moved on meanwhile.",
    "# kontor export: !kept stands for a secret that the box has and does not tell.",
    "revision: 7",
    "# The house of Ana and Bob",
    "office: { name: Demo Office, country: RO, time_zone: Europe/Bucharest }",
  ]);
  assert.match(exported, /secret: !kept \} {3}# old phone/);
  assert.match(exported, /secret: "\$\{BOB\}"/);
});

Deno.test("what cannot be cut out cleanly is refused and not stored", () => {
  const judged = stowOffice(BLOCK.replace("secret: s3cret-101", "secret: !!str s3cret-101"), {
    fileName: "office.yml",
    environment: ENVIRONMENT,
  });
  assert.ok(!judged.ok);
  assert.match(judged.faults.map(formatFault).join("\n"), /cannot be stored/);
});

const PINS = `${OFFICE_LINE}extensions: [{ number: "101", name: Ana, secret: s3cret-101, voicemail: { pin: "4711" } }]
rooms:
  - { number: "2001", name: Board, pin: "1234", moderator_pin: "987654" }
  - { number: "2002", name: Kitchen }
disa: [{ name: home, pin: "739154", as: "101" }]
`;

Deno.test("PINs are kept as secrets are: mailboxes', rooms', and those of the ways in", () => {
  const { document, secrets, file } = stow(PINS);
  for (const pin of ["4711", "1234", "987654", "739154"]) assert.ok(!document.includes(pin), document);
  assert.deepEqual(Object.fromEntries(secrets), {
    "extensions/101/secret": "s3cret-101",
    "extensions/101/voicemail.pin": "4711",
    "rooms/2001/pin": "1234",
    "rooms/2001/moderator_pin": "987654",
    "disa/home/pin": "739154",
  });
  const again = stow(writeOffice({ document, revision: 7 }), secrets);
  assert.equal(again.document, document);
  assert.deepEqual(again.file.rooms, file.rooms);
  assert.equal(again.file.disa[0]!.pin, "739154");
  assert.equal(again.file.extensions[0]!.voicemail!.pin, "4711");
});

Deno.test("!kept stands for no PIN that the box does not have, and two kept ones may not be the same", () => {
  const faultsOf = (text: string, kept: Readonly<Record<string, string>> = {}): readonly string[] => {
    const judged = stowOffice(text, { fileName: "office.yml", environment: {}, kept: (path) => kept[path] });
    return judged.ok ? [] : judged.faults.map(formatFault);
  };
  const room = `${OFFICE_LINE}rooms: [{ number: "2001", name: X, pin: !kept, moderator_pin: !kept }]\n`;
  assert.match(faultsOf(room).join("\n"), /rooms\[0\]\.pin: the box has kept no PIN for "2001": write one/);
  assert.match(faultsOf(room).join("\n"), /rooms\[0\]\.moderator_pin: the box has kept no PIN/);
  const same = { "rooms/2001/pin": "1234", "rooms/2001/moderator_pin": "1234" };
  assert.match(faultsOf(room, same).join("\n"), /pin and moderator_pin are the same/);
  assert.deepEqual(faultsOf(room, { ...same, "rooms/2001/moderator_pin": "4321" }), []);
});
