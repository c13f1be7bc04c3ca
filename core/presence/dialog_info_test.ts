import assert from "node:assert/strict";
import { toText } from "../base/mod.ts";
import { type Lamp, type WatchedDialog, writeDialogInfo } from "./dialog_info.ts";

const RINGING: WatchedDialog = {
  id: "l1",
  direction: "recipient",
  state: "early",
  remote: { number: "101", name: "Ana Pop" },
};

function write(lamp: Lamp, before?: Lamp): string {
  return toText(writeDialogInfo(lamp, { number: "102", host: "box:5080", version: 3, before }));
}

Deno.test("an idle extension has a document without dialogs", () => {
  assert.equal(
    write({ name: "Bob", dialogs: [] }),
    '<?xml version="1.0"?>\r\n' +
      '<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="3" state="full" entity="sip:102@box:5080">\r\n' +
      "</dialog-info>\r\n",
  );
});

Deno.test("a dialog has its elements in the order of the schema (RFC 4235 §4.4)", () => {
  assert.match(
    write({ name: "Bob", dialogs: [RINGING] }),
    new RegExp(
      '<dialog id="l1" direction="recipient"><state>early</state>' +
        '<local><identity display="Bob">sip:102@box:5080</identity><target uri="sip:102@box:5080"/></local>' +
        '<remote><identity display="Ana Pop">sip:101@box:5080</identity><target uri="sip:101@box:5080"/></remote></dialog>',
    ),
  );
});

Deno.test("a dialog that is over is named once more", () => {
  assert.match(write({ dialogs: [] }, { dialogs: [RINGING] }), /<dialog id="l1"><state>terminated<\/state><\/dialog>/);
});

Deno.test("no name and no number breaks out of the document", () => {
  const remote = { number: '"><x>&', name: '<b>"Tom" & \x00\x1bEve\uffff</b>' };
  const text = write({ dialogs: [{ ...RINGING, remote }] });
  assert.match(text, /display="&lt;b&gt;&quot;Tom&quot; &amp; Eve&lt;\/b&gt;"/);
  assert.match(text, />sip:%22%3E%3Cx%3E%26@box:5080</);
  assert.equal(text.match(/</g)!.length, text.match(/>/g)!.length);
});
