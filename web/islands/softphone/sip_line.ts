import JsSIP from "jssip";
import type {
  IncomingEvent,
  IncomingInfoEvent,
  OutgoingEvent,
  OutgoingInfoEvent,
  RTCSession,
} from "jssip/lib/RTCSession.js";
import { BROWSER_PHONE, TALK_TYPE } from "../../../core/base/mod.ts";
import type { Ending, News } from "../../softphone/mod.ts";
import type { CallSound } from "./call_sound.ts";
import { endingOf, type Message } from "./ending.ts";
import { keptIceServers } from "./kept_ice_servers.ts";
import type { LineOrder, PhoneLine, PhoneLineOptions } from "./phone_line.ts";
import { watchWay } from "./watch_way.ts";

/** How long the line may take to be free for a change of ours while the other side changes something. */
const AGAIN_MS = 200;
const DIGIT_MS = 160;
/** The box forgets whoever says nothing for so long. */
const REGISTERED_FOR_S = 600;

/** The line to the box: SIP over the WebSocket of this page (RFC 7118), by JsSIP. */
export class SipLine implements PhoneLine {
  readonly #options: PhoneLineOptions;
  readonly #sound: CallSound;
  readonly #agent: JsSIP.UA;
  /** By the ids that the phone knows calls by; undefined while the microphone is asked for. */
  readonly #sessions = new Map<string, RTCSession | undefined>();
  /** Which calls are to wait, where that is not yet so. */
  readonly #wanted = new Map<string, "hold" | "resume">();

  readonly #iceServers = keptIceServers();

