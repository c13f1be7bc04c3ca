import type { Hono } from "hono";
import type { Log } from "../../core/base/mod.ts";
import type { Store } from "../../core/store/mod.ts";
import { Refusals } from "../audit/mod.ts";
import { OfficeReader } from "../forms/mod.ts";
import { FRAME } from "../frame/mod.ts";
import { RateLimit } from "../limit/mod.ts";
import { type Caller, type DeskWorld, mountDesk } from "../page/mod.ts";
import { proofOfForm, ROUTES } from "../routes/mod.ts";
import { Listenings } from "../sound/mod.ts";
import { type AccountParts, Accounts, type OwnerResets, Passkeys, Sessions, SignInDesk } from "../sign_in/mod.ts";

/** What the desk is given. */
export interface DeskPorts extends
  Omit<
    DeskWorld,
    | "signIn"
    | "accounts"
    | "sessions"
    | "passkeys"
    | "audit"
    | "refusals"
    | "limit"
    | "reader"
    | "record"
    | "listenings"
    | "officeReader"
  > {
  readonly store: Pick<Store, "accounts" | "sessions" | "audit" | "reader" | "record">;
  readonly log: Log;
  /** By which the box is claimed while it is nobody's. */
  readonly claimCode: string;
  /** The codes of owners who have no way in any more. */
  readonly resets: OwnerResets;
}

/** The desk, and who may sign in: programs keep the same accounts. */
export interface Desk {
  readonly app: Hono<{ Bindings: Caller }>;
  readonly people: AccountParts;
}

/** Opens the desk: who may sign in, and who has. */
export async function deskOf({ store, log, claimCode, resets, ...ports }: DeskPorts): Promise<Desk> {
  const { clock, chance, hasher } = ports;
  const { audit, reader, record } = store;
  const accounts = await Accounts.load(store.accounts);
  const sessions = await Sessions.load(store.sessions, { clock, chance });
  const passkeys = new Passkeys(clock);
  const { signIn: settings, limits } = ports.box.settings;
  const signIn = new SignInDesk({
    accounts,
    sessions,
    passkeys,
    hasher,
    audit,
    clock,
    chance,
    log,
    claimCode,
    resets,
    settings,
  });
  const refusals = new Refusals({ clock, audit, log });
  const own = {
    listenings: new Listenings(),
    officeReader: new OfficeReader(),
    refusals,
    limit: new RateLimit("desk", limits.desk, { clock, log }),
  };
  const app = mountDesk(
    { ...ports, ...own, audit, reader, record, accounts, sessions, passkeys, signIn },
    ROUTES,
    { ...FRAME, proof: proofOfForm },
  );
  return { app, people: { accounts, sessions, hasher, chance, clock, directory: ports.directory } };
}
