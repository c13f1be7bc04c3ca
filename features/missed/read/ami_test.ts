import assert from "node:assert/strict";
import { AmiReader, isNews, writeAction } from "./ami.ts";

const GREETING = "Asterisk Call Manager/9.0.0\r\n";
const ABANDON = "Event: QueueCallerAbandon\r\nPrivilege: agent,all\r\nChannel: PJSIP/provider-0000002a\r\n" +
  "CallerIDName: Ion: Pop\r\nQueue: 800\r\nPosition: 1\r\nHoldTime: 29\r\n\r\n";

Deno.test("messages are read however they are cut, with their keys in lower case and colons in their values", () => {
  const text = `${GREETING}Response: Success\r\nActionID: login\r\nMessage: Authentication accepted\r\n\r\n${ABANDON}`;
  for (let size = 1; size < 40; size++) {
    const reader = new AmiReader();
    const messages = [];
    for (let at = 0; at < text.length; at += size) messages.push(...reader.push(text.slice(at, at + size)) ?? []);
    assert.deepEqual(messages.map((message) => message.size), [3, 7]);
    assert.deepEqual([messages[0]?.get("actionid"), messages[1]?.get("calleridname")], ["login", "Ion: Pop"]);
    assert.deepEqual(messages.map(isNews), [false, true]);
  }
});

Deno.test("what is no Asterisk is told from one, and nobody can fill the memory", () => {
  assert.equal(new AmiReader().push("SSH-2.0-OpenSSH_9.2\r\n"), undefined);
  assert.equal(new AmiReader().push("x".repeat(300_000)), undefined);
  const reader = new AmiReader();
  assert.deepEqual(reader.push(GREETING), []);
  assert.equal(reader.push("a".repeat(300_000)), undefined);
});

Deno.test("a line's end in a value begins no line of its own", () => {
  assert.equal(
    writeAction({ Action: "Login", Username: "a\r\nAction: Originate" }),
    "Action: Login\r\nUsername: aAction: Originate\r\n\r\n",
  );
});
