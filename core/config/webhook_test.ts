import assert from "node:assert/strict";
import { faultsOf, OFFICE, read } from "./office_exam.ts";
import { stowOffice, writeOffice } from "./stored_office.ts";

const CRM =
  "{ name: crm, url: https://crm.example.com/in, secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, events: [call.ended] }";

Deno.test("webhooks are read, with what they leave out filled in", () => {
  const { webhooks } = read(`webhooks:
  - ${CRM}
  - name: wall
    url: http://10.0.0.9:8080/kontor?board=1
    secret: any text that is long
    next_secret: and the one that follows
    events: ["queue.*", "call.missed", "*"]
    give_up_after: 12
    state: held
`);
  assert.deepEqual(webhooks, [
    {
      name: "crm",
      url: "https://crm.example.com/in",
      secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
      events: ["call.ended"],
      giveUpAfterH: 72,
      state: "on",
    },
    {
      name: "wall",
      url: "http://10.0.0.9:8080/kontor?board=1",
      secret: "any text that is long",
      nextSecret: "and the one that follows",
      events: ["queue.*", "call.missed", "*"],
      giveUpAfterH: 12,
      state: "held",
    },
  ]);
});

for (
  const [what, text, fault] of [
    ["without a secret", "{ name: crm, url: https://a.example, events: [] }", /webhooks\[0\]\.secret: is missing/],
    ["with a short one", "{ name: crm, url: https://a.example, secret: short, events: [] }", /is too short/],
    [
      "with what is no base64",
      "{ name: crm, url: https://a.example, secret: whsec_%%%%%%%%%%%%%%%, events: [] }",
      /no base64 behind whsec_/,
    ],
    [
      "to no address",
      "{ name: crm, url: ftp://a.example, secret: 0123456789abcdefg, events: [] }",
      /is not an address/,
    ],
    [
      "of no event",
      "{ name: crm, url: https://a.example, secret: 0123456789abcdefg, events: [call.end] }",
      /did you mean "call.ended"/,
    ],
    [
      "of a pattern that means none",
      '{ name: crm, url: https://a.example, secret: 0123456789abcdefg, events: ["cal.*"] }',
      /is not an event's name/,
    ],
    ["twice under one name", `${CRM}, ${CRM}`, /"crm" is taken already/],
  ] as const
) {
  Deno.test(`a webhook ${what} is refused`, () => {
    assert.match(faultsOf(`webhooks: [${text}]\n`).join("\n"), fault);
  });
}

Deno.test("the secrets of hooks are sealed away: the stored file and its export say !kept, and apply again as they are", () => {
  const text = `${OFFICE}webhooks:
  - { name: crm, url: https://a.example, secret: 0123456789abcdefg, next_secret: hijklmnopqrstuvw, events: ["*"] }
emergency: { webhook: https://b.example/alarm, secret: the alarm has its own }
`;
  const stowed = stowOffice(text, { fileName: "office.yml", environment: {} });
  assert.ok(stowed.ok);
  const { document, secrets } = stowed.value;
  assert.deepEqual([...secrets], [
    ["webhooks/crm/secret", "0123456789abcdefg"],
    ["webhooks/crm/next_secret", "hijklmnopqrstuvw"],
    ["emergency/secret", "the alarm has its own"],
  ]);
  assert.doesNotMatch(document, /0123456789|hijklm|its own/);
  const exported = writeOffice({ document, revision: 3 });
  const again = stowOffice(exported, { fileName: "o.yml", environment: {}, kept: (key) => secrets.get(key) });
  assert.ok(again.ok);
  assert.deepEqual([again.value.document, again.value.secrets], [document, secrets]);
  assert.equal(again.value.file.emergencyNotice.secret, "the alarm has its own");
});

Deno.test("!kept of what the box does not have is refused", () => {
  const faults = faultsOf(`webhooks: [{ name: crm, url: https://a.example, secret: !kept , events: [] }]
emergency: { webhook: https://b.example/alarm, secret: !kept }
`);
  assert.match(faults.join("\n"), /kept no secret for "crm"[^]*kept no secret for "emergency"/);
});

Deno.test("a secret comes out of the environment, and stays there", () => {
  const text = `${OFFICE}emergency: { webhook: https://b.example/alarm, secret: "\${ALARM}" }\n`;
  const stowed = stowOffice(text, { fileName: "office.yml", environment: { ALARM: "the alarm has its own" } });
  assert.ok(stowed.ok);
  assert.deepEqual([...stowed.value.secrets], []);
  assert.equal(stowed.value.file.emergencyNotice.secret, "the alarm has its own");
  assert.match(stowed.value.document, /\$\{ALARM\}/);
});
