import { answerCheck, isCheckSigned, readCheck } from "../../core/stun/mod.ts";
import { FIGURE } from "../plane/mod.ts";
import { formatHostOf, isSameAddress } from "./address.ts";
import type { Ground } from "./ground.ts";
import { type Leg, maySpeak } from "./leg.ts";

/** One for each family. */
export const SHARED_SOCKETS = 2;
/** More browsers do not talk at once. */
export const MOST_BROWSERS = 512;
/** A browser tries each of its addresses against each of ours. */
const MOST_WAYS = 16;
/** RFC 7675 §5.1: who has not asked for so long does not want to be sent anything any more. */
const CONSENT_MS = 30_000;

/** How many sockets the pairs of a range have. */
export function socketsOf(from: number, to: number): number {
  return 2 * Math.ceil((to - from + 1) / 2);
}

/** A way to a browser, proved by a check of its. */
interface Way {
  readonly address: Int32Array;
  /** The shared socket that it came by. */
  readonly shared: number;
  checkedAt: number;
}

/** All that is known of where a browser is. */
export interface BrowserWays {
  /** Our name in his checks, by which he is found. */
  ufrag: string | undefined;
  readonly ways: Way[];
  /** The one that he has chosen, or the last that he tried. */
  chosen: Way | undefined;
  hasChosen: boolean;
}

/**
 * The one port that all browsers share, where we are lite (RFC 8445 §2.5): a browser makes checks, and proves by the
 * password of its leg's SDP who it is and that it hears us; from then on whatever comes from that address is the leg's, and
 * told apart by its first octet (RFC 7983). Nobody else is heard, or answered.
 */
export class BrowserGate {
  readonly families: readonly (4 | 6)[];
  readonly #ground: Ground;
  readonly #firstSocket: number;
  readonly #firstPair: number;
  readonly #byUfrag = new Map<string, Leg>();
  readonly #legs: Leg[] = [];
  readonly #free: number[] = [];
  #pairs = 0;
  /** Nearly always the one that is looked for again. */
  #lastWay: Way | undefined;
  #lastLeg: Leg | undefined;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#firstSocket = socketsOf(ground.settings.from, ground.settings.to);
    this.#firstPair = (this.#firstSocket + SHARED_SOCKETS) / 2;
    const { web, families } = ground.settings;
    this.families = web === undefined ? [] : families.filter((family) => this.#bind(web, family));
  }

