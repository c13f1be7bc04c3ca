import assert from "node:assert/strict";
import { faultsOf, OFFICE, read } from "./office_exam.ts";
import { readOffice } from "./read_office.ts";
import { stowOffice } from "./stored_office.ts";

const CRM = `crm:
  - { name: sales, kind: odoo, url: "https://acme.odoo.com", database: acme, user: ana, secret: 0123456789abcdef }
  - name: europe
    kind: zoho
    url: https://accounts.zoho.eu
    client_id: 1000.ABC
    secret: client-s3cret
    refresh_token: 1000.refresh
    log_calls: true
  - name: own
    kind: http
    url: https://crm.example.com/api
    secret: x123456789
    template: { find: { path: "/people?phone={e164}" }, list: data.items, company: firm.name, matters: { path: "/people/{contact}/tickets", state: phase } }
`;

Deno.test("customer databases are read, and their keys are kept apart from the file", () => {
  const [sales, europe, own] = read(CRM).crm;
  assert.deepEqual([sales?.kind, sales?.user, sales?.logsCalls], ["odoo", "ana", false]);
  assert.deepEqual([europe?.refreshToken, europe?.logsCalls], ["1000.refresh", true]);
  assert.deepEqual(own?.template, {
    find: { method: "GET", path: "/people?phone={e164}" },
    list: "data.items",
    id: "id",
    name: "name",
    company: "firm.name",
    matters: { kind: "ticket", path: "/people/{contact}/tickets", list: ".", title: "title", state: "phase" },
    header: "Authorization: Bearer {secret}",
  });
  const options = { fileName: "office.yml", environment: {} };
  const stowed = stowOffice(OFFICE + CRM, options);
  assert.ok(stowed.ok);
  assert.doesNotMatch(stowed.value.document, /x123456789|0123456789|client-s3cret|1000\.refresh/);
  assert.deepEqual([...stowed.value.secrets.keys()], [
    "crm/sales/secret",
    "crm/europe/secret",
    "crm/europe/refresh_token",
    "crm/own/secret",
  ]);
  const again = readOffice(stowed.value.document, { ...options, kept: (path) => stowed.value.secrets.get(path) });
  assert.ok(again.ok);
  assert.deepEqual(again.value.crm, stowed.value.file.crm);
});

Deno.test("the phone book has names, and numbers as people write them", () => {
  const text = 'contacts: [{ name: Ion, company: Țuțuianu SRL, numbers: ["+40 (722) 000-222", "0211234567"] }]\n';
  assert.deepEqual(read(text).contacts, [
    { name: "Ion", company: "Țuțuianu SRL", numbers: ["+40 (722) 000-222", "0211234567"] },
  ]);
});

const REFUSED: readonly (readonly [string, RegExp])[] = [
  ["crm: [{ name: a, kind: odoo, secret: 0123456789a }]", /crm\[0\]\.url: is missing: "odoo" needs it/],
  ["crm: [{ name: a, kind: zoho, url: 'https://z', secret: 0123456789a }]", /crm\[0\]\.client_id: is missing/],
  ["crm: [{ name: a, kind: http, url: 'https://z', secret: 0123456789a }]", /crm\[0\]\.template: is missing/],
  ["crm: [{ name: a, kind: hubspot, secret: short }]", /crm\[0\]\.secret: is too short/],
  ["crm: [{ name: a, kind: hubspot, secret: 'two words here' }]", /has a character in it that no header may have/],
  ["crm: [{ name: a, kind: sap, secret: 0123456789a }]", /"sap" is not one of "odoo"/],
  [
    "crm: [{ name: a, kind: hubspot, secret: 0123456789a }, { name: a, kind: hubspot, secret: 0123456789a }]",
    /crm\[1\]\.name: "a" is taken already in line 2/,
  ],
  ["crm: [{ name: a, kind: hubspot, secret: !kept }]", /the box has kept no secret for "a"/],
  ["contacts: [{ name: A, numbers: [] }]", /numbers: is an empty list/],
  [
    `contacts: [{ name: A, numbers: ["0722000111"], note: ${"x".repeat(301)} }]`,
    /note: .* is not a line of at most 300/,
  ],
  ["contacts: [{ name: A, numbers: ['call me'] }]", /"call me" is not a phone number/],
];
for (const [text, fault] of REFUSED) {
  Deno.test(`${text} is refused`, () => assert.match(faultsOf(`${text}\n`).join("\n"), fault));
}
