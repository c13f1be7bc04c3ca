import assert from "node:assert/strict";
import { stagedBox } from "../../tests/lab/quiet_box.ts";
import { deskAddress } from "./desk_address.ts";

const OWN = stagedBox();
const { certificates, settings } = OWN;
const ACME = {
  ...certificates.status(),
  source: "acme",
  served: { ...certificates.status().served!, names: ["pbx.example.com"] },
} as const;
const PORT = settings.web.port;

for (
  const [what, box, expected] of [
    ["its name in the office", OWN, `http://kontor.local:${PORT}`],
    ["its address there", { ...OWN, found: () => undefined }, `http://192.168.1.7:${PORT}`],
    [
      "a name that every browser trusts",
      {
        ...OWN,
        certificates: { ...certificates, status: () => ACME },
        settings: { ...settings, web: { ...settings.web, tls: 443 } },
      },
      "https://pbx.example.com",
    ],
    ["nothing, where it has no pages", {
      ...OWN,
      settings: { ...settings, web: { ...settings.web, port: false, tls: false } },
    }, undefined],
  ] as const
) {
  Deno.test(`the desk is opened by ${what}`, () => assert.equal(deskAddress(box as typeof OWN), expected));
}
