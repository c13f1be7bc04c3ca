import assert from "node:assert/strict";
import { header } from "../sip/mod.ts";
import { confirm } from "./confirm.ts";
import { dialogKey } from "./dialog.ts";
import { exampleDialog, exampleRequest, exampleResponse, field } from "./example.ts";
import { openAsUac, openAsUas } from "./open.ts";
import { requestIn } from "./request_in.ts";

const ROUTES = [field("Record-Route", "<sip:p1;lr>"), field("Record-Route", "<sip:p2;lr>")];
const CONTACT = field("Contact", "<sip:ana@192.0.2.9:5070;transport=tcp>;expires=60");

Deno.test("a request to us opens an early dialog with the routes as they stand", () => {
  const opened = openAsUas(exampleRequest("INVITE", [...ROUTES, CONTACT]), "bobs");
  assert.deepEqual(opened, {
    ok: true,
    value: {
      callId: "c1",
      localTag: "bobs",
      remoteTag: "anas",
      localUri: "<sip:102@box>",
      remoteUri: '"Ana Pop" <sip:101@box>',
      localCseq: 0,
      remoteCseq: 7,
      routeSet: ["<sip:p1;lr>", "<sip:p2;lr>"],
      remoteTarget: "sip:ana@192.0.2.9:5070;transport=tcp",
      state: "early",
    },
  });
});

for (const [status, state] of [[180, "early"], [200, "confirmed"]] as const) {
  Deno.test(`a ${status} to our request opens a dialog that is ${state}, with the routes turned round`, () => {
    const opened = openAsUac(exampleRequest("INVITE"), exampleResponse(status, [...ROUTES, CONTACT]));
    assert.deepEqual(opened, {
      ok: true,
      value: exampleDialog({
        routeSet: ["<sip:p2;lr>", "<sip:p1;lr>"],
        remoteTarget: "sip:ana@192.0.2.9:5070;transport=tcp",
        state,
      }),
    });
  });
}

Deno.test("a 2xx without a Contact is reached where it was asked", () => {
  const opened = openAsUac(exampleRequest("INVITE"), exampleResponse(200));
  assert.ok(opened.ok);
  assert.equal(opened.value.remoteTarget, "sip:102@192.0.2.1");
});

Deno.test("a peer of RFC 2543 has an empty tag, and none is written to it", () => {
  const { headers, ...rest } = exampleResponse(200);
  const tagless = { ...rest, headers: headers.map((each) => each.name === "To" ? field("To", "sip:102@box") : each) };
  const opened = openAsUac(exampleRequest("INVITE"), tagless);
  assert.ok(opened.ok);
  assert.equal(opened.value.remoteTag, "");
  assert.equal(header(requestIn(opened.value, "BYE")[1], "To"), "<sip:102@box>");
  const ringing = openAsUac(exampleRequest("INVITE"), { ...tagless, status: 180 });
  assert.ok(!ringing.ok && ringing.fault.code === "no-tag");
});

const REFUSED: readonly (readonly [string, ReturnType<typeof openAsUas>, string])[] = [
  ["no Contact", openAsUas(exampleRequest("INVITE"), "b"), "no-contact"],
  ["Contact *", openAsUas(exampleRequest("INVITE", [field("Contact", "*")]), "b"), "no-contact"],
  ["no Call-ID", openAsUas({ ...exampleRequest("INVITE", [CONTACT]), headers: [] }, "b"), "no-call-id"],
];
for (const [name, opened, code] of REFUSED) {
  Deno.test(`a request with ${name} opens no dialog`, () => {
    assert.equal(opened.ok ? "ok" : opened.fault.code, code);
  });
}

Deno.test("a 2xx decides route and target of an early dialog anew, and nothing of a confirmed one", () => {
  const early = exampleDialog({ state: "early", routeSet: ["<sip:old;lr>"] });
  const ok200 = exampleResponse(200, [...ROUTES, CONTACT]);
  const confirmed = confirm(early, ok200);
  assert.deepEqual(confirmed.routeSet, ["<sip:p2;lr>", "<sip:p1;lr>"]);
  assert.equal(confirmed.remoteTarget, "sip:ana@192.0.2.9:5070;transport=tcp");
  assert.equal(confirmed.state, "confirmed");
  assert.equal(confirm(confirmed, exampleResponse(200)), confirmed);
  assert.deepEqual(confirm(early), { ...early, state: "confirmed" });
});

Deno.test("both sides of a dialog have the same key turned round", () => {
  assert.equal(dialogKey("c1", "a", "b"), "c1 a b");
});
