import { createECDH, createPrivateKey, type KeyObject, sign, X509Certificate } from "node:crypto";
import type { SrtpKeys, SrtpSuite } from "../../core/sdp/mod.ts";
import { Assembly, wholeMessage } from "./assembly.ts";
import { CIPHER_SUITE, CURVE, ECDSA } from "./hello.ts";
import { join, number, Reader, vector } from "./octets.ts";
import { fingerprintOf, isSame } from "./peer.ts";
import { CONTENT, type DtlsRecord, readRecords, VERSION, writeRecord } from "./record.ts";
import { masterSecret, recordKeys, soundKeys, verifyData } from "./secrets.ts";
import { seal, unseal } from "./seal.ts";
import { MESSAGE } from "./server.ts";

/** How a client of a test misbehaves. */
export interface HandClientHabits {
  /** Which of its messages is left out. */
  readonly leavesOut?: number;
  /** It signs with a key that is not its certificate's. */
  readonly signsWith?: KeyObject;
  /** What it says in a message instead of what it should. */
  readonly tampers?: (type: number, body: Uint8Array) => Uint8Array;
  readonly profiles?: readonly number[];
  readonly suites?: readonly number[];
  readonly knowsExtendedMaster?: boolean;
  /** Its longest fragment of a message. */
  readonly fragmentOctets?: number;
}

/**
 * The client of a handshake, worked by hand: each flight as a list of datagrams that the test delivers, keeps back, swaps
 * and doubles as it likes. Only for tests.
 */
export class HandClient {
  readonly certificate: Uint8Array;
  readonly fingerprint: ReturnType<typeof fingerprintOf>;
  keys: SrtpKeys | undefined;
  alert: number | undefined;
  readonly #key: KeyObject;
  readonly #habits: HandClientHabits;
  readonly #random = new Uint8Array(32).fill(7);
  readonly #exchange = createECDH("prime256v1");
  readonly #assembly = new Assembly();
  readonly #sequences: [number, number] = [0, 0];
  #said: Uint8Array = new Uint8Array(0);
  #sends = 0;
  #last: readonly Omit<DtlsRecord, "sequence">[] = [];
  #serverRandom: Uint8Array = new Uint8Array(0);
  #suite: SrtpSuite = "AES_CM_128_HMAC_SHA1_80";
  #point: Uint8Array = new Uint8Array(0);
  #master: Uint8Array | undefined;

  constructor(own: { readonly certPem: string; readonly keyPem: string }, habits: HandClientHabits = {}) {
    this.certificate = new Uint8Array(new X509Certificate(own.certPem).raw);
    this.fingerprint = fingerprintOf(this.certificate);
    this.#key = createPrivateKey(own.keyPem);
    this.#habits = habits;
    this.#exchange.generateKeys();
  }

  /** The first flight. */
  hello(): readonly Uint8Array[] {
    const { profiles = [0x0007, 0x0001], suites = [CIPHER_SUITE], knowsExtendedMaster = true } = this.#habits;
    const extension = (type: number, ...body: readonly Uint8Array[]) => join(number(type, 2), vector(2, ...body));
    const list = (numbers: readonly number[]) => vector(2, ...numbers.map((each) => number(each, 2)));
    const body = join(
      number(VERSION, 2),
      this.#random,
      vector(1),
      vector(1),
      list(suites),
      vector(1, number(0, 1)),
      vector(
        2,
        extension(10, list([0x001d, CURVE])),
        extension(13, list([ECDSA])),
        extension(14, list(profiles), vector(1)),
        ...knowsExtendedMaster ? [extension(23)] : [],
      ),
    );
    this.#last = this.#say(MESSAGE.clientHello, body, 0);
    return this.repeat();
  }

