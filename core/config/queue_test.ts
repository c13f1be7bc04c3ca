import assert from "node:assert/strict";
import { formatFault } from "./fault.ts";
import { ANA, faultsOf, OFFICE, OUTSIDE, read } from "./office_exam.ts";
import { readCallList } from "./outbound.ts";
import { readOffice } from "./read_office.ts";

Deno.test("a queue is read, with what it leaves out filled in", () => {
  const { queues } = read(`${ANA}queues:
  - { number: "8001", name: Sales, members: ["101"] }
  - number: "8002"
    name: Help
    members: [{ number: "101", penalty: 2, weight: 3, skills: { german: 8 } }]
    strategy: skills
    needs: [german]
    vip: ["0722*"]
    keys: { "0": "101" }
    call_back: { tries: 2 }
    announce: { every: 30, says: [thank-you, [welcome, { silence: 500 }]] }
    otherwise: [queue 8001, hang-up busy]
`);
  const [sales, help] = queues;
  assert.deepEqual(sales, {
    number: "8001",
    name: "Sales",
    members: [{ number: "101", penalty: 0, weight: 1, skills: {} }],
    strategy: "memory",
    logIn: false,
    ringForS: 15,
    retryS: 5,
    wrapUpS: 5,
    autoPause: 0,
    skipBusy: true,
    most: 50,
    maxWaitS: 1800,
    joinIf: "reachable",
    stayIf: "logged-in",
    weight: 0,
    vip: [],
    needs: [],
    announce: { position: true, wait: true, everyS: 45, says: [] },
    keys: {},
    otherwise: [],
  });
  assert.deepEqual(help!.members, [{ number: "101", penalty: 2, weight: 3, skills: { german: 8 } }]);
  assert.deepEqual(help!.keys, { "0": { kind: "dial", id: "101" } });
  assert.deepEqual(help!.callBack, { key: "1", tries: 2, atTime: true });
  assert.equal(help!.announce.says.length, 2);
  assert.deepEqual(help!.otherwise, [{ kind: "queue", id: "8001" }, { kind: "hang-up", id: "busy" }]);
});

Deno.test("an agent may be a mobile, which belongs to an extension; a queue may promise how soon it answers", () => {
  const { queues } = read(`${ANA}queues:
  - { number: "8001", name: Sales, answer_within: 30, members: ["0722123456", { number: "+40733000111", owner: "101" }] }
${OUTSIDE}`);
  assert.deepEqual(queues[0]!.members, [
    { number: "0722123456", penalty: 0, weight: 1, skills: {} },
    { number: "+40733000111", owner: "101", penalty: 0, weight: 1, skills: {} },
  ]);
  assert.equal(queues[0]!.answerWithinS, 30);
});

Deno.test("the owner of an agent's mobile is an extension, and so is an agent of a few digits", () => {
  const members = '["102", { number: "0722123456", owner: "103" }, "07*"]';
  const faults = faultsOf(`${ANA}queues: [{ number: "8001", name: Sales, members: ${members} }]\n`).join("\n");
  assert.match(faults, /there is no extension "102"[^]*there is no extension "103"/);
  assert.match(faults, /"07\*" is not an extension, or a number outside of 7 digits or more/);
});

const CLASH: readonly (readonly [string, string])[] = [
  ["call_back: {}", ', which is "1" when left out'],
  ['call_back: { key: "1" }', " in line 3"],
];
for (const [callBack, where] of CLASH) {
  Deno.test(`the key by which callers ask to be called back leads nowhere else: ${callBack}`, () => {
    const queue = (keys: string) =>
      `${ANA}queues: [{ number: "8001", name: Sales, members: ["101"], keys: { ${keys} }, ${callBack} }]\n`;
    assert.deepEqual(faultsOf(queue('"0": "101", "1": "101"')), [
      `office.yml:3:79 queues[0].keys.1: "1" is taken already by queues[0].call_back.key${where}: by it callers ask to be called back`,
    ]);
    assert.equal(read(queue('"0": "101"')).queues[0]!.callBack?.key, "1");
  });
}

const LIST = (rest: string) =>
  `${ANA}queues: [{ number: "8001", name: Sales, members: ["101"], outbound: { ${rest} } }]\n`;

Deno.test("calls that agents make are listed, with what is usual filled in", () => {
  const { queues } = read(
    LIST('calls: ["0722123456", { number: "+40733000111", name: Maria Pop }], do_not_call: ["0744*"]'),
  );
  assert.deepEqual(queues[0]!.outbound, {
    calls: [{ number: "0722123456" }, { number: "+40733000111", name: "Maria Pop" }],
    doNotCall: ["0744*"],
    tries: 3,
    againS: 3_600,
    ringForS: 30,
  });
  assert.match(faultsOf(LIST("hours: shop")).join(), /there is no hours "shop"/);
  assert.match(faultsOf(LIST("file: ../list.csv")).join(), /is not the path of a CSV file inside the data folder/);
});

const ROWS: readonly (readonly [string, readonly Record<string, string>[], unknown])[] = [
  ["numbers as people write them", [{ number: "0722 123-456", name: "Ana" }, { number: "+40 (733) 000111" }], [
    { number: "0722123456", name: "Ana" },
    { number: "+40733000111" },
  ]],
  ["a word", [{ number: "0722123456" }, { number: "Ana" }], 'line 3: "Ana" is not a number as it is dialled'],
  ["no number", [{ name: "Ana" }], 'line 2: "" is not a number as it is dialled'],
  ["nobody", [], "it has no line behind number,name"],
];
for (const [what, records, expected] of ROWS) {
  Deno.test(`a list of calls is read: ${what}`, () => {
    const result = readCallList(records.map((record, at) => ({ record, line: at + 2 })));
    assert.deepEqual(result.ok ? result.value : result.fault.text, expected);
  });
}

Deno.test("a list that cannot be read is a fault of the file that names it", () => {
  const judged = readOffice(OFFICE + LIST("file: lists/a.csv"), {
    fileName: "office.yml",
    environment: {},
    callList: () => ({ ok: true, value: [{ record: { number: "x" }, line: 2 }] }),
  });
  assert.match(
    judged.ok ? "" : judged.faults.map(formatFault).join(),
    /queues\[0\]\.outbound\.file: "lists\/a\.csv": line 2: "x" is not a number as it is dialled/,
  );
});
