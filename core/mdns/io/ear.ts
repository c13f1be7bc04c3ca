import type { Log } from "../../base/mod.ts";
import { answerTo, type MdnsRecord } from "../mod.ts";
import { type MdnsPacket, type MdnsPeer, type MulticastSocket, openMulticast } from "./multicast.ts";

/** RFC 6762 §6: what was multicast is not multicast again within this time. */
const SILENCE_MS = 1_000;
/** Where resolvers ask from that take part; others are one-shot (§6.7) and are answered as plain DNS. */
const MDNS_PORT = 5353;
/** §6.7: so that nobody who does not take part keeps it for long. */
const LEGACY_TTL = 10;
/** The top bit of a question's class (§5.4): dns-packet shows such a class by its number. */
const WANTS_UNICAST = "UNKNOWN_32769";

export interface EarParts {
  /** The box's own address on this network. */
  readonly address: string;
  readonly log: Log;
  /** Whether somebody who asks is on this network: a socket hears all of them. */
  readonly isHere: (address: string) => boolean;
  /** What is told there; empty until the name is ours. */
  readonly records: () => readonly MdnsRecord[];
  readonly onResponse: (records: readonly MdnsRecord[]) => void;
  /** Somebody else is about to take a name. */
  readonly onProbe: (records: readonly MdnsRecord[]) => void;
}

/** Hears and answers on one network. */
export class Ear {
  readonly #parts: EarParts;
  readonly #socket: MulticastSocket;
  /** When each record was last multicast. */
  readonly #saidAt = new Map<string, number>();

  private constructor(parts: EarParts, socket: MulticastSocket) {
    this.#parts = parts;
    this.#socket = socket;
  }

  /** Rejects when the port cannot be had. */
  static async open(parts: EarParts): Promise<Ear> {
    const socket = await openMulticast(parts.address);
    const ear = new Ear(parts, socket);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    socket.on("ready", resolve);
    socket.on("error", (error) => {
      reject(error);
      ear.#warn(error);
    });
    // Strangers' packets that cannot be read, and networks that just went.
    socket.on("warning", (error) => ear.#warn(error));
    socket.on("query", (packet, peer) => ear.#onQuery(packet, peer));
    socket.on("response", ({ answers = [], additionals = [] }, peer) => {
      if (parts.isHere(peer.address)) parts.onResponse([...answers, ...additionals]);
    });
    try {
      await promise;
    } catch (error) {
      await ear.close();
      throw error;
    }
    return ear;
  }

  /** Asks whether anybody has the names, and says what for (RFC 6762 §8.1). */
  probe(records: readonly MdnsRecord[]): void {
    const names = [...new Set(records.filter(({ flush }) => flush).map(({ name }) => name))];
    this.#socket.query({
      questions: names.map((name) => ({ name, type: "ANY" })),
      authorities: records.filter(({ flush }) => flush).map(({ flush: _, ...record }) => record),
    });
  }

  /** Tells everybody, asked or not. */
  say(answers: readonly MdnsRecord[], additionals: readonly MdnsRecord[] = []): void {
    const now = performance.now();
    for (const answer of answers) this.#saidAt.set(nameOf(answer), now);
    this.#socket.respond({ answers, additionals });
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#socket.destroy(resolve));
  }

  #onQuery({ id = 0, questions = [], answers: known = [], authorities = [] }: MdnsPacket, peer: MdnsPeer): void {
    if (!this.#parts.isHere(peer.address)) return;
    if (authorities.length > 0) this.#parts.onProbe(authorities);
    const { answers, additionals } = answerTo(questions, known, this.#parts.records());
    if (answers.length === 0) return;
    if (peer.port !== MDNS_PORT) {
      const plain = (each: MdnsRecord) => ({ ...each, flush: false, ttl: Math.min(each.ttl, LEGACY_TTL) });
      const asked = questions.map(({ name, type }) => ({ name, type }));
      const answer = { id, questions: asked, answers: answers.map(plain), additionals: additionals.map(plain) };
      return this.#socket.respond(answer, peer);
    }
    if (questions.every((question) => question.class === WANTS_UNICAST)) {
      return this.#socket.respond({ answers, additionals }, peer);
    }
    const since = performance.now() - SILENCE_MS;
    // Who defends a name does so at once, however often (§6).
    const due = authorities.length > 0
      ? answers
      : answers.filter((each) => (this.#saidAt.get(nameOf(each)) ?? 0) < since);
    if (due.length > 0) this.say(due, additionals);
  }

  #warn(error: Error): void {
    const facts = { address: this.#parts.address, reason: error.message };
    this.#parts.log.write({ level: "debug", text: "mDNS hears something odd", facts });
  }
}

function nameOf({ type, name, data }: MdnsRecord): string {
  return `${type} ${name} ${JSON.stringify(data)}`;
}
