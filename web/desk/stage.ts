/**
 * A desk to try pages on: a real one, with a store in memory, a clock moved by hand and a hash that is quick.
 *
 * @module
 */
import { SeededChance } from "../../core/base/mod.ts";
import { HandClock } from "../../core/store/exam.ts";
import { OfficeDesk } from "../../core/command/mod.ts";
import {
  buildDirectory,
  type CallerAbout,
  type Directory,
  type DirectorySource,
  type ExtensionSource,
} from "../../core/directory/mod.ts";
import { trendsOf } from "../../features/missed/mod.ts";
import { type Account, KeyRing, openMemoryStore, type Role, type Store } from "../../core/store/mod.ts";
import type { DeskAnswer, DeskCommand } from "../../core/switchboard/mod.ts";
import { type Assets, NO_ASSETS } from "../assets/mod.ts";
import { OperatorView } from "../live/operator/mod.ts";
import type { BoxDoor, Caller, DeskWorld, MissedDoor } from "../page/mod.ts";
import type { SoundDoor } from "../sound/mod.ts";
import { contactDesk } from "../../tests/lab/contact_desk.ts";
import { NO_SOUNDS } from "../../tests/lab/quiet_box.ts";
import { type AccountParts, OwnerResets } from "../sign_in/mod.ts";
import { deskOf, type DeskPorts } from "./desk.ts";
import { stagedBox } from "./stage_box.ts";
import { STAGED_HEALTH, STAGED_REPORTS, STAGED_TENANTS } from "./stage_reports.ts";

export const CLAIM_CODE = "7KQ2-M9XD";
export const PASSWORD = "correct horse battery";
const CALLER = { address: "192.0.2.7", secure: false };
const SITE = "http://box.example";

/** What the switchboard would say of a quiet office. */
function quietOffice(command: DeskCommand): DeskAnswer {
  switch (command.type) {
    case "live":
      return {
        type: "live",
        live: { help: [], calls: [], parked: [], people: [{ number: "101", name: "Ana", presence: "available" }] },
      };
    case "trunks":
      return { type: "trunks", trunks: [] };
    case "queues":
      return { type: "queues", queues: [] };
    case "hours":
      return { type: "hours", hours: [] };
    case "agents":
      return { type: "agents", agents: [] };
    case "phones":
      return { type: "phones", phones: [] };
    default:
      return { type: "refused", text: `Nobody plays "${command.type}" here` };
  }
}

/** One browser: it keeps its cookies, and says where its forms were. */
export class Browser {
  readonly cookies: Map<string, string> = new Map();
  readonly #fetch: (request: Request) => Promise<Response>;

  constructor(fetch: (request: Request) => Promise<Response>) {
    this.#fetch = fetch;
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.#send(new Request(SITE + path, { headers: this.#headers(headers) }));
  }

  /** A form; JSON where the headers say so. */
  post(
    path: string,
    fields: Readonly<Record<string, string>> | readonly (readonly [string, string])[] = {},
    headers: Readonly<Record<string, string>> = { origin: SITE, "sec-fetch-site": "same-origin" },
  ): Promise<Response> {
    const isJson = headers["content-type"] === "application/json";
    const body = isJson ? JSON.stringify(fields) : new URLSearchParams(fields as Record<string, string> | string[][]);
    return this.#send(new Request(SITE + path, { method: "POST", body, headers: this.#headers(headers) }));
  }

  #headers(headers: Readonly<Record<string, string>>): Record<string, string> {
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "), ...headers };
  }

  async #send(request: Request): Promise<Response> {
    const response = await this.#fetch(request);
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }
}

export interface DeskStage {
  readonly store: Store;
  readonly clock: HandClock;
  /** Who may sign in. */
  readonly parts: AccountParts;
  /** What `kontor owner` asks. */
  readonly resets: OwnerResets;
  browser(caller?: Caller): Browser;
  /** Answers what no form of text can ask. */
  fetch(request: Request): Promise<Response>;
  /** A browser in which somebody is signed in. */
  signedIn(name: string): Promise<Browser>;
}

export interface DeskStageOptions {
  /** What the switchboard says; undefined: as a quiet office would. */
  readonly ask?: (command: DeskCommand) => DeskAnswer | undefined;
  readonly sounds?: SoundDoor;
  readonly assets?: Assets;
  readonly missed?: Partial<MissedDoor>;
  /** What the REST interface says of itself. */
  readonly openapi?: unknown;
  readonly box?: BoxDoor;
  /** In place of streams that end at once. */
  readonly streams?: Partial<Pick<DeskPorts, "live" | "liveOperator" | "livePhone" | "liveMissed" | "liveVouch">>;
  readonly examined?: DeskWorld["examined"];
  readonly alerts?: DeskWorld["alerts"];
  readonly callFor?: (extension: string, number: string) => boolean;
  readonly about?: (number: string) => Promise<CallerAbout>;
  readonly known?: (number: string) => CallerAbout | undefined;
  readonly numbersCalled?: (name: string) => readonly string[];
  /** More of each account, by its name. */
  readonly accounts?: Readonly<Record<string, Partial<Account>>>;
  /** Sections of the office; it has no people of its own. */
  readonly office?: Partial<DirectorySource>;
  /** The office file that the box has; it is the directory, too. Undefined: none was applied yet. */
  readonly file?: string;
  /** Was saved after it by a former version, and is refused by this one. */
  readonly refused?: string;
}

