import assert from "node:assert/strict";
import { ANA, read } from "./office_exam.ts";

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
  assert.deepEqual(help!.callBack, { key: "1", tries: 2 });
  assert.equal(help!.announce.says.length, 2);
  assert.deepEqual(help!.otherwise, [{ kind: "queue", id: "8001" }, { kind: "hang-up", id: "busy" }]);
});
