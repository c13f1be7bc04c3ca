/**
 * An office that has worked for three months: 200 people, queues and groups, a hundred thousand calls of which many were
 * missed, and an owner who has claimed the box.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import { openSeal, recordKey } from "../../core/store/io/box_key.ts";
import { openToWrite } from "../../core/store/io/database.ts";
import { RecordTable } from "../../core/store/io/record_table.ts";
import { generatedDays } from "./generated_calls.ts";
import { FIRST_NUMBER, rest, WholeBox } from "./whole_box.ts";

export const PEOPLE = 200;
export const CALLS = 100_000;
const DAYS = 90;
const DAY_MS = 86_400_000;
const READ_MS = 300_000;
const OWNER = { fullName: "Ana Popescu", name: "ana", password: "three yellow cats" };

/** Ten queues and ten groups of ten people each, and a hundred people whom the office knows. */
function sections(): string {
  const places = Array.from({ length: 10 }, (_, at) => at);
  const members = (at: number) => Array.from({ length: 10 }, (_, place) => `"${FIRST_NUMBER + 10 * at + place}"`);
  const queues = places.map((at) => `  - { number: "80${at}", name: Queue ${at}, members: [${members(at)}] }\n`);
  const groups = places.map((at) => `  - { number: "60${at}", name: Group ${at}, members: [${members(10 + at)}] }\n`);
  const contacts = Array.from(
    { length: 100 },
    (_, at) => `  - { name: Client ${at}, numbers: ["+407${20_000_000 + at}"] }\n`,
  );
  const numbers = places.map((at) => `  - { number: "+4021300100${at}", to: "80${at}" }\n`);
  return `trunks:
  - { name: digi, number: "+40213001000", kind: peer, host: 127.0.0.1, port: 9 }
numbers:
${numbers.join("")}queues:
${queues.join("")}groups:
${groups.join("")}contacts:
${contacts.join("")}`;
}

/** A box that runs and has read its record. */
export async function deskOffice(options: { readonly bundle?: URL } = {}): Promise<WholeBox> {
  const box = await WholeBox.make({ ...options, extensions: PEOPLE, office: sections() });
  try {
    await box.run({ office: true });
    await box.end();
    writeRecord(box.data);
    await box.run();
    return box;
  } catch (error) {
    await box[Symbol.asyncDispose]();
    throw error;
  }
}

/** Calls of the last days, up to now. */
function writeRecord(data: string): void {
  const db = openToWrite(`${data}/kontor.db`);
  try {
    openSeal(`${data}/box.key`, db);
    const now = Date.now();
    const from = Math.floor(now / DAY_MS) * DAY_MS - DAYS * DAY_MS;
    const table = new RecordTable(db, { id: "generated", at: from as WallTime }, recordKey(`${data}/box.key`));
    const days = generatedDays({
      from,
      day: 0,
      callsADay: Math.ceil(CALLS / DAYS),
      sequence: table.lastSequence + 1,
      people: { first: FIRST_NUMBER, count: PEOPLE },
      // Four of five come from outside, and who waits in a queue gives up less: some four hundred callers are missed.
      untaken: 1,
    });
    for (let day = 0; day < DAYS; day++) table.append(days.next().value);
    const today = days.next().value;
    const over = new Set(today.filter(({ type, at }) => type === "call.ended" && at < now).map(({ call }) => call));
    table.append(today.filter(({ call, at }) => over.has(call) && at < now));
  } finally {
    db.close();
  }
}

/** The owner's browser, as far as a server can tell. */
export class Visitor {
  readonly site: string;
  #cookie: string;

  private constructor(site: string, cookie: string) {
    this.site = site;
    this.#cookie = cookie;
  }

  /** Claims the box. */
  static async claim({ webPort, log }: WholeBox): Promise<Visitor> {
    const site = `http://127.0.0.1:${webPort}`;
    const code = /\/claim\?code=([\w-]+)/.exec(log)?.[1];
    assert.ok(code !== undefined, log);
    const response = await fetch(`${site}/claim`, {
      method: "POST",
      redirect: "manual",
      headers: { origin: site, "sec-fetch-site": "same-origin" },
      body: new URLSearchParams({ ...OWNER, code }),
    });
    assert.equal(response.status, 303, await response.text());
    return new Visitor(site, cookieOf(response));
  }

  get cookie(): string {
    return this.#cookie;
  }

  /** Says once more who he is, for pages that want that; his session has another token from then on. */
  async prove(): Promise<void> {
    this.#cookie = cookieOf(await this.#send("/prove", { password: OWNER.password }));
  }

  /** Has a phone of his own from now on: the page of the phone and the operator's are his, too. */
  async sitAt(extension: number): Promise<void> {
    const { fullName, name } = OWNER;
    await this.#send(`/accounts/${name}`, { fullName, role: "owner", extension: String(extension), scope: "" });
  }

  async #send(path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
    const headers = { cookie: this.#cookie, origin: this.site, "sec-fetch-site": "same-origin" };
    const body = new URLSearchParams(fields);
    const response = await fetch(this.site + path, { method: "POST", redirect: "manual", headers, body });
    assert.equal(response.status, 303, await response.text());
    return response;
  }

  async page(path: string): Promise<string> {
    const response = await fetch(this.site + path, { headers: { cookie: this.#cookie }, redirect: "manual" });
    const text = await response.text();
    assert.equal(response.status, 200, `${path}: ${text.slice(0, 300)}`);
    return text;
  }

  /** Waits until lists show all that is recorded. */
  async untilRead(): Promise<void> {
    const until = performance.now() + READ_MS;
    for (let known = -1; performance.now() < until;) {
      const count = (await this.page("/missed")).match(/data-entry=/g)?.length ?? 0;
      if (count > 0 && count === known) return;
      known = count;
      await rest(2_000);
    }
    throw new Error("Cannot see the record's missed calls at the desk");
  }
}

function cookieOf(response: Response): string {
  return response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}
