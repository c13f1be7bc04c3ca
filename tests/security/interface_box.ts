/**
 * A box whose interface and desk are asked by whoever may, and may not.
 *
 * @module
 */
import assert from "node:assert/strict";
import { SeededChance } from "../../core/base/mod.ts";
import { type ApiScope, KeyRing, openMemoryStore, ROLES } from "../../core/store/mod.ts";
import type { DeskAnswer } from "../../core/switchboard/mod.ts";
import { CLOCK, quietApi } from "../../web/api/stage.ts";
import { boxRoutes } from "../../web/box/mod.ts";
import { type DeskStage, deskStage } from "../../web/desk/stage.ts";

/** How it is asked for an extension. */
export interface Asked {
  readonly path?: (extension: string) => string;
  readonly body?: (extension: string) => unknown;
}

interface Question {
  readonly method: string;
  readonly path: string;
  readonly asked: Asked;
}

const NOTHING = new Uint8Array();

interface AskedBox {
  readonly app: ReturnType<typeof boxRoutes>;
  readonly desk: DeskStage;
  /** What status he is answered with. */
  readonly ask: (
    question: Question,
    by?: Partial<Record<"key" | "cookie" | "extension" | "address", string>>,
  ) => Promise<number>;
  readonly keyFor: (scopes: readonly ApiScope[], extensions?: readonly string[]) => Promise<string>;
}

/** The whole box as it is on the network, the desk and the interface, with a call of each of 101 and 102. */
export async function box(origins: readonly string[] = []): Promise<AskedBox> {
  const { reader, record, keys: kept } = openMemoryStore(CLOCK);
  for (const extension of ["101", "102"]) {
    const party = { number: extension };
    for (
      const fact of [
        { type: "call.started", from: party, dialled: "103", sipCallId: "1@x" },
        { type: "leg.offered", leg: "a", party, direction: "in", sipCallId: "1@x" },
        { type: "call.ended", cause: "normal" },
      ] as const
    ) {
      record.append({
        ...fact,
        call: `of${extension}`,
        ...{ sequence: record.acknowledged + 1, at: CLOCK.wall(), monotonicMs: 0 },
      });
    }
  }
  const keys = await KeyRing.load(kept, { clock: CLOCK, chance: new SeededChance(1) });
  const desk = await deskStage(Object.fromEntries(ROLES.map((role) => [role, role])));
  const legsOf = (number: string) =>
    [{ id: number, number, state: "talking", direction: "in", at: CLOCK.wall() }] as const;
  const calls = ["101", "102"].map((number) => ({
    ...{ id: `of${number}`, dialled: "103", at: CLOCK.wall(), legs: legsOf(number) },
  }));
  const live = { help: [], people: [], parked: [], calls: [...calls, { ...calls[0]!, id: "x" }] };
  const answers: readonly DeskAnswer[] = [
    { type: "live", live },
    { type: "trunks", trunks: [] },
    { type: "queues", queues: [] },
    { type: "agents", agents: [] },
    { type: "hours", hours: [] },
    { type: "call-lists", lists: [] },
    { type: "call-backs", booked: [] },
    { type: "webhooks", webhooks: [] },
    { type: "dead-letters", letters: [] },
    { type: "dead-mails", mails: [] },
    { type: "recordings", recordings: ["101", "102"].map((of) => ({ path: of, call: `of${of}`, at: CLOCK.wall() })) },
  ];
  const quiet = quietApi();
  const app = boxRoutes({
    ...quiet,
    people: () => Promise.resolve(desk.parts),
    ...{ origins, reader, record, keys, keyOf: (key) => keys.of(key) },
    reports: { ...quiet.reports, json: () => Promise.resolve(NOTHING), octets: () => Promise.resolve(NOTHING) },
    ask: (command) => answers.find(({ type }) => type === command.type) ?? quiet.ask(command),
    office: { ...quiet.office, apply: () => Promise.resolve({ ok: false, text: "no", faults: [] }) },
    openDesk: () => Promise.resolve({ fetch: (request) => desk.fetch(request) }),
    challenge: () => undefined,
    health: () => ({ status: "ok" }),
    figures: () => ({}),
  });
  const ask: AskedBox["ask"] = async (
    { method, path, asked },
    { key, cookie, extension = "101", address = "192.0.2.7" } = {},
  ) => {
    const body = asked.body?.(extension);
    const request = new Request(`http://box.example/api/v1${asked.path?.(extension) ?? path}`, {
      method,
      headers: {
        ...key === undefined ? {} : { authorization: `Bearer ${key}` },
        ...cookie === undefined ? {} : { cookie, origin: "http://box.example", "sec-fetch-site": "same-origin" },
        ...body === undefined ? {} : { "content-type": "application/json" },
        ...method === "PUT" ? { "if-match": "*" } : {},
      },
      ...body === undefined ? {} : { body: JSON.stringify(body) },
    });
    const response = await app.fetch(request, { address, secure: false });
    await response.body?.cancel();
    return response.status;
  };
  const keyFor: AskedBox["keyFor"] = async (scopes, extensions) => {
    const made = await keys.add(`key ${keys.all().length}`, scopes, "ana", extensions);
    assert.ok(made.ok);
    return made.value;
  };
  return { app, desk, ask, keyFor };
}
