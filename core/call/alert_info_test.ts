import assert from "node:assert/strict";
import { alertInfo } from "./alert_info.ts";

const TABLE: readonly (readonly [agent: string | undefined, ring: string, value: string])[] = [
  ["snomD785/10.1.64.14", "external", "<http://127.0.0.1>;info=alert-external"],
  ["Yealink SIP-T46U 108.86.0.20", "vip", "<http://127.0.0.1>;info=vip"],
  ["Grandstream GRP2614 1.0.11.9", "door", "<http://127.0.0.1>;info=door"],
  ["Fanvil X4 2.12.16", "group", "<http://127.0.0.1>;info=group"],
  ["PolycomVVX-VVX_411-UA/5.9.0", "internal", "internal"],
  ["Poly-CCX500/8.0", "recall", "recall"],
  ["Cisco/SPA504G-7.5.2b", "external", "Bellcore-dr2"],
  ["Cisco-CP-8841-3PCC", "sales", "Bellcore-dr8"],
  ["baresip v3.16.0 (x86_64/linux)", "internal", "<urn:alert:source:internal>;info=alert-internal"],
  [undefined, "external", "<urn:alert:source:external>;info=alert-external"],
  [undefined, "vip", "<urn:alert:priority:high>;info=alert-vip"],
  [undefined, "recall", "<urn:alert:service:recall:hold>;info=alert-recall"],
  [undefined, "sales", "<urn:alert:service:normal>;info=alert-sales"],
];

for (const [agent, ring, value] of TABLE) {
  Deno.test(`${agent ?? "a phone that names no brand"} is told to ring "${ring}" as it understands it`, () => {
    assert.deepEqual(alertInfo(ring, agent), { name: "Alert-Info", value });
  });
}
