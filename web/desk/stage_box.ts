import { BOX_DEFAULTS } from "../../core/config/mod.ts";
import type { CertificateStatus } from "../../core/certificate/mod.ts";
import type { WallTime } from "../../core/base/mod.ts";
import type { BoxDoor } from "../page/mod.ts";

const at = (iso: string) => Date.parse(iso) as WallTime;
const FACTS = {
  subject: "kontor.local",
  issuer: "Kontor at kontor.local",
  names: ["kontor.local", "192.168.1.7"],
  notBefore: at("2025-06-01"),
  notAfter: at("2026-07-01"),
  fingerprint: "5F:1B:AA",
};
export const STAGED_STATUS: CertificateStatus = {
  source: "own",
  served: FACTS,
  renewal: at("2026-02-20"),
  root: {
    pem: "-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n",
    facts: { ...FACTS, subject: FACTS.issuer },
  },
  without: [],
};

/** A box as it is without a kontor.yml, with some parts of its own. */
export function stagedBox(parts: Partial<BoxDoor> = {}): BoxDoor {
  const { smtp } = parts.settings ?? BOX_DEFAULTS;
  return {
    mailServer: { isNamed: smtp !== undefined, now: smtp, choose: () => Promise.resolve() },
    settings: BOX_DEFAULTS,
    certificates: {
      status: () => STAGED_STATUS,
      bring: () => Promise.resolve({ ok: true, value: FACTS }),
      forget: () => Promise.resolve(),
      replaceAuthority: () => Promise.resolve(),
      askNow: () => {},
    },
    interfaces: () => [{ name: "eth0", addresses: ["192.168.1.7/24"] }],
    listening: () => ["udp 192.168.1.7:5060"],
    publicIp: () => undefined,
    found: () => "kontor.local",
    tryMail: () => Promise.resolve({ came: "sent" }),
    ...parts,
  };
}
