import { createECDH, createPrivateKey, type KeyObject, sign, X509Certificate } from "node:crypto";
import type { Chance } from "../../core/base/mod.ts";
import type { Fingerprint, SrtpKeys, SrtpSuite } from "../../core/sdp/mod.ts";
import { Assembly, type HandshakeMessage, wholeMessage } from "./assembly.ts";
import { ECDSA, readClientHello, writeCertificateRequest, writeExchange, writeServerHello } from "./hello.ts";
import { join, number, Reader, vector } from "./octets.ts";
import { fingerprintOf, isPromised, isSame, isSigned, readCertificate } from "./peer.ts";
import { CONTENT, type DtlsRecord, readRecords, writeRecord } from "./record.ts";
import { masterSecret, type Randoms, type RecordKey, recordKeys, soundKeys, verifyData } from "./secrets.ts";
import { seal, unseal } from "./seal.ts";

/** RFC 5246 §7.4. */
export const MESSAGE = {
  clientHello: 1,
  serverHello: 2,
  certificate: 11,
  serverKeyExchange: 12,
  certificateRequest: 13,
  serverHelloDone: 14,
  certificateVerify: 15,
  clientKeyExchange: 16,
  finished: 20,
} as const;

/** RFC 5246 §7.2. */
const ALERT = { closeNotify: 0, unexpected: 10, handshakeFailure: 40, badCertificate: 42, decryptError: 51 } as const;
const FATAL = 2;

const CURVE_NAME = "prime256v1";
const SECRET_OCTETS = 32;
const RANDOM_OCTETS = 32;
/** Records that came before the keys to open them: two Finished of a client that repeats itself. */
const MOST_EARLY = 4;

/** Our certificate and its key, ready for use. */
export interface Identity {
  readonly certificate: Uint8Array;
  readonly key: KeyObject;
  readonly fingerprint: Fingerprint;
}

/** Reads a certificate of ECDSA on P-256, and its key. Throws where they are something else: they are the box's own. */
export function readIdentity({ certPem, keyPem }: { readonly certPem: string; readonly keyPem: string }): Identity {
  const certificate = new Uint8Array(new X509Certificate(certPem).raw);
  const key = createPrivateKey(keyPem);
  if (key.asymmetricKeyType !== "ec") {
    throw new Error(`Cannot shake hands with a key of "${key.asymmetricKeyType}": expected "ec"`);
  }
  return { certificate, key, fingerprint: fingerprintOf(certificate) };
}

/** What a handshake wants done, or has come to. */
export type DtlsEffect =
  | { readonly type: "send"; readonly datagram: Uint8Array<ArrayBuffer> }
  | { readonly type: "keys"; readonly keys: SrtpKeys }
  | { readonly type: "failed"; readonly why: string }
  /** The peer has said good-bye (RFC 5246 §7.2.1). */
  | { readonly type: "closed" };

/** A record of ours, before it has a number. */
type Draft = Omit<DtlsRecord, "sequence">;

/**
 * The server of one DTLS 1.2 handshake (RFC 6347) for the keys of SRTP (RFC 5764):
 *
 * ```text
 *  hello ── ClientHello ──> certificate ── Certificate ──> exchange ── ClientKeyExchange ──> proof
 *                                                              proof ── CertificateVerify ──> finished ── Finished ──> done
 * ```
 *
 * A message counts once, in its place, and none may be left out: the certificate must be the one that SDP has promised,
 * the signature must be made with its key over all that was said, and Finished must prove the same. Whoever repeats himself
 * has not heard our last flight, and hears it again; that is his clock to run, so there is none here (§4.2.4).
 */
export class DtlsServer {
  readonly #identity: Identity;
  readonly #promised: readonly Fingerprint[];
  readonly #chance: Chance;
  readonly #assembly = new Assembly();
  readonly #sequences: [number, number] = [0, 0];
  /** All that was said, as the hashes take it. */
  #said: Uint8Array = new Uint8Array(0);
  #flight: readonly Draft[] = [];
  #early: DtlsRecord[] = [];
  #state: State = { at: "hello" };
  #sends: number = 0;

  constructor(
    parts: { readonly identity: Identity; readonly promised: readonly Fingerprint[]; readonly chance: Chance },
  ) {
    this.#identity = parts.identity;
    this.#promised = parts.promised;
    this.#chance = parts.chance;
  }

