import {
  actFor,
  announce,
  answer,
  askTransfer,
  cast,
  codecsOf,
  echo,
  endAnnouncement,
  endRecording,
  enterRoom,
  fetch,
  hush,
  join,
  type Leg,
  type LegId,
  likeOrTranslated,
  mixable,
  overhear,
  overhearRoom,
  part,
  play,
  press,
  record,
  release,
  settleTransfer,
  showEarly,
  showRinging,
  speakerOf,
  statusOf,
  swap,
  withhold,
} from "../call/mod.ts";
import type { Destination } from "../directory/mod.ts";
import type { Playlist, Tone, ToneName } from "../sound/mod.ts";
import type { Command, Deed, Ending, Heard, Outcomes, Script, ScriptFault, ScriptTable, Stage } from "../script/mod.ts";
import { turnRecording } from "./call_recording.ts";
import type { CallFile } from "./call_file.ts";
import { tellHelpFailed } from "./emergency.ts";
import { factOf, type Facts } from "./facts.ts";
import { keep } from "./keeping.ts";
import { placeLeg } from "./placing.ts";

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
    const call = this.#exchange.legs.get(caller)?.call;
    const file = call === undefined ? undefined : this.#calls.get(call);
    if (file !== undefined) file.via = destination;
    if (call !== undefined) {
      this.#exchange.note(call, { type: "leg.brought", leg: caller, to: destination.kind, id: destination.id });
    }
    return make(caller, destination.id);
  }

  ended(call: string, ending: Ending, fault: ScriptFault | undefined): void {
    for (const leg of this.#exchange.legs.ofCall(call)) release(this.#exchange, leg.session, ending.cause);
    this.#onEnd(call, ending, fault);
  }

  perform(call: string, command: Command): Outcomes[Command["do"]] {
    const { exchange } = this.#facts;
    switch (command.do) {
      case "change-line":
      case "remember":
      case "plan":
      case "expect-message":
      case "sit":
      case "leave-seat":
      case "deposit":
      case "change-message":
      case "erase":
      case "try-pin":
      case "set-pin":
        return keep(this.#facts, call, command);
      case "note":
        return exchange.note(call, command.fact);
      case "tell-help-failed":
        return tellHelpFailed(this.#facts, call, command);
      case "place":
        return placeLeg(this.#facts, call, command);
      case "ring":
        return this.#with(command.leg, (leg) => this.#letHearRinging(leg));
      case "hear-early":
        return this.#hearEarly(command.leg, command.from);
      case "open-ears":
        return this.#openEars(command.leg);
      case "answer":
        return this.#answer(command.leg, command.like);
      case "release":
        return this.#with(command.leg, (leg) => release(exchange, leg.session, command.cause));
      case "divert":
        return this.#divert(call, command);
      case "hide":
        return this.#hide(call, command.leg, command.isHidden);
      case "give-account":
        return this.#with(command.leg, (leg) => this.#giveAccount(leg, command.account));
      case "join":
        return this.#both(command.a, command.b, (a, b) => {
          join(exchange, a, b);
          const file = this.#calls.get(call);
          delete file?.diversions;
          delete file?.sentOn;
          this.#arrived(a);
          this.#arrived(b);
        });
      case "enter-room":
        return this.#with(command.leg, (leg) => {
          enterRoom(exchange, leg, command.room, command.muted);
          this.#arrived(leg);
        });
      case "cast": {
        const [leg, { to, first, cutsIn }] = [exchange.legs.get(command.leg), command];
        const before = first === undefined ? undefined : this.#inWords(first);
        return leg !== undefined && cast(exchange, leg, to, { first: before, cutsIn });
      }
      case "announce":
        return announce(exchange, call, command.to, this.#inWords(command.sound));
      case "end-announcement":
        return endAnnouncement(exchange, command.announcement);
      case "part":
        return this.#with(command.leg, (leg) => part(exchange, leg));
      case "overhear": {
        const [leg, whom] = [exchange.legs.get(command.leg), exchange.legs.get(command.whom ?? "")];
        const isFound = leg !== undefined && (command.whom === undefined || whom !== undefined);
        return isFound && overhear(exchange, leg, command.heardBy, whom);
      }
      case "overhear-room": {
        const leg = exchange.legs.get(command.leg);
        return leg !== undefined && overhearRoom(exchange, leg, command.room, command.heardBy);
      }
      case "echo":
        return this.#with(command.leg, (leg) => {
          echo(exchange, leg);
          this.#arrived(leg);
        });
      case "play":
        return this.#with(command.leg, (leg) => play(exchange, leg, this.#soundFor(leg, command.sound)));
      case "hush":
        return this.#with(command.leg, (leg) => hush(exchange, leg));
      case "press":
        return this.#with(command.leg, ({ session }) => press(exchange, session, command.digits));
      case "withhold":
        return this.#with(command.leg, (leg) => withhold(exchange, leg, command.digits));
      case "open-door":
        return this.#openDoor(command);
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
        if (leg === undefined) return undefined;
        const recording = record(exchange, leg, command);
        this.#facts.spoken.began(recording, command.path, call);
        return recording;
      }
      case "end-recording":
        return this.#with(command.leg, (leg) => endRecording(exchange, leg));
      case "record-call":
        return this.#both(command.a, command.b, (a, b) => turnRecording(this.#facts, a, b, command));
      case "swap":
        return this.#both(command.one, command.other, (one, other) => swap(exchange, one, other));
      case "fetch":
        return this.#both(command.leg, command.by, (leg, by) => void fetch(exchange, leg, by));
      case "move":
        return this.#move(command);
      case "transfer":
        return this.#with(command.leg, (leg) => {
          const by = exchange.legs.get(command.by);
          // Who has hung up meanwhile has asked for it all the same.
          leg.transferor = by?.session ?? leg.transferor;
          if (by !== undefined && command.to !== undefined) askTransfer(exchange, by, command.to);
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

  #openDoor({ leg: id, door, by }: Extract<Deed, { do: "open-door" }>): void {
    const party = factOf(this.#facts, { do: "party", leg: by }) as Outcomes["party"];
    this.#with(id, ({ call, session }) => {
      press(this.#exchange, session, door.open);
      if (party === undefined) return;
      this.#exchange.note(call, { type: "door.opened", leg: id, door: door.name, by: party });
      this.#exchange.log("info", "A door was opened", { call, door: door.name, by: party.number });
    });
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
    if (typeof sound === "string") return { tone: sound, country: this.#exchange.directory.office.country };
    return this.#inWords(language === undefined ? sound : { language, ...sound });
  }

  /** As the office speaks. */
  #inWords(sound: Heard): Playlist {
    return { language: this.#exchange.directory.office.language === "ro" ? "ro" : "en", ...sound };
  }

  #hearEarly(id: LegId, fromId: LegId): void {
    const [leg, from] = [this.#exchange.legs.get(id), this.#exchange.legs.get(fromId)];
    const plan = from?.session.media.plan;
    // Of several that play something the first is heard: the others may speak in ways that the caller was not told of.
    if (leg === undefined || from === undefined || plan === undefined || leg.mate !== undefined) return;
    showEarly(this.#exchange, leg.session, likeOrTranslated(codecsOf(plan)));
    if (leg.session.media.plan !== undefined) join(this.#exchange, leg, from);
  }

  #openEars(id: LegId): boolean {
    const leg = this.#exchange.legs.get(id);
    if (leg === undefined) return false;
    showEarly(this.#exchange, leg.session, mixable);
    const { state, media } = leg.session;
    return state.at !== "offered" || media.plan !== undefined;
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

  #giveAccount(leg: Leg, account: string): void {
    const file = this.#calls.get(leg.call);
    if (file !== undefined) file.account = account;
    this.#exchange.note(leg.call, { type: "account.given", leg: leg.id, by: speakerOf(leg.session), account });
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
