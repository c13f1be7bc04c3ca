import { assertNever } from "../../core/base/mod.ts";
import { Audience } from "./audience.ts";
import { forgetSeen } from "./codecs.ts";
import { LegCompanion } from "./companion.ts";
import { BrowserGate } from "./browser_gate.ts";
import { armCrypto, dropCrypto } from "./crypto.ts";
import { watchDigit } from "./digit_in.ts";
import { digitFormOf, findsDigits } from "./digit_form.ts";
import { DIGIT_PACE_MS, queueDigit, stepDigit } from "./digit_out.ts";
import { settleFax, watchFax } from "./fax.ts";
import { type EngineCommand, FIGURE } from "../plane/mod.ts";
import { Kept } from "./kept.ts";
import type { Ground } from "./ground.ts";
import { Leg, mayHear, maySpeak } from "./leg.ts";
import { FRAME_MS, FrameClock } from "./frame_clock.ts";
import { Lulls } from "./lulls.ts";
import { isAttended, MixingRoad, mustMix } from "./mixing.ts";
import { Ports } from "./ports.ts";
import { listenIn, listenNoMore } from "./overhear.ts";
import { hearRtp } from "./relay.ts";
import { armReports, hearRtcp, sayBye, watchReports } from "./reports.ts";
import { watchSilence } from "./silence.ts";
import { SilentRoad } from "./silent_road.ts";
import { Speaker } from "./speaker.ts";
import { admitRtcp, arm, watchSource } from "./source.ts";
import { TapWriter } from "../tap/mod.ts";
import { reportOf } from "./stream_report.ts";
import { hearT38, settleT38 } from "./t38.ts";

const NO_INFO: Leg["digits"] = { takesInfo: false, pressesInfo: false };

/** How often the engine looks after its legs when no digit is being sent. */
export const IDLE_BEAT_MS = 250;

/**
 * The engine: legs, their sockets, and who hears whom. It is driven: by commands, by packets, by a beat. It waits for
 * nothing and asks nobody.
 */
