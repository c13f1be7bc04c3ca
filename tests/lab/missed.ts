import assert from "node:assert/strict";
import type { Json } from "../../core/base/mod.ts";
import type { Menu, Sections } from "../../core/directory/mod.ts";
import { buildDirectory, DEFAULT_MISSED, type MissedSettings } from "../../core/directory/mod.ts";
import type { CallEvent } from "../../core/record/mod.ts";
import {
  type Action,
  callOf,
  type Entry,
  judge,
  MemoryShelf,
  MissedEngine,
  OWN_TENANT,
  ownRulesOf,
  type Verdict,
} from "../../features/missed/mod.ts";
import { viewOfCall, viewOfEntry } from "../../features/missed/replay/view.ts";
import { assertCountedAlike } from "./counted_alike.ts";
import { assertReadBack } from "./read_back.ts";
import { type HandCall, sdp } from "./hand_call.ts";
import type { HandPhone } from "./hand_phone.ts";
import type { HandTrunk } from "./hand_trunk.ts";
import { Lab, type LabOptions } from "./lab.ts";
import { BOX } from "./mailboxes.ts";
import { QUEUE } from "./queues.ts";
import { registered } from "./scene.ts";
import { FIRST, ROUTE, trunk } from "./trunk_scene.ts";

export const CALLER = "+40745123456";
/** Our numbers, by what they lead to. */
export const DID = {
  ana: "+40376443311",
  bob: "+40376443312",
  eve: "+40376443305",
  group: "+40376443300",
  queue: "+40376443322",
  menu: "+40311555000",
  announcement: "+40376443333",
  box: "+40376443344",
  room: "+40376443355",
  lot: "+40376443366",
} as const;
const NUMBERS = ["101", "102", "103", "104", "105", "106", "110"];

const member = (number: string) => ({ number, penalty: 0, weight: 1, skills: {} });
const prompt = (name: string) => ({ type: "prompt", name }) as const;
const MENU: Menu = {
  name: "IVR",
  says: [prompt("welcome")],
  keys: { "1": { to: { kind: "queue", id: "8001" } }, "2": { to: { kind: "extension", id: "101" } } },
  direct: false,
  firstS: 6,
  nextS: 3,
  tries: 1,
};
const SALES = { ...QUEUE, name: "Sales Queue", members: ["101", "102"].map(member), strategy: "all" } as const;
const GROUP = {
  number: "600",
  name: "Reception",
  members: ["101", "102", "103"].map((number) => ({ number, delayS: 0 })),
  strategy: "all",
  ringForS: 20,
  memberForS: 10,
  skipBusy: true,
} as const;

export const SECTIONS: Partial<Sections> = {
  trunks: [trunk("first", FIRST)],
  routes: [{ ...ROUTE, trunks: ["first"] }],
  groups: [GROUP],
  queues: [SALES],
  menus: [MENU],
  announcements: [{ name: "closed", says: [prompt("hours-closed")], times: 1 }],
  inbound: [
    { number: DID.ana, to: { kind: "extension", id: "101" } },
    { number: DID.bob, to: { kind: "extension", id: "102" } },
    { number: DID.eve, to: { kind: "extension", id: "105" } },
    { number: DID.group, to: { kind: "group", id: "600" } },
    { number: DID.queue, to: { kind: "queue", id: "8001" } },
    { number: DID.menu, to: { kind: "menu", id: "IVR" } },
    { number: DID.announcement, to: { kind: "announcement", id: "closed" } },
    { number: DID.box, to: { kind: "voicemail", id: "105" } },
    { number: DID.lot, to: { kind: "dial", id: "*70" } },
  ],
};

/** What is made of a day. */
export interface Told {
  /** One line each. */
  readonly calls: readonly string[];
  readonly entries: readonly string[];
  /** By which line outside each of the entries came last. */
  readonly trunks: readonly (string | undefined)[];
  /** The same as the worked examples write it. */
  readonly views: { readonly calls: readonly Json[]; readonly entries: readonly Json[] };
}

/** The office of the worked examples: people, a group, a queue, a menu, and a provider through whom callers come. */
export class MissedScene {
  readonly lab: Lab;
  readonly trunk: HandTrunk;
  readonly phones: Readonly<Record<string, HandPhone>>;
  readonly #sections: Partial<Sections>;