const NONE_MISSED: MissedDoor = {
  has: (tenant) => tenant === "own",
  entries: () => Promise.resolve([]),
  entry: () => Promise.resolve(undefined),
  trends: (_, question) => Promise.resolve(trendsOf([], question)),
  act: () => Promise.resolve(false),
  ignored: () => Promise.resolve([]),
  ignore: () => Promise.resolve(false),
};

/** A desk with these people, each with {@link PASSWORD}; nobody's where there are none. */
export async function deskStage(
  people: Readonly<Record<string, Role>> = {},
  options: DeskStageOptions = {},
): Promise<DeskStage> {
  const clock = new HandClock();
  const store = openMemoryStore(clock);
  for (const [name, role] of Object.entries(people)) {
    const account: Account = {
      name,
      fullName: name,
      role,
      password: `plain ${PASSWORD}`,
      passkeys: [],
      backupCodes: [],
      createdAt: clock.wall(),
      ...options.accounts?.[name],
    };
    await store.accounts.put(account);
  }
  const office = { name: "", country: "RO", timeZone: "Europe/Bucharest", language: "en" } as const;
  let directory = buildDirectory({ office, extensions: [], ...options.office }, { revision: 0, realm: "kontor" });
  const publish = (published: Directory) => void (directory = published);
  const written = new OfficeDesk({ store: store.office, environment: {}, realm: "kontor", publish });
  if (options.file !== undefined) {
    const applied = await written.apply(options.file, { fileName: "office.yml", who: "stage" });
    if (!applied.ok) throw new Error(`Cannot stage the office: ${JSON.stringify(applied.faults)}`);
  }
  if (options.refused !== undefined) {
    await store.office.save({ document: options.refused, secrets: new Map(), who: "stage", note: "" });
    await written.load();
  }
  const contacts = contactDesk({ store: store.contacts });
  contacts.follow(directory);
  const ask = (command: DeskCommand) => options.ask?.(command) ?? quietOffice(command);
  const resets = new OwnerResets({ accounts: store.accounts, audit: store.audit, clock, chance: new SeededChance(13) });
  const { app, people: parts } = await deskOf({
    version: "0.1.0",
    clock,
    chance: new SeededChance(11),
    log: { write: () => {} },
    keys: await KeyRing.load(store.keys, { clock, chance: new SeededChance(5) }),
    store,
    assets: options.assets ?? NO_ASSETS,
    hasher: {
      hash: (password) => Promise.resolve(`plain ${password}`),
      verify: (password, hash) => Promise.resolve(hash === `plain ${password}`),
      isCurrent: () => true,
      nobodys: "nobody's",
    },
    claimCode: CLAIM_CODE,
    resets,
    office: written,
    box: options.box ?? stagedBox(),
    directory: () => directory,
    picture: () => Promise.resolve(undefined),
    ask,
    sounds: options.sounds ?? NO_SOUNDS,
    sentences: () => new Map([["hours-closed", "We are closed."]]),
    live: () => new Response("event: beat\ndata: 0\n\n"),
    operator: new OperatorView({
      ...{ ask, clock, contacts, directory: () => directory },
      known: options.known ?? (() => undefined),
    }),
    liveOperator: () => new Response("event: beat\ndata: 0\n\n"),
    livePhone: () => new Response("event: beat\ndata: 0\n\n"),
    figures: () => ({}),
    reports: STAGED_REPORTS,
    tenants: STAGED_TENANTS,
    reportsMade: () => Promise.resolve(new Map()),
    missedSince: () => Promise.resolve({ missed: 3, open: 1 }),
    examine: () => Promise.resolve(STAGED_HEALTH),
    examined: options.examined ?? (() => undefined),
    alerts: options.alerts ?? (() => []),
    logged: () => [{ level: "warn", text: "A trunk is down", facts: { trunk: "digi" }, at: clock.wall() }],
    missed: { ...NONE_MISSED, ...options.missed },
    liveMissed: () => new Response("event: beat\ndata: 0\n\n"),
    names: () => Promise.resolve(new Map()),
    numbersCalled: options.numbersCalled ?? (() => []),
    about: options.about ?? (() => Promise.resolve({ matters: [] })),
    known: options.known ?? (() => undefined),
    contacts,
    openapi: () => Promise.resolve(options.openapi ?? { openapi: "3.1.0", paths: {} }),
    trace: () => undefined,
    callFor: options.callFor ?? (() => false),
    liveVouch: () => new Response("event: beat\ndata: 0\n\n"),
    ...options.streams,
  });
  const browser = (caller: Caller = CALLER) => new Browser(async (request) => await app.fetch(request, caller));
  const signedIn = async (name: string) => {
    const his = browser();
    await his.post("/sign-in", { name, password: PASSWORD });
    return his;
  };
  return { store, clock, parts, resets, browser, signedIn, fetch: async (request) => await app.fetch(request, CALLER) };
}

/** Somebody of the staged office, with a mailbox. */
export function stagedExtension(number: string): ExtensionSource {
  return {
    number,
    name: `Person ${number}`,
    secret: "x",
    ringForS: 20,
    callLimit: 4,
    phones: 5,
    srtp: "off",
    voicemail: { pin: "4711", greeting: "plain" },
  };
}
