import {
  actFor,
  answer,
  autoAnswer,
  type Caller,
  cast,
  codecsOf,
  type Diversion,
  echo,
  endRecording,
  enterRoom,
  fetch,
  hush,
  join,
  type Leg,
  type LegId,
  likeOrTranslated,
  mixable,
  part,
  place,
  play,
  record,
  release,
  settleTransfer,
  showEarly,
  showRinging,
  speakerOf,
  statusOf,
  swap,
  type Way,
} from "../call/mod.ts";
import type { Destination } from "../directory/mod.ts";
import type { NewMessage } from "../mailbox/mod.ts";
import { ERRAND_FAMILY, LINE_FAMILY, readLine, writeErrand, writeLine } from "../notebook/mod.ts";
import type { Party } from "../record/mod.ts";
import type { Playlist, Tone, ToneName } from "../sound/mod.ts";
import type { Command, Deed, Ending, Heard, Outcomes, Script, ScriptFault, ScriptTable, Stage } from "../script/mod.ts";
import { emergencyMails } from "./emergency_mail.ts";
import { asDialled, factOf, type Facts } from "./facts.ts";
import { isOutside, type OutsideNumber, outsideNumber } from "./outside.ts";
import { waysTo } from "./ways.ts";

/** What the stage must know of a running call beside its legs. */
export interface CallFile {
  caller: Caller;
  /** Who has sent him on since he last talked with somebody, the last one first. */
  diversions?: readonly Diversion[];
  /** What is left of the caller's Max-Forwards. */
  readonly maxForwards: number;
}

/** Carries out what scripts ask for, on the exchange as it is now. */
export class CallStage implements Stage {
  readonly #facts: Facts;
  readonly #scripts: ScriptTable;
  readonly #calls: ReadonlyMap<string, CallFile>;
  readonly #onEnd: (call: string, ending: Ending, fault: ScriptFault | undefined) => void;

  constructor(parts: {
    facts: Facts;
    scripts: ScriptTable;
    calls: ReadonlyMap<string, CallFile>;
    onEnd: (call: string, ending: Ending, fault: ScriptFault | undefined) => void;
  }) {
    this.#facts = parts.facts;
    this.#scripts = parts.scripts;
    this.#calls = parts.calls;
    this.#onEnd = parts.onEnd;
  }