  constructor(change: Partial<Sections> = {}, options: LabOptions = {}) {
    this.#sections = { ...SECTIONS, ...change };
    this.lab = new Lab({ numbers: NUMBERS, mailboxes: { "105": BOX }, ...options, sections: this.#sections });
    this.trunk = this.lab.provider(FIRST);
    this.phones = Object.fromEntries(NUMBERS.map((number) => [number, registered(this.lab, number)]));
    this.lab.run(1_000);
  }

  phone(number: string): HandPhone {
    const phone = this.phones[number];
    assert.ok(phone !== undefined, `nobody has number ${number}`);
    return phone;
  }

  /** The call that a phone was rung for last. */
  rung(number: string): HandCall {
    const call = this.phone(number).calls.at(-1);
    assert.ok(call !== undefined, `${number} was not rung: ${this.lab.log.join("\n")}`);
    return call;
  }

  /** Somebody calls one of our numbers. */
  comes(did: string, parts: Parameters<HandTrunk["call"]>[2] & { readonly from?: string } = {}): HandCall {
    const { from = CALLER, ...more } = parts;
    const call = this.trunk.call(did, from, more);
    this.lab.run(200);
    if (call.statuses().at(-1) === 200) this.#acknowledge(call);
    return call;
  }

  /** These phones ring for so long. */
  rings(numbers: readonly string[], forMs: number): void {
    for (const number of numbers) this.rung(number).respond(180);
    this.lab.run(forMs);
  }

  /** A phone takes the call that rings on it, and the caller hears so. */
  answers(number: string, caller: HandCall, forMs = 5_000): HandCall {
    const called = this.rung(number);
    called.respond(200, { sdp: sdp(["PCMA"]) });
    this.lab.run(100);
    if (caller.statuses().at(-1) === 200) this.#acknowledge(caller);
    this.lab.run(forMs);
    return called;
  }

  /** The caller gives up before anybody answered, or hangs up. */
  gone(caller: HandCall): void {
    if (caller.statuses().at(-1) === 200) caller.bye();
    else caller.cancel();
    this.lab.run(1_000);
  }

  /** Somebody was missed on Ana's number. */
  misses(did: string = DID.ana, ringing: readonly string[] = ["101"], from: string = CALLER): void {
    const caller = this.comes(did, { from });
    this.rings(ringing, 20_000);
    this.gone(caller);
  }

  /** An extension calls a number outside, and is answered or not. */
  callsOut(from: string, number: string, came: "answered" | "busy" | "rings"): void {
    const before = this.trunk.calls.length;
    const made = this.phone(from).invite(number, { sdp: sdp(["PCMA"]) });
    this.lab.run(100);
    const called = this.trunk.calls[before];
    assert.ok(called !== undefined, `the provider was asked for nothing: ${made.statuses()}`);
    if (came === "busy") called.respond(486);
    else called.respond(180);
    this.lab.run(2_000);
    if (came === "answered") {
      called.respond(200, { sdp: sdp(["PCMA"]) });
      this.lab.run(100);
      made.ack();
      this.lab.run(10_000);
      made.bye();
    } else if (came === "rings") made.cancel();
    this.lab.run(1_000);
  }

  /** Much later: the phones have registered again. */
  later(ms: number): void {
    this.lab.run(ms);
    for (const phone of Object.values(this.phones)) phone.register();
    this.lab.run(200);
  }

  /** The events of each call, in the order in which calls began. */
  stories(): readonly (readonly CallEvent[])[] {
    return [...Map.groupBy(this.lab.events.filter(({ call }) => call !== ""), ({ call }) => call).values()];
  }

  now(): number {
    return Math.round(this.lab.events.at(-1)?.at ?? 0);
  }

  /** What is made of the day, call by call, and one line for each. */
  told(more: {
    readonly missed?: Partial<MissedSettings>;
    readonly actions?: readonly Omit<Action, "tenant">[];
    readonly at?: number;
  } = {}): Told {
    const { missed = {}, actions = [], at = this.now() } = more;
    const office = { name: "Lab", country: "RO", timeZone: "Europe/Bucharest", language: "en" };
    const { queues = [], groups = [] } = this.#sections;
    const rules = ownRulesOf(buildDirectory(
      { office, extensions: [], queues, groups, missed: { ...DEFAULT_MISSED, openDays: 0, ...missed } },
      { revision: 1, realm: "kontor" },
    ));
    const shelf = new MemoryShelf();
    const engine = new MissedEngine({ shelf, policy: rules.policy });
    const calls = this.stories().flatMap((story) =>
      callOf(story, { office: rules.office, minRingS: rules.policy.minRingS }) ?? []
    );
    assertCountedAlike(this.stories(), rules);
    const verdicts = calls.map((call) => judge(call, rules.policy));
    assertReadBack(this.lab.events, verdicts, { rules, extensions: NUMBERS, trunks: ["first"] });
    // Whatever is read twice counts once.
    for (const call of [...calls, ...calls]) engine.take({ calls: [call], gone: [] }, at);
    for (const action of actions) engine.act({ ...action, tenant: OWN_TENANT }, at);
    engine.tick(at);
    return {
      calls: verdicts.map(tellVerdict),
      entries: shelf.entries().map(tellEntry),
      views: {
        calls: verdicts.map((verdict) => viewOfCall(verdict, rules.policy)),
        entries: shelf.entries().map((entry) => viewOfEntry(entry, rules.policy)),
      },
      trunks: shelf.entries().map(({ trunk }) => trunk),
    };
  }

  #acknowledge(call: HandCall): void {
    call.ack();
    this.lab.run(100);
  }
}

/** A verdict in one line: the outcome, who rang, who spoke, the way; how queues were left, and what is flagged. */
function tellVerdict({ call, outcome, rang, rangOutside, answeredBy, route }: Verdict): string {
  const flags = (["transfer-unanswered", "park-timeout", "no-talk", "blocked"] as const).filter((clue) =>
    call.clues.has(clue)
  );
  const rung = [...rang, ...rangOutside.map((number) => `outside:${number}`)];
  return [outcome, rung.join(" "), answeredBy.join(" "), route ?? "", ...call.queueExits, ...flags].join("; ");
}

/** `+40745123456 on +40376443311: open ×1; 101; Ext 101; created` */
function tellEntry({ callerKey, did, state, clearedBy, closedByExt, attempts, audit, rang, route }: Entry): string {
  const how = clearedBy === undefined ? "" : ` ${clearedBy}${closedByExt === undefined ? "" : `@${closedByExt}`}`;
  const lines = audit.map(({ action }) => action).join(" ");
  return `${callerKey} on ${did}: ${state}${how} ×${attempts.length}; ${rang.join(" ")}; ${route ?? ""}; ${lines}`;
}