  /** A datagram of the peer's. */
  receive(datagram: Uint8Array): readonly DtlsEffect[] {
    if (this.#state.at === "failed") return [];
    const effects: DtlsEffect[] = [];
    let isOld = false;
    for (const record of readRecords(datagram)) {
      if (this.#take(record, effects)) isOld = true;
    }
    const isSent = effects.some(({ type }) => type === "send");
    if (isOld && !isSent && this.#flight.length > 0) effects.push(this.#send());
    return effects;
  }

  /** One record. True when it repeats what was taken before. */
  #take(record: DtlsRecord, effects: DtlsEffect[]): boolean {
    if (record.epoch === 0) return record.content === CONTENT.handshake && this.#shake(record, effects);
    const keys = "keys" in this.#state ? this.#state.keys : undefined;
    if (keys === undefined) {
      if (this.#early.length < MOST_EARLY) this.#early.push({ ...record, fragment: record.fragment.slice() });
      return false;
    }
    const open = record.epoch === 1 ? unseal(keys.client, record) : undefined;
    if (open === undefined) return false;
    if (open.content === CONTENT.alert && open.fragment[1] === ALERT.closeNotify) effects.push({ type: "closed" });
    return open.content === CONTENT.handshake && this.#shake(open, effects);
  }

  #shake({ fragment, epoch }: DtlsRecord, effects: DtlsEffect[]): boolean {
    const isOld = this.#assembly.put(fragment, epoch);
    for (let next = this.#assembly.take(); next !== undefined; next = this.#assembly.take()) {
      this.#turn(next, effects);
      if (this.#state.at === "failed") return false;
    }
    // What came too early can be opened as soon as the keys are there.
    if ("keys" in this.#state && this.#early.length > 0) {
      for (const record of this.#early.splice(0)) this.#take(record, effects);
    }
    return isOld;
  }

  #turn(message: HandshakeMessage, effects: DtlsEffect[]): void {
    const { type, body } = message;
    const state = this.#state;
    const isExpected = state.at in EXPECTED && EXPECTED[state.at as keyof typeof EXPECTED] === type;
    const isProtected = message.epoch === 1;
    if (!isExpected || isProtected !== (type === MESSAGE.finished)) {
      return this.#fail(`message ${type} in its turn`, ALERT.unexpected, effects);
    }
    switch (state.at) {
      case "hello":
        return this.#greet(message, effects);
      case "certificate": {
        const certificate = readCertificate(body);
        if (certificate === undefined || !isPromised(certificate, this.#promised)) {
          return this.#fail("the certificate of the fingerprint in SDP", ALERT.badCertificate, effects);
        }
        this.#state = { ...state, at: "exchange", certificate: certificate.slice() };
        return this.#note(message);
      }
      case "exchange": {
        const agreed = state.agree(new Reader(body).vector(1));
        if (agreed === undefined) return this.#fail("a point on the curve", ALERT.handshakeFailure, effects);
        this.#note(message);
        const master = masterSecret(agreed, this.#said);
        this.#state = { ...state, at: "proof", master, keys: recordKeys(master, state.randoms) };
        return;
      }
      case "proof":
        if (!isSigned(body, state.certificate, this.#said)) {
          return this.#fail("a signature with the certificate's key", ALERT.decryptError, effects);
        }
        this.#state = { ...state, at: "finished" };
        return this.#note(message);
      case "finished":
        return this.#finish(message, state, effects);
      case "done":
      case "failed":
        return;
    }
  }

  #greet(message: HandshakeMessage, effects: DtlsEffect[]): void {
    const hello = readClientHello(message.body);
    if (typeof hello === "string") return this.#fail(hello, ALERT.handshakeFailure, effects);
    this.#note(message);
    const exchange = createECDH(CURVE_NAME);
    const secret = this.#chance.bytes(SECRET_OCTETS);
    // The order of the curve is a little less than 2^256.
    secret[0]! &= 0x7f;
    exchange.setPrivateKey(secret);
    const randoms = { client: hello.random.slice(), server: this.#chance.bytes(RANDOM_OCTETS) };
    const offered = writeExchange(exchange.getPublicKey());
    const signature = sign("sha256", join(randoms.client, randoms.server, offered), this.#identity.key);
    const messages: readonly (readonly [number, Uint8Array])[] = [
      [MESSAGE.serverHello, writeServerHello(randoms.server, hello)],
      [MESSAGE.certificate, vector(3, vector(3, this.#identity.certificate))],
      [MESSAGE.serverKeyExchange, join(offered, number(ECDSA, 2), vector(2, signature))],
      [MESSAGE.certificateRequest, writeCertificateRequest()],
      [MESSAGE.serverHelloDone, new Uint8Array(0)],
    ];
    this.#flight = messages.map(([type, body]) => this.#say(type, body, 0));
    const agree = (point: Uint8Array): Uint8Array | undefined => {
      try {
        return exchange.computeSecret(point);
      } catch {
        // The library's only word for a point that is not on the curve.
        return undefined;
      }
    };
    this.#state = { at: "certificate", randoms, suite: hello.suite, agree };
    effects.push(this.#send());
  }

  #finish(message: HandshakeMessage, state: Extract<State, { at: "finished" }>, effects: DtlsEffect[]): void {
    if (!isSame(message.body, verifyData(state.master, "client", this.#said))) {
      return this.#fail("a Finished that proves what was said", ALERT.decryptError, effects);
    }
    this.#note(message);
    const proof = verifyData(state.master, "server", this.#said);
    this.#flight = [
      { content: CONTENT.changeCipherSpec, epoch: 0, fragment: Uint8Array.of(1) },
      this.#say(MESSAGE.finished, proof, 1),
    ];
    const keys = soundKeys(state.master, state.randoms, state.suite);
    this.#state = { at: "done", keys: state.keys };
    this.#said = new Uint8Array(0);
    effects.push(this.#send(), { type: "keys", keys });
  }

  #note({ type, sequence, body }: Omit<HandshakeMessage, "epoch">): void {
    this.#said = join(this.#said, wholeMessage({ type, sequence, body }));
  }

  #say(type: number, body: Uint8Array, epoch: number): Draft {
    const message = { type, sequence: this.#sends++, body };
    this.#note(message);
    return { content: CONTENT.handshake, epoch, fragment: wholeMessage(message) };
  }

  /** The flight under new numbers: a client may pass over a number that it knows (RFC 6347 §4.1.2.6). */
  #send(): DtlsEffect {
    const keys = "keys" in this.#state ? this.#state.keys : undefined;
    const records = this.#flight.map((draft) => {
      const record = { ...draft, sequence: this.#sequences[draft.epoch === 0 ? 0 : 1]++ };
      return writeRecord(draft.epoch === 0 ? record : seal(keys!.server, record));
    });
    return { type: "send", datagram: join(...records) };
  }

  #fail(expected: string, alert: number, effects: DtlsEffect[]): void {
    this.#state = { at: "failed" };
    this.#flight = [{ content: CONTENT.alert, epoch: 0, fragment: Uint8Array.of(FATAL, alert) }];
    effects.push(this.#send(), { type: "failed", why: `Cannot shake hands: expected ${expected}` });
    this.#early = [];
  }
}

interface Greeted {
  readonly randoms: Randoms;
  readonly suite: SrtpSuite;
  /** The secret that follows from his point; undefined where that is none. */
  readonly agree: (point: Uint8Array) => Uint8Array | undefined;
}

interface Agreed extends Greeted {
  readonly certificate: Uint8Array;
  readonly master: Uint8Array;
  readonly keys: { readonly client: RecordKey; readonly server: RecordKey };
}

type State =
  | { readonly at: "hello" }
  | { readonly at: "certificate" } & Greeted
  | { readonly at: "exchange"; readonly certificate: Uint8Array } & Greeted
  | { readonly at: "proof" } & Agreed
  | { readonly at: "finished" } & Agreed
  | { readonly at: "done" } & Pick<Agreed, "keys">
  | { readonly at: "failed" };

/** What is to come in each state. */
const EXPECTED = {
  hello: MESSAGE.clientHello,
  certificate: MESSAGE.certificate,
  exchange: MESSAGE.clientKeyExchange,
  proof: MESSAGE.certificateVerify,
  finished: MESSAGE.finished,
} as const;
