import { assertNever } from "../base/mod.ts";
import {
  answer,
  type Caller,
  codecsOf,
  echo,
  type Exchange,
  hush,
  join,
  type Leg,
  type LegId,
  likeOrTranslated,
  part,
  place,
  play,
  release,
  settleTransfer,
  showEarly,
  showRinging,
  statusOf,
  swap,
} from "../call/mod.ts";
import { type Destination, destinationOf } from "../routing/mod.ts";
import type { Registrar } from "../registrar/mod.ts";
import type { Playlist, Tone, ToneName } from "../sound/mod.ts";
import type { Command, Ending, Heard, Outcomes, Phone, Script, ScriptFault, Stage } from "../script/mod.ts";

/** Makes the script of a destination; one entry per kind, filled by `main.ts`. */
export type ScriptTable = Readonly<Record<string, (caller: LegId, id: string) => Script<Ending>>>;

/** What the stage must know of a running call beside its legs. */
export interface CallFile {
  readonly caller: Caller;
  /** What is left of the caller's Max-Forwards. */
  readonly maxForwards: number;
}

/** Carries out what scripts ask for, on the exchange as it is now. */
export class CallStage implements Stage {
  readonly #exchange: Exchange;
  readonly #registrar: Registrar;
  readonly #scripts: ScriptTable;
  readonly #codes: ReadonlyMap<string, Destination>;
  readonly #calls: ReadonlyMap<string, CallFile>;
  readonly #onEnd: (call: string, ending: Ending, fault: ScriptFault | undefined) => void;

  constructor(parts: {
    exchange: Exchange;
    registrar: Registrar;
    scripts: ScriptTable;
    codes: ReadonlyMap<string, Destination>;
    calls: ReadonlyMap<string, CallFile>;
    onEnd: (call: string, ending: Ending, fault: ScriptFault | undefined) => void;
  }) {
    this.#exchange = parts.exchange;
    this.#registrar = parts.registrar;
    this.#scripts = parts.scripts;
    this.#codes = parts.codes;
    this.#calls = parts.calls;
    this.#onEnd = parts.onEnd;
  }

  scriptFor(caller: LegId, destination: Destination): Script<Ending> {
    const make = this.#scripts[destination.kind];
    if (make === undefined) throw new Error(`Cannot reach "${destination.kind}": no script is known for it`);
    return make(caller, destination.id);
  }