export class Engine {
  readonly #ground: Ground;
  readonly #ports: Ports;
  readonly #browsers: BrowserGate;
  readonly #legs = new Map<string, Leg>();
  /** By pair, for the packet path. */
  readonly #byPair: (Leg | undefined)[] = [];
  readonly #dialling = new Set<Leg>();
  readonly #clock: FrameClock;
  readonly #mixing: MixingRoad;
  readonly #silent = new SilentRoad();
  readonly #lulls: Lulls;
  readonly #audience: Audience;
  readonly #onFree = (leg: Leg): void => this.#chooseRoad(leg);
  #watchedAt = Number.NEGATIVE_INFINITY;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#ports = new Ports(ground);
    this.#browsers = new BrowserGate(ground);
    this.#clock = new FrameClock(ground);
    this.#lulls = new Lulls(ground);
    this.#mixing = new MixingRoad(ground, (leg) => this.#dialling.add(leg));
    this.#audience = new Audience(ground);
    this.#ports.topUp();
  }

  /** By which kinds of addresses browsers can reach it. */
  get browserFamilies(): readonly (4 | 6)[] {
    return this.#browsers.families;
  }

  /** How long until the engine wants its next {@link beat}. */
  get beatMs(): number {
    return this.#isMaking || this.#dialling.size > 0 || this.#ports.wants ? FRAME_MS : IDLE_BEAT_MS;
  }

  /** Whether somebody's packets are made here. */
  get #isMaking(): boolean {
    return this.#mixing.isBusy || this.#silent.isBusy;
  }

  /** A packet of `length` octets lies in the buffer of the sockets. Runs for every packet and allocates nothing. */
  received(socket: number, length: number, filtered: boolean): void {
    const leg = this.#byPair[socket >> 1];
    if (leg === undefined) {
      const browser = this.#browsers.received(socket, length);
      return browser === undefined ? undefined : this.#hear(browser, length, true);
    }
    if ((socket & 1) === 0) {
      if (leg.isT38) return hearT38(this.#ground, leg, length, filtered);
      this.#hear(leg, length, filtered);
    } else if (admitRtcp(this.#ground, leg)) hearRtcp(this.#ground, leg, length);
  }

  #hear(leg: Leg, length: number, filtered: boolean): void {
    const { isUnshared } = leg;
    hearRtp(this.#ground, leg, length, filtered);
    if (leg.isUnshared && !isUnshared) this.#chooseRoad(leg);
  }

  /** The beat of {@link beatMs}. */
  beat(): void {
    for (let left = this.#isMaking ? this.#clock.due() : 0; left > 0; left--) {
      this.#clock.turn();
      this.#mixing.beat();
      this.#silent.beat();
    }
    this.#audience.watch(this.#onFree);
    if (this.#dialling.size > 0) this.#dial();
    if (this.#ports.wants) this.#ports.topUp();
    this.#watch();
    this.#settleClock();
  }

  #watch(): void {
    // A little early rather than a whole beat late.
    if (this.#ground.now - this.#watchedAt < IDLE_BEAT_MS - DIGIT_PACE_MS / 2) return;
    this.#watchedAt = this.#ground.now;
    this.#ports.topUp();
    for (const leg of this.#legs.values()) {
      watchSource(this.#ground, leg);
      if (leg.browser !== undefined) this.#browsers.watch(leg);
      watchDigit(this.#ground, leg);
      watchReports(this.#ground, leg);
      watchSilence(this.#ground, leg);
      if (watchFax(this.#ground, leg)) this.#chooseRoad(leg);
    }
  }

  /** Frames begin anew where nobody has wanted any; a leg that only changes its road goes on. */
  #settleClock(): void {
    if (!this.#isMaking) this.#clock.stop();
  }

  #dial(): void {
    for (const leg of this.#dialling) {
      stepDigit(this.#ground, leg);
      if (leg.digitsToSend.length === 0) this.#dialling.delete(leg);
    }
  }

  /** Does what the switchboard says. A command for a leg that is not here is late, and passed over. */
  command(command: EngineCommand): void {
    this.#ground.figures[FIGURE.commands]! += 1;
    this.#do(command);
    this.#settleClock();
  }

  #do(command: EngineCommand): void {
    switch (command.type) {
      case "open":
        return this.#open(command.leg, command.label, command.lease);
      case "open-browser":
        return this.#open(command.leg, command.label, undefined);
      case "apply":
        return this.#withLeg(command.leg, command.type, (leg) => {
          leg.plan = command.plan;
          leg.digits = command.digits ?? NO_INFO;
          leg.companion.wish(command.treatment);
          leg.companion.listens = command.fax !== "off";
          settleT38(this.#ground, leg);
          armCrypto(this.#ground, leg);
          if (leg.browser === undefined) arm(this.#ground, leg, command.sources);
          else this.#browsers.arm(leg);
          armReports(this.#ground, leg);
          this.#settle(leg);
          if (leg.partner !== undefined) forgetSeen(leg.partner);
        });
      case "connect":
        return this.#withLeg(command.a, command.type, (a) =>
          this.#withLeg(command.b, command.type, (b) => {
            this.#part(a);
            this.#part(b);
            a.partner = b;
            b.partner = a;
            this.#settle(a);
            this.#settle(b);
          }));
      case "join":
        return this.#withLeg(command.leg, command.type, (leg) => {
          if (leg.conference !== command.room) this.#part(leg);
          this.#mixing.join(leg, command.room, command.muted === true);
          this.#silent.settle(leg);
          for (const each of leg.overheardBy) this.#silent.settle(each);
        });
      case "overhear":
        return this.#withLeg(command.leg, command.type, (leg) =>
          this.#withLeg(command.whom, command.type, (whom) => {
            if (leg === whom) return;
            if (leg.overhears?.whom !== whom) this.#part(leg);
            listenIn(leg, whom, command.heardBy);
            this.#settle(leg);
          }));
      case "disconnect":
        return this.#withLeg(command.leg, command.type, (leg) => this.#part(leg));
      case "echo":
        return this.#withLeg(command.leg, command.type, (leg) => {
          this.#part(leg);
          leg.partner = leg;
          this.#settle(leg);
        });
      case "tap": {
        const leg = this.#legs.get(command.leg);
        if (leg === undefined) return this.#ground.emit({ type: "untapped", leg: command.leg, ring: command.ring });
        leg.taps = [...leg.taps, new TapWriter(this.#ground.taps, command.ring)];
        return this.#chooseRoad(leg);
      }
      case "untap":
        return this.#withLeg(command.leg, command.type, (leg) => {
          this.#untap(leg, command.ring);
          this.#chooseRoad(leg);
        });
      case "play": {
        const leg = this.#legs.get(command.leg);
        this.#audience.play(leg, command);
        return leg === undefined ? undefined : this.#chooseRoad(leg);
      }
      case "stop":
        return this.#withLeg(command.leg, command.type, (leg) => {
          this.#audience.end(leg, "stopped");
          this.#chooseRoad(leg);
        });
      case "digit":
        return this.#withLeg(command.leg, command.type, (leg) => {
          if (leg.voice !== undefined && digitFormOf(leg) !== "event") {
            return leg.speaker.press(command.digit, command.durationMs);
          }
          queueDigit(this.#ground, leg, command.digit, command.durationMs);
          if (leg.digitsToSend.length > 0) this.#dialling.add(leg);
        });
      case "withhold":
        return this.#withLeg(command.leg, command.type, (leg) => {
          leg.withheld = command.digits;
        });
      case "dtls":
        return this.#withLeg(command.leg, command.type, (leg) => this.#browsers.shake(leg, command.datagram));
      case "keys":
        return this.#withLeg(command.leg, command.type, (leg) => {
          leg.keys = command.keys;
          armCrypto(this.#ground, leg);
          this.#browsers.aim(leg);
          this.#settle(leg);
        });
      case "close":
        return this.#withLeg(command.leg, command.type, (leg) => this.#close(leg));
      default:
        return assertNever(command);
    }
  }

  /** In a lease, or, without one, where all browsers are. */
  #open(id: string, label: string, lease: number | undefined): void {
    const { chance, kernels, log, sockets } = this.#ground;
    const free = () => lease === undefined ? this.#browsers.take() : this.#ports.open(lease);
    const pair = this.#legs.has(id) ? undefined : free();
    if (pair === undefined) {
      const reason = this.#legs.has(id) ? "it is open" : "it is unknown or in use";
      log.write({
        level: "error",
        text: `Cannot open leg "${id}" in lease "${lease ?? "of browsers"}": ${reason}`,
        facts: { call: label },
      });
      return;
    }
    const leg = new Leg(id, label, pair, {
      kept: new Kept(kernels),
      companion: new LegCompanion(this.#ground),
      speaker: (leg) => new Speaker(this.#ground, leg, this.#lulls),
      ssrc: chance.below(0x1_0000_0000) | 0,
      sequence: chance.below(0x8000),
      timestamp: chance.below(0x1_0000_0000) | 0,
    });
    this.#legs.set(id, leg);
    this.#byPair[pair] = leg;
    if (lease === undefined) this.#browsers.enter(leg);
    else sockets.listen(pair);
    this.#settle(leg);
    this.#ground.figures[FIGURE.legs] = this.#legs.size;
  }

  #close(leg: Leg): void {
    sayBye(this.#ground, leg);
    for (const each of leg.overheardBy) this.#part(each);
    this.#part(leg);
    this.#dialling.delete(leg);
    this.#audience.end(leg, "stopped");
    for (const { ring } of leg.taps) this.#untap(leg, ring);
    this.#mixing.leave(leg);
    this.#silent.leave(leg);
    leg.speaker[Symbol.dispose]();
    dropCrypto(leg);
    leg.kept[Symbol.dispose]();
    leg.companion[Symbol.dispose]();
    this.#legs.delete(leg.id);
    this.#byPair[leg.pair] = undefined;
    if (leg.browser !== undefined) this.#browsers.leave(leg);
    else {
      this.#ground.sockets.rest(leg.pair);
      this.#ports.giveBack(leg.pair);
    }
    this.#ground.figures[FIGURE.legs] = this.#legs.size;
    this.#ground.emit({ type: "quality", leg: leg.id, report: reportOf(leg) });
  }

  /** Takes the leg away from whom it hears. */
  #part(leg: Leg): void {
    const { partner } = leg;
    leg.partner = undefined;
    const whom = listenNoMore(leg);
    this.#mixing.leave(leg);
    this.#settle(leg);
    if (whom !== undefined) this.#chooseRoad(whom);
    if (partner === undefined || partner === leg) return;
    partner.partner = undefined;
    this.#settle(partner);
  }

  /** A plan or a partner changed: works out anew what the packet path only reads. */
  #settle(leg: Leg): void {
    leg.hears = mayHear(leg);
    leg.speaks = maySpeak(leg);
    leg.out.turn();
    leg.speaker.replan();
    leg.aliveAt = this.#ground.now;
    leg.expectedSince = this.#ground.now;
    leg.isUnshared = false;
    forgetSeen(leg);
    this.#chooseRoad(leg);
  }

  #chooseRoad(leg: Leg): void {
    settleFax(leg);
    this.#chooseMixing(leg);
    this.#silent.settle(leg);
    if (leg.overhears !== undefined) this.#silent.settle(leg.overhears.whom);
    for (const each of leg.overheardBy) this.#silent.settle(each);
  }

  /** Packets are passed on as they are wherever that will do. */
  #chooseMixing(leg: Leg): void {
    const { partner, overhears } = leg;
    // Who listens in is wherever he is whom he listens to.
    if (overhears !== undefined) return this.#chooseMixing(overhears.whom);
    if (leg.conference !== undefined) {
      this.#mixing.dismiss(leg);
      return this.#mixing.replan(leg);
    }
    if (partner === undefined || partner === leg || partner.partner !== leg) {
      const isHeard = isAttended(leg) || partner === undefined && findsDigits(leg);
      if (isHeard && leg.plan !== undefined && !leg.isT38) return this.#mixing.seatAlone(leg);
      this.#mixing.dismiss(leg);
      return this.#mixing.leave(leg);
    }
    if (mustMix(leg, partner)) return this.#mixing.bridge(leg, partner);
    for (const each of [leg, partner]) {
      this.#mixing.dismiss(each);
      this.#mixing.leave(each);
    }
  }

  #untap(leg: Leg, ring: number): void {
    const taps = leg.taps.filter((tap) => tap.ring !== ring);
    if (taps.length === leg.taps.length) return;
    leg.taps = taps;
    this.#ground.emit({ type: "untapped", leg: leg.id, ring });
  }

  #withLeg(id: string, command: string, act: (leg: Leg) => void): void {
    const leg = this.#legs.get(id);
    if (leg !== undefined) return act(leg);
    this.#ground.log.write({ level: "debug", text: `Cannot ${command} leg "${id}": it is not open` });
  }
}