  get #exchange(): Facts["exchange"] {
    return this.#facts.exchange;
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
    const { exchange, notebook, mailboxes } = this.#facts;
    switch (command.do) {
      case "change-line": {
        const line = readLine(notebook.get(LINE_FAMILY, command.number));
        return notebook.set(LINE_FAMILY, command.number, writeLine({ ...line, ...command.change }));
      }
      case "remember":
        return notebook.set(command.family, command.key, command.value);
      case "plan": {
        const { key, errand } = command;
        return notebook.set(ERRAND_FAMILY, key, errand === undefined ? undefined : writeErrand(errand));
      }
      case "deposit":
        return mailboxes.deposit(this.#asHeWishes(call, command.message), command.length, this.#facts.wall());
      case "change-message":
        return mailboxes.change(command.box, command.id, command.change, this.#facts.wall());
      case "erase":
        return mailboxes.erase(command.path, this.#underWay(command.recording));
      case "try-pin":
        return mailboxes.judgePin(command.box, command.pin, exchange.directory, this.#facts.wall());
      case "set-pin":
        return mailboxes.setPin(command.box, command.pin);
      case "place":
        return this.#place(call, command);
      case "ring":
        return this.#with(command.leg, (leg) => this.#letHearRinging(leg));
      case "hear-early":
        return this.#hearEarly(command.leg, command.from);
      case "answer":
        return this.#answer(command.leg, command.like);
      case "release":
        return this.#with(command.leg, (leg) => release(exchange, leg.session, command.cause));
      case "divert":
        return this.#divert(call, command);
      case "hide":
        return this.#hide(call, command.leg, command.isHidden);
      case "join":
        return this.#both(command.a, command.b, (a, b) => {
          join(exchange, a, b);
          delete this.#calls.get(call)?.diversions;
          this.#arrived(a);
          this.#arrived(b);
        });
      case "enter-room":
        return this.#with(command.leg, (leg) => {
          enterRoom(exchange, leg, command.room, command.muted);
          this.#arrived(leg);
        });
      case "cast":
        return this.#with(command.leg, (leg) => cast(exchange, leg, command.to));
      case "part":
        return this.#with(command.leg, (leg) => part(exchange, leg));
      case "echo":
        return this.#with(command.leg, (leg) => {
          echo(exchange, leg);
          this.#arrived(leg);
        });
      case "play":
        return this.#with(command.leg, (leg) => play(exchange, leg, this.#soundFor(leg, command.sound)));
      case "hush":
        return this.#with(command.leg, (leg) => hush(exchange, leg));
      case "act-for":
        return this.#with(command.leg, ({ session }) => {
          const extension = exchange.directory.extensions.get(command.number);
          if (extension !== undefined) actFor(session, { number: extension.number, name: extension.name });
        });
      case "keep-secret":
        return this.#with(command.leg, (leg) => {
          leg.isSecret = command.isSecret;
        });
      case "speak":
        return this.#with(command.leg, (leg) => {
          leg.language = command.language;
        });
      case "record": {
        const leg = exchange.legs.get(command.leg);
        return leg === undefined ? undefined : record(exchange, leg, command);
      }
      case "end-recording":
        return this.#with(command.leg, (leg) => endRecording(exchange, leg));
      case "swap":
        return this.#both(command.one, command.other, (one, other) => swap(exchange, one, other));
      case "fetch":
        return this.#both(command.leg, command.by, (leg, by) => void fetch(exchange, leg, by));
      case "move":
        return this.#move(command);
      case "transfer":
        return this.#with(command.leg, (leg) => {
          leg.transferor = exchange.legs.get(command.by)?.session;
        });
      case "transfer-ended":
        return this.#with(command.leg, (leg) => {
          if (command.cause === "transferred") this.#arrived(leg);
          else settleTransfer(exchange, leg, statusOf(command.cause));
        });
      default:
        return factOf(this.#facts, command);
    }
  }

  /** Whoever else it concerns hears of it in his own call, once this script waits. */
  #move({ place: kind, id, leg, move }: Extract<Deed, { do: "move" }>): unknown {
    const { outcome, news = [] } = this.#facts.places.move(kind, id, leg, move);
    for (const each of news) {
      this.#with(each.leg, ({ session }) => {
        const { urgent = false, news } = each;
        this.#exchange.tell(session, (leg) => ({ type: "news", leg, place: kind, news, urgent }));
      });
    }
    return outcome;
  }

  /** A caller who hides his number is hidden from whoever hears his message, too. */
  #asHeWishes(call: string, message: NewMessage): NewMessage {
    const caller = this.#calls.get(call)?.caller;
    const isHidden = caller?.hidden === true && caller.party.number === message.from?.number;
    return isHidden ? { ...message, from: undefined } : message;
  }

  #underWay(recording: number | undefined): number | undefined {
    return recording !== undefined && this.#exchange.recordings.has(recording) ? recording : undefined;
  }

  #with(id: LegId, act: (leg: Leg) => void): void {
    const leg = this.#exchange.legs.get(id);
    if (leg !== undefined) act(leg);
  }

  /**
   * Who still waits makes his own tone; who was answered (and is transferred, say) would hear nothing but for ours, nor would
   * he whose ears were opened early by somebody who is gone.
   */
  #letHearRinging(leg: Leg): void {
    const { session, playing, mate } = leg;
    showRinging(this.#exchange, session);
    const isOpen = session.state.at === "talking" || session.state.at === "offered" && session.media.plan !== undefined;
    if (isOpen && playing === undefined && mate === undefined) {
      play(this.#exchange, leg, this.#soundFor(leg, "ringback"));
    }
  }

  #soundFor({ language }: Leg, sound: ToneName | Heard): Tone | Playlist {
    const { office } = this.#exchange.directory;
    if (typeof sound === "string") return { tone: sound, country: office.country };
    return { language: language ?? (office.language === "ro" ? "ro" : "en"), ...sound };
  }

  #place(call: string, deed: Extract<Deed, { do: "place" }>): Outcomes["place"] {
    if (isOutside(deed.phone)) return this.#placeOutside(call, deed);
    const { phone, caller: callerId, shown, apart } = deed;
    const { exchange, registrar } = this.#facts;
    const caller = callerId === undefined ? undefined : exchange.legs.get(callerId);
    const file = this.#calls.get(call);
    const binding = registrar.bindingsOf(phone.number, exchange.now).find(({ contact }) => contact === phone.contact);
    const isGone = caller === undefined && callerId !== undefined;
    if (isGone || file === undefined || binding === undefined) return "gone";
    const name = exchange.directory.extensions.get(phone.number)?.name;
    const { party: speaker, hidden } = shownOf(file, caller);
    const party = asDialled(exchange, speaker);
    const leg = place(exchange, {
      call,
      caller: { party: shown?.prefix === undefined ? party : prefixed(party, shown.prefix, hidden), hidden },
      party: { number: phone.number, ...(name === undefined ? {} : { name }) },
      contact: binding.contact,
      flow: binding.flow,
      route: binding.path,
      hearer: caller,
      isApart: apart === true,
      ...(shown?.answersItself === true ? { headers: autoAnswer(binding.userAgent) } : {}),
      maxForwards: file.maxForwards,
      ...(file.diversions === undefined ? {} : { diversions: file.diversions }),
    });
    return this.#placed(call, phone.number, leg);
  }

  /** A number outside: the caller hears at once that it rings, for the world may take ten seconds to say so. */
  #placeOutside(call: string, { phone, caller: callerId, apart }: Extract<Deed, { do: "place" }>): Outcomes["place"] {
    const { exchange, trunks, tolls } = this.#facts;
    const caller = callerId === undefined ? undefined : exchange.legs.get(callerId);
    const file = this.#calls.get(call);
    const to = outsideNumber(phone, exchange.directory);
    const isGone = caller === undefined && callerId !== undefined;
    if (isGone || file === undefined || to === undefined) return "gone";
    const shown = shownOf(file, caller);
    if (to.toll !== undefined && this.#isBraked(call, to.number, to.toll)) return "rejected";
    if (to.isEmergency) this.#tellOfEmergency(call, shown.party, to.number);
    const outside = waysTo({ exchange, trunks }, { ...to, caller: shown });
    if (outside === undefined) {
      exchange.log("warn", "Cannot call outside: every trunk is full, or none is known", { call, number: to.number });
      return "no-media";
    }
    const common = {
      call,
      caller: shown,
      route: [],
      hearer: caller,
      isApart: apart === true,
      maxForwards: file.maxForwards,
      ...(file.diversions === undefined ? {} : { diversions: file.diversions }),
    };
    let leg: ReturnType<typeof place> = "not-acceptable";
    // A trunk that may speak nothing that the caller could hear leaves him to the next one.
    for (let way: Way | undefined = outside.way; way !== undefined; way = outside.next(way)) {
      const party = { number: to.number, trunk: way.trunk };
      const along = { party, contact: way.uri, flow: way.flow, outside: { ...outside, way } };
      leg = place(exchange, { ...common, ...along });
      if (leg !== "not-acceptable") break;
    }
    if (typeof leg === "object" && to.toll !== undefined) {
      tolls.began(leg.id, to.toll.payer, to.toll.kind, exchange.now);
    }
    if (typeof leg === "object") exchange.tell(leg.session, (id) => ({ type: "ringing", leg: id }));
    return this.#placed(call, to.number, leg);
  }

  #isBraked(call: string, dialled: string, { payer, kind }: NonNullable<OutsideNumber["toll"]>): boolean {
    const { exchange, tolls } = this.#facts;
    if (!tolls.isOver(payer, kind, exchange.directory.brakes, exchange.now)) return false;
    exchange.note(call, { type: "brake.acted", number: payer, dialled, class: kind });
    exchange.log("warn", "Refused a call: enough was called outside within the hour", { call, by: payer, class: kind });
    return true;
  }

  #tellOfEmergency(call: string, from: Party, number: string): void {
    const { exchange } = this.#facts;
    exchange.note(call, { type: "emergency.called", from, number });
    exchange.log("warn", "Somebody calls for help", { call, from: from.number, name: from.name ?? "", number });
    const help = { call, from, number, at: this.#facts.wall() };
    for (const mail of emergencyMails(help, exchange.directory)) this.#facts.post(mail);
  }

  #placed(call: string, number: string, leg: ReturnType<typeof place>): Outcomes["place"] {
    const { exchange } = this.#facts;
    if (typeof leg === "object") return leg.id;
    const why = leg === "no-media" ? "no RTP ports are left" : "it may speak no codec that the caller could hear";
    exchange.log("warn", `Cannot ring a phone: ${why}`, { call, number });
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
    const like = likeId === undefined ? undefined : this.#exchange.legs.get(likeId)?.session.media;
    // Who is to be heard may wait for an answer himself: then what he offered counts.
    const codecs = like?.plan === undefined ? like?.theirCodecs ?? [] : codecsOf(like.plan);
    return answer(this.#exchange, leg.session, codecs.length === 0 ? mixable : likeOrTranslated(codecs));
  }

  /** The leg is where it was to go: whoever asked for its transfer is told, and let go. */
  #arrived(leg: Leg): void {
    const transferor = settleTransfer(this.#exchange, leg, 200);
    if (transferor !== undefined) release(this.#exchange, transferor, "transferred");
  }

  #divert(call: string, { by: number, reason }: Extract<Deed, { do: "divert" }>): void {
    const file = this.#calls.get(call);
    const name = this.#exchange.directory.extensions.get(number)?.name;
    const by = { number, ...(name === undefined ? {} : { name }) };
    if (file !== undefined) file.diversions = [{ by, reason }, ...file.diversions ?? []];
  }

  /** Only of the one who made the call it is known whether he hides. */
  #hide(call: string, id: LegId, hidden: boolean): void {
    const file = this.#calls.get(call);
    const party = this.#exchange.legs.get(id)?.session.party;
    if (file !== undefined && party?.number === file.caller.party.number) file.caller = { ...file.caller, hidden };
  }

  #both(oneId: LegId, otherId: LegId, act: (one: Leg, other: Leg) => void): void {
    const [one, other] = [this.#exchange.legs.get(oneId), this.#exchange.legs.get(otherId)];
    if (one !== undefined && other !== undefined) act(one, other);
  }
}

/** Who calls there, as those who are called may know him: the one on the leg, or whoever the box calls for. */
function shownOf(file: CallFile, caller: Leg | undefined): Caller {
  const party = caller === undefined ? file.caller.party : speakerOf(caller.session);
  return { party, hidden: file.caller.hidden && party.number === file.caller.party.number };
}

/** The caller under what the called one should see first: `Sales: Ana Pop`. */
function prefixed({ number, name }: Party, prefix: string, hidden: boolean): Party {
  return { number, name: hidden ? prefix : `${prefix}: ${name ?? number}` };
}
