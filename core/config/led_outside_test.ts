import assert from "node:assert/strict";
import { ANA, faultsOf, read } from "./office_exam.ts";

const ROUTES = `trunks: [{ name: world, kind: peer, host: 192.0.2.7 }]
routes:
  - { match: "0906.", trunks: world, class: premium }
  - { match: "00.", trunks: world, class: international }
  - { match: "0ZXXXXXXXX", trunks: world }
`;

const PLACES = (number: string): readonly (readonly [path: string, text: string])[] => [
  ["numbers[0].to", `numbers: [{ number: "0211234567", to: "${number}" }]\n`],
  ["groups[0].members[0]", `groups: [{ number: "600", name: Sales, members: ["${number}"] }]\n`],
  ["groups[0].members[0]", `groups: [{ number: "600", name: Sales, members: [{ number: "${number}" }] }]\n`],
  ["groups[0].otherwise", `groups: [{ number: "600", name: Sales, members: [], otherwise: "${number}" }]\n`],
  ["queues[0].members[0]", `queues: [{ number: "8001", name: Sales, members: ["${number}"] }]\n`],
  ["extensions[1].find_me[0]", `  - { number: "102", name: Bob, secret: s3cret-102, find_me: ["${number}"] }\n`],
  [
    "extensions[1].forward.always",
    `  - { number: "102", name: Bob, secret: s3cret-102, forward: { always: "${number}" } }\n`,
  ],
];
const PEOPLE = 'extensions:\n  - { number: "101", name: Ana, secret: s3cret-101 }\n';

for (const [path, text] of PLACES("004930123456")) {
  Deno.test(`${path} may lead abroad`, () => {
    assert.ok(read(ROUTES + PEOPLE + text));
  });
}

for (const [path, text] of PLACES("0906123456")) {
  Deno.test(`${path} may not lead to what is dear by its nature`, () => {
    const [fault, ...more] = faultsOf(ROUTES + PEOPLE + text);
    assert.deepEqual(more, []);
    assert.ok(fault!.includes(path), fault ?? "no fault");
    assert.match(fault!, /class premium/);
  });
}

for (const [path, text] of PLACES("0911222")) {
  Deno.test(`${path} may not lead where no route leads`, () => {
    const [fault, ...more] = faultsOf(ROUTES + PEOPLE + text);
    assert.deepEqual(more, []);
    assert.ok(fault!.includes(path), fault ?? "no fault");
    assert.match(fault!, /"0911222" leads nowhere/);
  });
}

Deno.test("a number of the office's length that nobody has is a mistake; one that is written below is not", () => {
  assert.match(faultsOf(`${ANA}numbers: [{ number: "0211234567", to: "102" }]\n`)[0]!, /"102" leads nowhere/);
  for (const to of ["101", "600", "*97", "112", "70"]) {
    const group = 'groups: [{ number: "600", name: Sales, members: ["101"] }]\n';
    assert.ok(read(`numbers: [{ number: "0211234567", to: "${to}" }]\n${ANA}${group}`), to);
  }
});

Deno.test("a dear number is written as one by a route of its own", () => {
  const route = ROUTES.replace(
    "routes:\n",
    'routes:\n  - { match: "0906123456", trunks: world, class: international }\n',
  );
  assert.ok(read(`${route}${ANA}numbers: [{ number: "0211234567", to: "0906123456" }]\n`));
});
