import assert from "node:assert/strict";
import { sdp } from "../lab/hand_call.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { asked, FIRST, office, SECTIONS } from "../lab/trunk_scene.ts";

for (const service of ["urn:service:sos", "urn:service:SOS.police", "urn:service:sos.fire"]) {
  Deno.test(`a phone that asks for ${service} reaches the country's own number for help`, () => {
    const { lab, first, ana } = office({ ...SECTIONS, routes: [] }, { mayCall: { "101": "internal" } });
    const caller = ana.invite(service, { sdp: sdp() });
    lab.run(100);
    assert.equal(asked(first).uri, `sip:112@${FIRST}`);
    first.calls[0]!.respond(180);
    caller.cancel();
    lab.run(200);
    assertNothingLeft(lab);
  });
}

Deno.test("other services are not known, and help is called and not written to", () => {
  const { lab, first, ana } = office();
  for (const service of ["urn:service:counseling", "urn:service:sosx", "urn:service:test.sos"]) {
    const caller = ana.invite(service, { sdp: sdp() });
    lab.run(100);
    assert.equal(caller.statuses().at(-1), 416, service);
  }
  ana.outside("MESSAGE", "urn:service:sos");
  lab.run(100);
  assert.deepEqual(ana.statuses("MESSAGE"), [416]);
  assert.equal(first.calls.length, 0);
  assertNothingLeft(lab);
});
