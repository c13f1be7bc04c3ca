import { assertNever } from "../../core/base/mod.ts";
import { Audience } from "./audience.ts";
import { forgetSeen } from "./codecs.ts";
import { LegCompanion } from "./companion.ts";
import { BrowserGate } from "./browser_gate.ts";
import { armCrypto, dropCrypto } from "./crypto.ts";
import { watchDigit } from "./digit_in.ts";
import { digitFormOf } from "./digit_form.ts";
import { DIGIT_PACE_MS, queueDigit, stepDigit } from "./digit_out.ts";
import { watchFax } from "./fax.ts";
import { type EngineCommand, FIGURE } from "../plane/mod.ts";
import { Kept } from "./kept.ts";
import type { Ground } from "./ground.ts";
import { Leg } from "./leg.ts";
import { FRAME_MS } from "./frame_clock.ts";
import { Lulls } from "./lulls.ts";
import { Ports } from "./ports.ts";
import { hearRtp } from "./relay.ts";
import { armReports, hearRtcp, sayBye, watchReports } from "./reports.ts";
import { Roads } from "./roads.ts";
import { watchSilence } from "./silence.ts";
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
  readonly #roads: Roads;
  readonly #lulls: Lulls;
  readonly #audience: Audience;
  readonly #onFree = (leg: Leg): void => this.#roads.choose(leg);
  #watchedAt = Number.NEGATIVE_INFINITY;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#ports = new Ports(ground);
    this.#browsers = new BrowserGate(ground);
    this.#lulls = new Lulls(ground);
    this.#roads = new Roads(ground, (leg) => this.#dialling.add(leg));
    this.#audience = new Audience(ground);
    this.#ports.topUp();
  }

  /** By which kinds of addresses browsers can reach it. */
  get browserFamilies(): readonly (4 | 6)[] {
    return this.#browsers.families;
  }

  /** How long until the engine wants its next {@link beat}. */
  get beatMs(): number {
    return this.#roads.isMaking || this.#dialling.size > 0 || this.#ports.wants ? FRAME_MS : IDLE_BEAT_MS;
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
    if (leg.isUnshared && !isUnshared) this.#roads.choose(leg);
  }

  /** The beat of {@link beatMs}. */
  beat(): void {
    this.#roads.beat();
    this.#audience.watch(this.#onFree);
    if (this.#dialling.size > 0) this.#dial();
    if (this.#ports.wants) this.#ports.topUp();
    this.#watch();
    this.#roads.settleClock();
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
      if (watchFax(this.#ground, leg)) this.#roads.choose(leg);
    }
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
    this.#roads.settleClock();
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
          this.#roads.settle(leg);
          if (leg.partner !== undefined) forgetSeen(leg.partner);
        });
      case "connect":
        return this.#withLeg(
          command.a,
          command.type,
          (a) => this.#withLeg(command.b, command.type, (b) => this.#roads.connect(a, b)),
        );
      case "join":
        return this.#withLeg(
          command.leg,
          command.type,
          (leg) => this.#roads.join(leg, command.room, command.muted === true),
        );
      case "overhear":
        return this.#withLeg(
          command.leg,
          command.type,
          (leg) =>
            this.#withLeg(command.whom, command.type, (whom) => this.#roads.overhear(leg, whom, command.heardBy)),
        );
      case "disconnect":
        return this.#withLeg(command.leg, command.type, (leg) => this.#roads.part(leg));
      case "echo":
        return this.#withLeg(command.leg, command.type, (leg) => this.#roads.connect(leg, leg));
      case "tap": {
        const leg = this.#legs.get(command.leg);
        if (leg === undefined) return this.#ground.emit({ type: "untapped", leg: command.leg, ring: command.ring });
        leg.taps = [...leg.taps, new TapWriter(this.#ground.taps, command.ring)];
        return this.#roads.choose(leg);
      }
      case "untap":
        return this.#withLeg(command.leg, command.type, (leg) => {
          this.#untap(leg, command.ring);
          this.#roads.choose(leg);
        });
      case "play": {
        const leg = this.#legs.get(command.leg);
        this.#audience.play(leg, command);
        return leg === undefined ? undefined : this.#roads.choose(leg);
      }
      case "stop":
        return this.#withLeg(command.leg, command.type, (leg) => {
          this.#audience.end(leg, "stopped");
          this.#roads.choose(leg);
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
          this.#roads.settle(leg);
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
    this.#roads.settle(leg);
    this.#ground.figures[FIGURE.legs] = this.#legs.size;
  }

  #close(leg: Leg): void {
    sayBye(this.#ground, leg);
    for (const each of leg.overheardBy) this.#roads.part(each);
    this.#roads.part(leg);
    this.#dialling.delete(leg);
    this.#audience.end(leg, "stopped");
    for (const { ring } of leg.taps) this.#untap(leg, ring);
    this.#roads.leave(leg);
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