  constructor(options: PhoneLineOptions) {
    this.#options = options;
    this.#sound = options.sound;
    const { extension, name, site } = options;
    const scheme = site.protocol === "https:" ? "wss" : "ws";
    this.#agent = new JsSIP.UA({
      sockets: [new JsSIP.WebSocketInterface(`${scheme}://${site.host}/sip`)],
      uri: `sip:${extension}@${site.hostname}`,
      display_name: name,
      register_expires: REGISTERED_FOR_S,
      user_agent: BROWSER_PHONE,
    });
    this.#agent.on("registered", () => this.#tell({ told: "line", line: "ready" }));
    this.#agent.on("disconnected", () => this.#tell({ told: "line", line: "cut" }));
    this.#agent.on("registrationFailed", ({ response }) => {
      const isRefused = [401, 403, 404, 407].includes((response as Message | null)?.status_code ?? 0);
      this.#tell({ told: "line", line: isRefused ? "refused" : "cut" });
    });
    this.#agent.on("newRTCSession", ({ originator, session }: { originator: string; session: RTCSession }) => {
      if (originator === "remote") this.#ring(session);
    });
  }

  start(): void {
    this.#agent.start();
  }

  stop(): void {
    this.#agent.stop();
  }

  carryOut(order: LineOrder): void {
    switch (order.do) {
      case "call":
        return void this.#call(order.call, order.number);
      case "answer":
        return void this.#answer(order.call);
      case "refuse":
        return this.#end(order.call, { status_code: 486 });
      case "end":
        return this.#end(order.call, {});
      case "hold":
      case "resume":
        this.#wanted.set(order.call, order.do);
        return this.#change(order.call);
      case "mute":
      case "unmute":
        return this.#mute(order.call, order.do === "mute");
      case "press":
        // JsSIP takes the words of its own enumeration, which is a type alone.
        return this.#sessions.get(order.call)?.sendDTMF(order.key, {
          transportType: "RFC2833" as never,
          duration: DIGIT_MS,
        });
      case "refer":
        return this.#transfer(order.call, order.to);
      case "replace": {
        const instead = this.#sessions.get(order.instead);
        if (instead === undefined) return this.#tell({ told: "not-transferred", call: order.call });
        return this.#transfer(order.call, instead.remote_identity.uri.toString(), instead);
      }
      case "join":
        return this.#join(order.call, order.into);
    }
  }

  #tell(news: News): void {
    this.#options.tell(news);
  }

  #ring(session: RTCSession): void {
    const call = session.id;
    this.#sessions.set(call, session);
    this.#watch(call, session);
    const { uri, display_name: name } = session.remote_identity;
    const peer = { number: uri.user ?? "", ...name === undefined || name === "" ? {} : { name } };
    session.on("newInfo", ({ originator, info }: IncomingInfoEvent | OutgoingInfoEvent) => {
      if (originator === "remote" && info.contentType === TALK_TYPE) this.#tell({ told: "to-answer", call });
    });
    this.#tell({ told: "incoming", call, peer });
  }

  async #call(call: string, number: string): Promise<void> {
    this.#sessions.set(call, undefined);
    const [mediaStream, pcConfig] = await Promise.all([this.#open(call), this.#pcConfig()]);
    if (mediaStream === undefined) return;
    const target = `sip:${encodeURIComponent(number)}@${this.#options.site.hostname}`;
    const session = this.#agent.call(target, { mediaStream, pcConfig });
    this.#sessions.set(call, session);
    this.#watch(call, session);
  }

  async #answer(call: string): Promise<void> {
    const [mediaStream, pcConfig] = await Promise.all([this.#open(call), this.#pcConfig()]);
    const session = this.#sessions.get(call);
    if (mediaStream !== undefined) session?.answer({ mediaStream, pcConfig });
    else session?.terminate({ status_code: 480 });
  }

  /** The microphone; undefined where there is none, or the call is over by the time that it is given. */
  async #open(call: string): Promise<MediaStream | undefined> {
    try {
      const stream = await this.#sound.open(call);
      if (this.#sessions.has(call)) return stream;
      await this.#sound.close(call);
    } catch (error) {
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
      this.#over(call, "no-microphone");
    }
    return undefined;
  }

  async #pcConfig(): Promise<RTCConfiguration> {
    const servers = await this.#iceServers();
    return { iceServers: servers.map((server) => ({ ...server, urls: [...server.urls] })) };
  }

  #watch(call: string, session: RTCSession): void {
    const hear = (connection: RTCPeerConnection) => {
      this.#sound.hear(call, connection);
      watchWay(connection, (why) => this.#tell({ told: "no-sound", call, why }));
    };
    if (session.connection) hear(session.connection);
    session.on("peerconnection", ({ peerconnection }) => hear(peerconnection));
    // The box answers whoever proves to be who the SDP means (ICE-lite, RFC 8445 §2.5): it needs no list of our addresses.
    session.on("icecandidate", ({ ready }) => ready());
    session.on("progress", (event: IncomingEvent | OutgoingEvent) => {
      // JsSIP also says so of its own 180, which comes without a message.
      const response = "response" in event ? event.response as { readonly body?: string } | null : null;
      // Who is sent sound hears from it that it rings.
      if (response !== null && !response.body) this.#tell({ told: "rings", call });
    });
    session.on("confirmed", () => this.#tell({ told: "answered", call }));
    const held = (on: boolean) => ({ originator }: { readonly originator: unknown }) =>
      this.#tell({ told: "held", call, by: originator === "local" ? "us" : "them", on });
    session.on("hold", held(true));
    session.on("unhold", held(false));
    for (const how of ["ended", "failed"] as const) {
      session.on(how, ({ cause, message }) => this.#over(call, endingOf(cause, message as Message | null)));
    }
  }

  #mute(call: string, isMuted: boolean): void {
    const session = this.#sessions.get(call);
    if (isMuted) session?.mute({ audio: true });
    else session?.unmute({ audio: true });
  }

  #over(call: string, how: Ending): void {
    if (!this.#sessions.delete(call)) return;
    this.#wanted.delete(call);
    void this.#sound.close(call);
    this.#tell({ told: "ended", call, how });
  }

  #end(call: string, how: { readonly status_code?: number }): void {
    const session = this.#sessions.get(call);
    if (session === undefined) this.#over(call, "over");
    else if (!session.isEnded()) session.terminate(how);
  }

  /** Has somebody wait, or takes him back, once the other side has no change of its own under way (RFC 3261 §14.1). */
  #change(call: string): void {
    const [session, wanted] = [this.#sessions.get(call), this.#wanted.get(call)];
    if (session === undefined || wanted === undefined) return;
    const isUnderWay = wanted === "hold" ? session.hold() : session.unhold();
    const isSo = session.isOnHold().local === (wanted === "hold");
    if (isUnderWay || isSo) this.#wanted.delete(call);
    else setTimeout(() => this.#change(call), AGAIN_MS);
  }

  #transfer(call: string, to: string, replaces?: RTCSession): void {
    const target = replaces === undefined ? `sip:${encodeURIComponent(to)}@${this.#options.site.hostname}` : to;
    const told = { done: { told: "transferred", call }, failed: { told: "not-transferred", call } } as const;
    this.#refer(call, target, { ...told, ...replaces === undefined ? {} : { replaces } });
  }

  /** RFC 3911: the box brings whom one talks with in `call` to the two of `into`, and mixes what they say. */
  #join(call: string, into: string): void {
    const failed: News = { told: "not-joined", call };
    const other = this.#sessions.get(into);
    if (other === undefined) return this.#tell(failed);
    const target = other.remote_identity.uri.clone();
    target.setHeader("Join", encodeURIComponent(dialogOf(other)));
    this.#refer(call, target, { done: { told: "joined", call, into }, failed });
  }

  /** Asks the box to do something with whom one talks with (RFC 3515), and tells what came of it. */
  #refer(
    call: string,
    target: string | JsSIP.URI,
    { done, failed, ...more }: { readonly done: News; readonly failed: News; readonly replaces?: RTCSession },
  ): void {
    const fail = () => this.#tell(failed);
    this.#sessions.get(call)?.refer(target, {
      ...more,
      eventHandlers: { accepted: () => this.#tell(done), failed: fail, requestFailed: fail },
    });
  }
}

/** The dialog of a call as the box knows it (RFC 3911 §7.1); JsSIP writes it by itself in a Replaces alone. */
function dialogOf(session: RTCSession): string {
  const { call_id, local_tag, remote_tag } = Reflect.get(session, "_dialog").id;
  return `${call_id};to-tag=${remote_tag};from-tag=${local_tag}`;
}
