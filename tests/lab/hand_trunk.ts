import type { Chance, Flow } from "../../core/base/mod.ts";
import {
  digestHa1,
  digestResponse,
  formatChallenge,
  header,
  parseCredentials,
  parseMessage,
  type SipRequest,
  tagOf,
} from "../../core/sip/mod.ts";
import { type HandCall, sdp } from "./hand_call.ts";
import { HandPhone } from "./hand_phone.ts";

const REALM = "provider";

/**
 * A provider worked by hand: calls to and from it are what the test says; registrations and questions for a sign of life it
 * answers by itself. With an account it challenges, and lets in whoever knows the secret.
 */
export class HandTrunk {
  readonly phone: HandPhone;
  readonly #account: { readonly user: string; readonly secret: string } | undefined;
  readonly #chance: Chance;
  readonly #nonces = new Set<string>();
  /** For how long it takes a registration. */
  grantsS = 120;
  /** How long it keeps a silent flow, where it says so (RFC 5626 §4.4.1). */
  flowTimerS: number | undefined;
  /** What it says to the question whether it is there. */
  optionsAnswer = 200;
  /** It refuses to be asked more often (423). */
  leastS = 0;
  /** The registrations that it took. */
  readonly registered: { readonly contact: string; readonly expiresS: number }[] = [];

  constructor(parts: {
    flow: Flow;
    chance: Chance;
    post: (bytes: Uint8Array) => void;
    account?: { readonly user: string; readonly secret: string } | undefined;
  }) {
    const { flow, chance, post, account } = parts;
    this.#account = account;
    this.#chance = chance;
    this.phone = new HandPhone({ number: account?.user ?? "provider", secret: "", flow, chance, post });
    this.phone.polite.add("OPTIONS");
  }

  /** The calls that the box makes through it. */
  get calls(): readonly HandCall[] {
    return this.phone.calls;
  }

  /** Calls a number of the office's. */
  call(number: string, from: string, parts: Parameters<HandPhone["invite"]>[1] = {}): HandCall {
    const self = `<sip:${from}@${this.phone.flow.local.ip}>;tag=${this.#chance.token()}`;
    return this.phone.invite(number, {
      sdp: sdp(),
      ...parts,
      headers: [{ name: "From", value: self }, ...parts?.headers ?? []],
    });
  }

  /** What comes over the wire. */
  readonly take = (bytes: Uint8Array): void => {
    const message = parseMessage(bytes);
    if (message.ok && message.value.kind === "request") {
      const request = message.value;
      const isNew = tagOf(header(request, "To") ?? "") === undefined;
      if (isNew && (request.method === "INVITE" || request.method === "REGISTER") && !this.#letsIn(request)) return;
      if (request.method === "REGISTER") {
        this.phone.got.push(request);
        return this.#register(request);
      }
      if (request.method === "OPTIONS" && this.optionsAnswer !== 200) {
        this.phone.got.push(request);
        this.phone.respond(request, this.optionsAnswer, { toTag: "o" });
        return;
      }
    }
    this.phone.take(bytes);
  };

  /** Whether it knows the secret; else it is asked for it. */
  #letsIn(request: SipRequest): boolean {
    if (this.#account === undefined) return true;
    const { user, secret } = this.#account;
    const isRegister = request.method === "REGISTER";
    const said = parseCredentials(header(request, isRegister ? "Authorization" : "Proxy-Authorization") ?? "");
    if (said.ok && this.#nonces.has(said.value.nonce)) {
      const { nonce, nc, cnonce, uri, response } = said.value;
      const ha1 = digestHa1("MD5", user, REALM, secret);
      const parts = {
        algorithm: "MD5",
        ha1,
        nonce,
        nc: nc!,
        cnonce: cnonce!,
        qop: "auth",
        method: request.method,
        uri,
      } as const;
      if (response === digestResponse(parts)) return true;
    }
    const nonce = this.#chance.token();
    this.#nonces.add(nonce);
    const [status, name] = isRegister ? [401, "WWW-Authenticate"] as const : [407, "Proxy-Authenticate"] as const;
    const value = formatChallenge({ realm: REALM, nonce, algorithm: "MD5", qop: ["auth"] });
    this.phone.respond(request, status, { toTag: this.#chance.token(), headers: [{ name, value }] });
    return false;
  }

  #register(request: SipRequest): void {
    const askedS = Number(header(request, "Expires"));
    if (askedS > 0 && askedS < this.leastS) {
      const headers = [{ name: "Min-Expires", value: String(this.leastS) }];
      this.phone.respond(request, 423, { toTag: "r", headers });
      return;
    }
    const contact = header(request, "Contact")!;
    const expiresS = askedS === 0 ? 0 : this.grantsS;
    this.registered.push({ contact, expiresS });
    this.phone.respond(request, 200, {
      toTag: "r",
      headers: [
        { name: "Contact", value: `${contact};expires=${expiresS}` },
        ...this.flowTimerS === undefined ? [] : [{ name: "Flow-Timer", value: String(this.flowTimerS) }],
      ],
    });
  }

  /** How often the box asked for a sign of life. */
  get asked(): number {
    return this.phone.requests("OPTIONS").length;
  }
}