  ended(call: string, ending: Ending, fault: ScriptFault | undefined): void {
    for (const leg of this.#exchange.legs.ofCall(call)) release(this.#exchange, leg.session, ending.cause);
    this.#onEnd(call, ending, fault);
  }

  perform(call: string, command: Command): Outcomes[Command["do"]] {
    const exchange = this.#exchange;
    switch (command.do) {
      case "now":
        return exchange.now;
      case "route":
        return destinationOf(command.number, exchange.directory, this.#codes);
      case "look-up": {
        const extension = exchange.directory.extensions.get(command.number);
        if (extension === undefined) return undefined;
        return {
          ringForMs: extension.ringForMs,
          isFull: exchange.legs.callsOf(command.number) >= extension.callLimit,
        };
      }
      case "phones":
        return this.#registrar.bindingsOf(command.number, exchange.now)
          .map(({ number, contact, preference }) => ({ number, contact, preference }));
      case "place":
        return this.#place(call, command.phone, command.caller);
      case "ring":
        return this.#with(command.leg, (leg) => this.#letHearRinging(leg));
      case "hear-early":
        return this.#hearEarly(command.leg, command.from);
      case "answer":
        return this.#answer(command.leg, command.like);
      case "release":
        return this.#with(command.leg, (leg) => release(exchange, leg.session, command.cause));
      case "join":
        return this.#join(command.a, command.b);
      case "part":
        return this.#with(command.leg, (leg) => part(exchange, leg));
      case "echo":
        return this.#with(command.leg, (leg) => {
          echo(exchange, leg);
          this.#arrived(leg);
        });
      case "play":
        return this.#with(command.leg, (leg) => play(exchange, leg, this.#inThisOffice(command.sound)));
      case "hush":
        return this.#with(command.leg, (leg) => hush(exchange, leg));
      case "swap":
        return this.#swap(command.one, command.other);
      case "transfer":
        return this.#with(command.leg, (leg) => {
          leg.transferor = exchange.legs.get(command.by)?.session;
        });
      case "transfer-ended":
        return this.#with(command.leg, (leg) => {
          settleTransfer(exchange, leg, command.cause === "transferred" ? 200 : statusOf(command.cause));
        });
      case "is-there":
        return exchange.legs.has(command.leg);
      default:
        return assertNever(command);
    }
  }

  #with(id: LegId, act: (leg: Leg) => void): void {
    const leg = this.#exchange.legs.get(id);
    if (leg !== undefined) act(leg);
  }

  /** Who still waits makes his own tone; who was answered (and is transferred, say) would hear nothing but for ours. */
  #letHearRinging(leg: Leg): void {
    const { session, playing, mate } = leg;
    showRinging(this.#exchange, session);
    if (session.state.at === "talking" && playing === undefined && mate === undefined) {
      play(this.#exchange, leg, this.#inThisOffice("ringback"));
    }
  }

  #inThisOffice(sound: ToneName | Heard): Tone | Playlist {
    const { country, language } = this.#exchange.directory.office;
    if (typeof sound === "string") return { tone: sound, country };
    return { language: language === "ro" ? "ro" : "en", ...sound };
  }

  #place(call: string, phone: Phone, callerId: LegId): LegId | "no-media" | "not-acceptable" | "gone" {
    const exchange = this.#exchange;
    const caller = exchange.legs.get(callerId);
    const file = this.#calls.get(call);
    const binding = this.#registrar.bindingsOf(phone.number, exchange.now).find(({ contact }) =>
      contact === phone.contact
    );
    if (caller === undefined || file === undefined || binding === undefined) return "gone";
    const name = exchange.directory.extensions.get(phone.number)?.name;
    const shown = caller.session.party;
    const leg = place(exchange, {
      call,
      caller: { party: shown, hidden: file.caller.hidden && shown.number === file.caller.party.number },
      party: { number: phone.number, ...(name === undefined ? {} : { name }) },
      contact: binding.contact,
      flow: binding.flow,
      route: binding.path,
      hearer: caller,
      maxForwards: file.maxForwards,
    });
    if (typeof leg === "object") return leg.id;
    const why = leg === "no-media" ? "no RTP ports are left" : "it may speak no codec that the caller could hear";
    exchange.log("warn", `Cannot ring a phone: ${why}`, { call, number: phone.number });
    return leg;
  }

  #hearEarly(id: LegId, fromId: LegId): void {
    const [leg, from] = [this.#exchange.legs.get(id), this.#exchange.legs.get(fromId)];
    const plan = from?.session.media.plan;
    // Of several that play something the first is heard: the others may speak in ways that the caller was not told of.
    if (leg === undefined || from === undefined || plan === undefined || leg.mate !== undefined) return;
    showEarly(this.#exchange, leg.session, likeOrTranslated(codecsOf(plan)));
    if (leg.session.media.plan !== undefined) join(this.#exchange, leg, from);
  }

  #answer(id: LegId, likeId: LegId | undefined): boolean {
    const leg = this.#exchange.legs.get(id);
    if (leg === undefined) return false;
    const plan = likeId === undefined ? undefined : this.#exchange.legs.get(likeId)?.session.media.plan;
    return answer(
      this.#exchange,
      leg.session,
      plan === undefined ? (offered) => offered : likeOrTranslated(codecsOf(plan)),
    );
  }

  #join(aId: LegId, bId: LegId): void {
    const [a, b] = [this.#exchange.legs.get(aId), this.#exchange.legs.get(bId)];
    if (a === undefined || b === undefined) return;
    join(this.#exchange, a, b);
    this.#arrived(a);
    this.#arrived(b);
  }

  /** The leg has somebody to hear: whoever asked for its transfer is told, and let go. */
  #arrived(leg: Leg): void {
    const transferor = settleTransfer(this.#exchange, leg, 200);
    if (transferor !== undefined) release(this.#exchange, transferor, "transferred");
  }

  #swap(oneId: LegId, otherId: LegId): void {
    const [one, other] = [this.#exchange.legs.get(oneId), this.#exchange.legs.get(otherId)];
    if (one !== undefined && other !== undefined) swap(this.#exchange, one, other);
  }
}
