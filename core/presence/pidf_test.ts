import assert from "node:assert/strict";
import { toText } from "../base/mod.ts";
import { PRESENCE, type Presence } from "./pidf.ts";
import { PRESENCE_STATES } from "./presence_state.ts";
import { readPidf } from "./read_pidf.ts";

function write(presence: Partial<Presence>): string {
  const state: Presence = { state: "available", language: "en", ...presence };
  return toText(PRESENCE.write(state, { number: "102", host: "box:5080", version: 0, before: undefined }));
}

Deno.test("a document tells the person's state in the order of the schema (RFC 3863 §4.4)", () => {
  assert.equal(
    write({ state: "in-a-meeting" }),
    '<?xml version="1.0" encoding="UTF-8"?>\r\n' +
      '<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model" ' +
      'xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid" entity="sip:102@box:5080">\r\n' +
      '<tuple id="line"><status><basic>open</basic></status><contact>sip:102@box:5080</contact>' +
      "<note>In a meeting</note></tuple>\r\n" +
      '<dm:person id="person"><rpid:activities><rpid:meeting/></rpid:activities>' +
      "<dm:note>In a meeting</dm:note></dm:person>\r\n</presence>\r\n",
  );
});

for (const language of ["en", "ro"]) {
  for (const state of PRESENCE_STATES) {
    Deno.test(`${state} is read as it was written, in ${language}`, () => {
      assert.deepEqual(readPidf(write({ state, language })), { state });
      assert.match(write({ state, language }), state === "offline" ? /<basic>closed</ : /<basic>open</);
    });
  }
}

Deno.test("a text of one's own is carried, and breaks out of no document", () => {
  const note = 'Back at "3" <b>&\r\n--x';
  const text = write({ state: "away", note });
  assert.doesNotMatch(text, /<b>|^--x/m);
  assert.deepEqual(readPidf(text), { state: "away", note: 'Back at "3" <b>& --x' });
});

const pidf = (inside: string, more = ""): string =>
  `<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
  xmlns:r="urn:ietf:params:xml:ns:pidf:rpid" entity="sip:101@box"${more}>${inside}</presence>`;
const OPEN = '<tuple id="a"><status><basic>open</basic></status></tuple>';
const CLOSED = '<tuple id="b"><status><basic>closed</basic></status></tuple>';
const doing = (what: string, note = ""): string =>
  `<dm:person id="p"><r:activities>${what}</r:activities>${note}</dm:person>`;

/** Documents as phones write them, and what they mean. */
const READ: readonly (readonly [what: string, text: string, said: ReturnType<typeof readPidf>])[] = [
  ["nothing but that he is there", pidf(OPEN), { state: "available" }],
  ["nothing but that he is not there", pidf(CLOSED), { state: "offline" }],
  ["two phones, of which one is there", pidf(CLOSED + OPEN + CLOSED), { state: "available" }],
  ["a note in the tuple", pidf(OPEN.replace("</tuple>", "<note>At  lunch\n</note></tuple>")), {
    state: "available",
    note: "At lunch",
  }],
  ["an activity", pidf(OPEN + doing("<r:vacation/>")), { state: "away" }],
  ["an activity of a closed one", pidf(CLOSED + doing("<r:meeting/>")), { state: "in-a-meeting" }],
  ["several activities", pidf(OPEN + doing("<r:busy/><r:on-the-phone/>")), { state: "in-a-call" }],
  ["an activity that says nothing", pidf(OPEN + doing("<r:other>Gardening</r:other>")), { state: "available" }],
  ["busy, by the name of do not disturb", pidf(OPEN + doing("<r:busy/>", "<dm:note>Do Not Disturb</dm:note>")), {
    state: "do-not-disturb",
  }],
  ["a person of a draft", pidf(OPEN + doing("<r:away/>")).replace("data-model", "person"), { state: "away" }],
  ["an older draft's activities", pidf(OPEN + doing("<r:away/>")).replace("pidf:rpid", "pidf:status:rpid"), {
    state: "away",
  }],
  [
    "linphone 5.1's way of saying so",
    `<?xml version="1.0" encoding="UTF-8"?>
<presence xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model" xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid" xmlns:pidfonline="http://www.linphone.org/xsds/pidfonline.xsd" entity="sip:101@127.0.0.1" xmlns="urn:ietf:params:xml:ns:pidf">
 <tuple id="tw52n.">
  <status>
   <basic>open</basic>
   <pidfonline:online/>
  </status>
  <contact priority="0.8">sip:101@127.0.0.1</contact>
  <timestamp>2026-11-21T11:39:08Z</timestamp>
 </tuple>
</presence>`,
    { state: "available" },
  ],
  ["no tuple at all", pidf(""), { state: "available" }],
  ["a long text", pidf(OPEN + doing("<r:away/>", `<dm:note>${"x".repeat(500)}</dm:note>`)), {
    state: "away",
    note: "x".repeat(120),
  }],
  ["no XML", "v=0", undefined],
  ["nothing", "", undefined],
  ["half a document", pidf(OPEN).slice(0, -5), undefined],
  ["another document", '<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info"/>', undefined],
  ["a document of no namespace", "<presence/>", undefined],
  ["entities of its own", `<!DOCTYPE x [<!ENTITY a "b">]>${pidf(OPEN.replace("open", "&a;"))}`, undefined],
  ["a deep one", pidf("<a>".repeat(40) + "</a>".repeat(40)), undefined],
];

for (const [what, text, said] of READ) {
  Deno.test(`a published document with ${what} is ${said === undefined ? "refused" : said.state}`, () => {
    assert.deepEqual(readPidf(text), said);
  });
}