  #bind(port: number, family: 4 | 6): boolean {
    const outcome = this.#ground.sockets.bindShared(this.#firstSocket + (family === 4 ? 0 : 1), port, family);
    if (outcome === "bound") return true;
    const why = outcome === "taken" ? "another program has it" : "the system refuses it";
    const text = `Cannot take UDP port "${port}" for the sound of browsers: ${why}`;
    this.#ground.log.write({ level: "error", text, facts: { family } });
    return false;
  }

  /** A pair for a browser; undefined where there is no room for another one. */
  take(): number | undefined {
    if (this.families.length === 0) return undefined;
    return this.#free.pop() ?? (this.#pairs < MOST_BROWSERS ? this.#firstPair + this.#pairs++ : undefined);
  }

  enter(leg: Leg): void {
    leg.browser = { ufrag: undefined, ways: [], chosen: undefined, hasChosen: false };
    this.#legs.push(leg);
  }

  leave(leg: Leg): void {
    const { ufrag } = leg.browser!;
    if (ufrag !== undefined) this.#byUfrag.delete(ufrag);
    this.#legs.splice(this.#legs.indexOf(leg), 1);
    this.#forget();
    this.#ground.sockets.handBack(leg.rtp);
    this.#free.push(leg.pair);
  }

  /** Takes the names of the leg's plan. New ones mean new checks, and the old ways hold until one of those has come. */
  arm(leg: Leg): void {
    const browser = leg.browser!;
    const ufrag = leg.plan?.dtls?.ice.ufrag;
    if (browser.ufrag !== ufrag) {
      if (browser.ufrag !== undefined) this.#byUfrag.delete(browser.ufrag);
      browser.ufrag = ufrag;
      browser.hasChosen = false;
      if (ufrag !== undefined) this.#byUfrag.set(ufrag, leg);
    }
    this.aim(leg);
  }

  /** Sends where the browser wants it, as soon as there are keys: before, nothing of a call is said on this port. */
  aim(leg: Leg): void {
    const { chosen } = leg.browser!;
    leg.source.target = undefined;
    if (chosen !== undefined && leg.crypto !== undefined) {
      const { sockets } = this.#ground;
      sockets.borrow(leg.rtp, chosen.shared);
      if (sockets.aim(leg.rtp, chosen.address)) leg.source.target = chosen.address;
    }
    leg.speaks = maySpeak(leg);
  }

  /** A packet has come in on a shared socket: its leg, where it is sound of a browser that has shaken hands. */
  received(socket: number, length: number): Leg | undefined {
    const kind = this.#ground.sockets.packet[0]!;
    if (kind < 4) {
      this.#check(socket, length);
      return undefined;
    }
    const leg = this.#find(socket);
    if (leg !== undefined && kind >= 20 && kind < 64) this.#passOn(leg, length);
    else if (leg?.crypto !== undefined && kind >= 128 && kind < 192) return leg;
    else this.#ground.figures[FIGURE.strangers]! += 1;
    return undefined;
  }

  /** Sends a datagram of the handshake. */
  shake({ browser }: Leg, datagram: string): void {
    const way = browser?.chosen;
    if (way === undefined) return;
    const octets = atob(datagram);
    const { packet } = this.#ground.sockets;
    for (let at = 0; at < octets.length; at++) packet[at] = octets.charCodeAt(at);
    this.#send(way.shared, way.address, octets.length);
  }

  /** Whoever does not ask any more is sent nothing any more. */
  watch(leg: Leg): void {
    const browser = leg.browser!;
    const { chosen } = browser;
    if (chosen === undefined || this.#ground.now - chosen.checkedAt < CONSENT_MS) return;
    browser.ways.length = 0;
    browser.chosen = undefined;
    browser.hasChosen = false;
    this.#forget();
    this.aim(leg);
  }

  #check(socket: number, length: number): void {
    const { sockets, figures } = this.#ground;
    const request = sockets.packet.subarray(0, length);
    const check = readCheck(request);
    const leg = check === undefined ? undefined : this.#byUfrag.get(check.ours);
    const terms = leg?.plan?.dtls;
    const isHis = check !== undefined && terms !== undefined && check.theirs === terms.peerUfrag &&
      isCheckSigned(request, check, terms.ice.password);
    if (!isHis || leg === undefined) {
      figures[FIGURE.strangers]! += 1;
      return;
    }
    const { source } = sockets;
    const remote = { ip: formatHostOf(source), port: source[0]! };
    const answer = answerCheck(request, check, { remote, password: terms.ice.password });
    sockets.packet.set(answer);
    if (!check.isLed && check.unknown.length === 0) this.#prove(leg, socket, check.nominates);
    this.#send(socket, source, answer.length);
  }

  /** The browser is where the packet in hand came from. */
  #prove(leg: Leg, shared: number, nominates: boolean): void {
    const browser = leg.browser!;
    const { source } = this.#ground.sockets;
    const known = browser.ways.find((way) => way.shared === shared && isSameAddress(way.address, source));
    const way = known ?? { address: Int32Array.from(source), shared, checkedAt: 0 };
    way.checkedAt = this.#ground.now;
    if (known === undefined) {
      if (browser.ways.length === MOST_WAYS) {
        browser.ways.splice(browser.ways.findIndex((each) => each !== browser.chosen), 1);
        this.#forget();
      }
      browser.ways.push(way);
    }
    if (browser.chosen === way ? browser.hasChosen || !nominates : browser.hasChosen && !nominates) return;
    browser.chosen = way;
    browser.hasChosen = nominates || browser.hasChosen;
    this.aim(leg);
  }

  #find(socket: number): Leg | undefined {
    const { source } = this.#ground.sockets;
    const last = this.#lastWay;
    if (last !== undefined && last.shared === socket && isSameAddress(last.address, source)) return this.#lastLeg;
    for (const leg of this.#legs) {
      for (const way of leg.browser!.ways) {
        if (way.shared !== socket || !isSameAddress(way.address, source)) continue;
        this.#lastWay = way;
        this.#lastLeg = leg;
        return leg;
      }
    }
    return undefined;
  }

  #forget(): void {
    this.#lastWay = undefined;
    this.#lastLeg = undefined;
  }

  #passOn(leg: Leg, length: number): void {
    const datagram = btoa(String.fromCharCode(...this.#ground.sockets.packet.subarray(0, length)));
    this.#ground.emit({ type: "dtls", leg: leg.id, datagram });
  }

  #send(shared: number, address: Int32Array, length: number): void {
    const { sockets, figures } = this.#ground;
    const isSent = sockets.aim(shared, address) && sockets.send(shared, length) >= 0;
    if (!isSent) figures[FIGURE.sendErrors]! += 1;
  }
}
