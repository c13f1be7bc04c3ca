import { type BoxSettings, type ConfigFault, readBox } from "../../core/config/mod.ts";
import type { AuditFacts } from "../audit/mod.ts";
import type { BoxDoor } from "../page/mod.ts";

export type Smtp = NonNullable<BoxSettings["smtp"]>;

/** What somebody says of a mail server, as kontor.yml would have it; of `tls` and `port` what is usual where he says nothing. */
export interface SmtpWish {
  readonly host: string;
  /** What is no number is a fault. */
  readonly port?: number | string;
  readonly tls?: string;
  readonly user?: string;
  /** Left out: the one before, of the same user at the same server only. */
  readonly password?: string;
  readonly from: string;
}

export type SmtpRefused =
  /** kontor.yml says through which server mail goes. */
  | { readonly refused: "named" }
  /** Their paths begin with `smtp.` */
  | { readonly refused: "faulty"; readonly faults: readonly ConfigFault[] };

/** Has mail go through this server from now on; it is judged as kontor.yml would be. */
export async function chooseMailServer(
  server: BoxDoor["mailServer"],
  wish: SmtpWish,
): Promise<{ readonly chosen: Smtp } | SmtpRefused> {
  if (server.isNamed) return { refused: "named" };
  const isSame = server.now?.host === wish.host && server.now.user === (wish.user || undefined);
  const said = { ...isSame ? { password: server.now?.password } : {}, ...wish };
  const smtp = Object.fromEntries(
    Object.entries(said).filter(([, value]) => value !== undefined && value !== "")
      .map(([name, value]) => [name, typeof value === "string" ? asItIs(value) : value]),
  );
  const judged = readBox(JSON.stringify({ smtp }), { fileName: "", environment: {} });
  if (!judged.ok) return { refused: "faulty", faults: judged.faults };
  const chosen = judged.value.smtp!;
  await server.choose(chosen);
  return { chosen };
}

/** Has mail wait from now on. False: kontor.yml names a server, and nobody forgets that here. */
export async function forgetMailServer(server: BoxDoor["mailServer"]): Promise<boolean> {
  if (server.isNamed) return false;
  await server.choose(undefined);
  return true;
}

/** What the audit says of a server that was chosen. */
export function mailServerFacts({ host, port, from }: Smtp): AuditFacts {
  return { name: `${host}:${port}`, from };
}

/** In files `${` is a place that the environment fills; nobody means that who types a password. */
function asItIs(text: string): string {
  return text.replaceAll("${", () => "$${");
}