  /** The last flight again, under new numbers. */
  repeat(): readonly Uint8Array[] {
    const keys = this.#master && recordKeys(this.#master, { client: this.#random, server: this.#serverRandom });
    return this.#last.map((draft) => {
      const record = { ...draft, sequence: this.#sequences[draft.epoch === 0 ? 0 : 1]++ };
      return writeRecord(draft.epoch === 0 ? record : seal(keys!.client, record));
    });
  }

  /** A datagram of the server's; gives the next flight when it is due. */
  receive(datagram: Uint8Array): readonly Uint8Array[] {
    for (const record of readRecords(datagram)) {
      if (record.content === CONTENT.alert) this.alert = record.fragment[1];
      if (record.content !== CONTENT.handshake) continue;
      const keys = this.#master && recordKeys(this.#master, { client: this.#random, server: this.#serverRandom });
      const open = record.epoch === 0 ? record : keys && unseal(keys.server, record);
      if (open !== undefined) this.#assembly.put(open.fragment, open.epoch);
    }
    for (let next = this.#assembly.take(); next !== undefined; next = this.#assembly.take()) {
      const { type, body } = next;
      if (type === MESSAGE.serverHello) this.#learn(body);
      if (type === MESSAGE.serverKeyExchange) {
        const reader = new Reader(body);
        reader.piece(3);
        this.#point = reader.vector(1).slice();
      }
      if (type === MESSAGE.finished) return this.#settle(body);
      this.#said = join(this.#said, wholeMessage(next));
      if (type === MESSAGE.serverHelloDone) return this.#prove();
    }
    return [];
  }

  #learn(body: Uint8Array): void {
    const reader = new Reader(body);
    reader.piece(2);
    this.#serverRandom = reader.piece(32).slice();
    reader.vector(1);
    reader.piece(3);
    const extensions = new Reader(reader.vector(2));
    while (extensions.left > 0) {
      const [type, data] = [extensions.number(2), new Reader(extensions.vector(2))];
      if (type === 14) this.#suite = new Reader(data.vector(2)).number(2) === 7 ? "AEAD_AES_128_GCM" : this.#suite;
    }
  }

  #prove(): readonly Uint8Array[] {
    const { signsWith = this.#key, leavesOut } = this.#habits;
    const said: Omit<DtlsRecord, "sequence">[] = [];
    const say = (type: number, body: Uint8Array, epoch = 0): void => {
      if (type !== leavesOut) said.push(...this.#say(type, body, epoch));
    };
    say(MESSAGE.certificate, vector(3, vector(3, this.certificate)));
    say(MESSAGE.clientKeyExchange, vector(1, this.#exchange.getPublicKey()));
    const agreed = this.#exchange.computeSecret(this.#point);
    this.#master = masterSecret(agreed, this.#said);
    say(MESSAGE.certificateVerify, join(number(ECDSA, 2), vector(2, sign("sha256", this.#said, signsWith))));
    said.push({ content: CONTENT.changeCipherSpec, epoch: 0, fragment: Uint8Array.of(1) });
    say(MESSAGE.finished, verifyData(this.#master, "client", this.#said), 1);
    this.#last = said;
    return this.repeat();
  }

  #settle(body: Uint8Array): readonly Uint8Array[] {
    if (!isSame(body, verifyData(this.#master!, "server", this.#said))) throw new Error("The server proves nothing");
    const randoms = { client: this.#random, server: this.#serverRandom };
    const { send, receive } = soundKeys(this.#master!, randoms, this.#suite);
    this.keys = { send: receive, receive: send };
    return [];
  }

  #say(type: number, right: Uint8Array, epoch: number): readonly Omit<DtlsRecord, "sequence">[] {
    const { tampers = (_, body) => body, fragmentOctets = 1000 } = this.#habits;
    const body = tampers(type, right);
    const message = { type, sequence: this.#sends++, body };
    this.#said = join(this.#said, wholeMessage(message));
    const records: Omit<DtlsRecord, "sequence">[] = [];
    for (let at = 0; at < Math.max(body.length, 1); at += fragmentOctets) {
      const piece = body.subarray(at, at + fragmentOctets);
      const head = join(number(type, 1), number(body.length, 3), number(message.sequence, 2), number(at, 3));
      records.push({ content: CONTENT.handshake, epoch, fragment: join(head, vector(3, piece)) });
    }
    return records;
  }
}
