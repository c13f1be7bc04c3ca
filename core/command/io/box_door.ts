import type { CertificateFacts, CertificateFault, CertificateStatus } from "../../certificate/mod.ts";
import type { Result } from "../../base/mod.ts";
import type { BoxSettings } from "../../config/mod.ts";
import type { Mail, MailOutcome } from "../../mail/mod.ts";

interface BoxParts {
  readonly settings: BoxSettings;
  readonly certificates: {
    status(): CertificateStatus;
    bring(pem: string): Promise<Result<CertificateFacts, CertificateFault>>;
    forget(): Promise<void>;
    replaceAuthority(): Promise<void>;
    askNow(): void;
  };
  readonly listening: () => readonly string[];
  readonly publicIp: () => string | undefined;
  /** What it is called by mDNS. */
  readonly found: () => string | undefined;
  readonly mailServer: {
    readonly isNamed: boolean;
    readonly now: BoxSettings["smtp"];
    choose(settings: BoxSettings["smtp"]): Promise<void>;
  };
  readonly mail: (mail: Mail) => Promise<MailOutcome>;
}

/** One network of the machine, and its addresses with the size of their networks: `192.168.1.7/24`. */
interface Interface {
  readonly name: string;
  readonly addresses: readonly string[];
}

/** The box apart from its office, for those who look after it. */
export function boxDoor({ mail, ...parts }: BoxParts): Omit<BoxParts, "mail"> & {
  interfaces(): readonly Interface[];
  tryMail(wanted: Pick<Mail, "to" | "subject" | "text">): Promise<MailOutcome>;
} {
  return {
    ...parts,
    interfaces: () =>
      [...Map.groupBy(Deno.networkInterfaces(), ({ name }) => name)].map(([name, its]) => ({
        name,
        addresses: its.map(({ cidr }) => cidr),
      })),
    tryMail: (wanted) => mail({ ...wanted, id: `trial-${crypto.randomUUID()}`, attachments: [] }),
  };
}
