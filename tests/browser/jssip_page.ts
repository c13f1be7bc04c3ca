/**
 * What runs in the page of a browser phone: JsSIP, a tone for a voice, and an ear for tones. Bundled by `phone.ts`, and put
 * into a page of the box from outside.
 *
 * @module
 */
import JsSIP from "jssip";
import type { RTCSession } from "jssip/lib/RTCSession.js";

export interface PageAccount {
  readonly url: string;
  readonly user: string;
  readonly secret: string;
  /** Its voice. */
  readonly hz: number;
  /** Where the box's sound is, in place of the port that SDP says. */
  readonly proxyPort?: number;
  /** In place of the fingerprint of its own certificate. */
  readonly fingerprint?: string;
}

/** Leaves one codec in a description, and telephone-event. */
function only(sdp: string, codec: string): string {
  const maps = [...sdp.matchAll(/a=rtpmap:(\d+) ([^/]+)\//g)];
  const kept = maps.filter(([, , name]) => [codec, "telephone-event"].includes(name!.toLowerCase())).map(([, n]) => n!);
  return sdp.replace(/^(m=audio \S+ \S+).*$/m, `$1 ${kept.join(" ")}`).split("\r\n").filter((line) => {
    const number = /^a=(?:rtpmap|fmtp|rtcp-fb):(\d+)/.exec(line)?.[1];
    return number === undefined || kept.includes(number);
  }).join("\r\n");
}

const EVENTS = ["progress", "accepted", "ended", "failed", "hold", "unhold", "newDTMF"] as const;

/** What the test may do in the page. */
class PagePhone {
  readonly events: string[] = [];
  readonly #account: PageAccount;
  readonly #context = new AudioContext();
  readonly #ear = this.#context.createAnalyser();
  readonly #voice: MediaStream;
  readonly #agent: JsSIP.UA;
  #session: RTCSession | undefined;
  #ringing = Promise.withResolvers<void>();

  constructor(account: PageAccount) {
    this.#account = account;
    this.#ear.fftSize = 8_192;
    const tone = this.#context.createOscillator();
    tone.frequency.value = account.hz;
    const loudness = this.#context.createGain();
    loudness.gain.value = 0.3;
    const out = this.#context.createMediaStreamDestination();
    tone.connect(loudness).connect(out);
    tone.start();
    this.#voice = out.stream;
    this.#agent = new JsSIP.UA({
      sockets: [new JsSIP.WebSocketInterface(account.url)],
      uri: `sip:${account.user}@127.0.0.1`,
      password: account.secret,
    });
    this.#agent.on("newRTCSession", ({ originator, session }: { originator: string; session: RTCSession }) => {
      this.#session = session;
      if (originator === "remote") this.#ringing.resolve();
    });
  }

  async register(): Promise<void> {
    await this.#context.resume();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#agent.on("registered", () => resolve());
    this.#agent.on("registrationFailed", ({ cause }) => reject(new Error(cause)));
    this.#agent.start();
    await promise;
  }

  /** Calls; is done when the call is answered. */
  dial(uri: string, codec: string): Promise<void> {
    let answered = Promise.resolve();
    // JsSIP makes its offer in a later turn.
    this.#agent.once("newRTCSession", ({ session }: { session: RTCSession }) => {
      answered = this.#watch(session, codec);
    });
    this.#agent.call(uri, this.#wanted());
    return answered;
  }

  /** Answers the call that rings, or the next that does. */
  async answer(codec: string): Promise<void> {
    await this.#ringing.promise;
    this.#ringing = Promise.withResolvers<void>();
    const answered = this.#watch(this.#talk(), codec);
    this.#talk().answer(this.#wanted());
    await answered;
  }

  hold(): Promise<void> {
    return new Promise((resolve) => this.#talk().hold({}, resolve));
  }

  resume(): Promise<void> {
    return new Promise((resolve) => this.#talk().unhold({}, resolve));
  }

  /** A new name and password, and all checks anew (RFC 8445 §2.4). */
  restartIce(): Promise<void> {
    return new Promise((resolve) =>
      this.#talk().renegotiate({ rtcOfferConstraints: { iceRestart: true } }, () => resolve())
    );
  }

  press(digit: string, how: "INFO" | "RFC2833"): void {
    // JsSIP takes the words of its own enumeration, which is a type alone.
    this.#talk().sendDTMF(digit, { transportType: how as never, duration: 200 });
  }

  refer(uri: string): Promise<void> {
    return new Promise((resolve) => this.#talk().refer(uri, { eventHandlers: { accepted: () => resolve() } }));
  }

  hangUp(): void {
    this.#talk().terminate();
  }

  /** How far a tone stands out of all else now, in dB. */
  hears(hz: number): number {
    const levels = new Float32Array(this.#ear.frequencyBinCount);
    this.#ear.getFloatFrequencyData(levels);
    const width = this.#context.sampleRate / this.#ear.fftSize;
    const at = Math.round(hz / width);
    const peak = Math.max(...levels.subarray(at - 2, at + 3));
    const others = levels.filter((_, bin) => bin > 20 && bin < 600 && Math.abs(bin - at) > 12);
    return peak < -60 ? -100 : peak - Math.max(...others);
  }

  /** Packets, codec and encryption, as the browser counts them. */
  async figures(): Promise<Readonly<Record<string, string | number>>> {
    const found: Record<string, string | number> = {};
    const stats = await this.#talk().connection.getStats();
    stats.forEach((entry) => {
      if (entry.type === "inbound-rtp") {
        Object.assign(found, { packetsIn: entry.packetsReceived, lost: entry.packetsLost });
      }
      if (entry.type === "outbound-rtp") found["packetsOut"] = entry.packetsSent;
      if (entry.type === "remote-inbound-rtp") found["roundTripS"] = entry.roundTripTime ?? -1;
      if (entry.type === "transport") Object.assign(found, { dtls: entry.dtlsState, srtp: entry.srtpCipher ?? "none" });
      if (entry.type === "codec") found["codec"] = entry.mimeType;
    });
    return found;
  }

  #talk(): RTCSession {
    if (this.#session === undefined) throw new Error("Cannot find a call: expected one");
    return this.#session;
  }

  #wanted() {
    return { mediaStream: this.#voice, pcConfig: { iceServers: [] } };
  }

  #watch(session: RTCSession, codec: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    if (session.connection) this.#listen(session.connection);
    session.on("peerconnection", ({ peerconnection }) => this.#listen(peerconnection));
    session.on("sdp", (event) => {
      if (event.type === "offer") event.sdp = only(event.sdp, codec);
      const { proxyPort, fingerprint } = this.#account;
      if (event.originator === "local" && fingerprint !== undefined) {
        event.sdp = event.sdp.replace(/^(a=fingerprint:sha-256 ).*$/m, `$1${fingerprint}`);
      }
      if (event.originator === "remote" && proxyPort !== undefined) {
        event.sdp = event.sdp.replace(/( udp \d+ \S+) \d+ typ host/g, `$1 ${proxyPort} typ host`);
      }
    });
    for (const name of EVENTS) {
      session.on(name as "hold", (event: Happening) => this.events.push(describe(name, event)));
    }
    session.on("confirmed", () => resolve());
    session.on("failed", ({ cause }) => reject(new Error(`The call failed: ${cause}`)));
    return promise;
  }

  #listen(connection: RTCPeerConnection): void {
    connection.addEventListener("track", ({ track }) => {
      const stream = new MediaStream([track]);
      // Chromium decodes nothing for WebAudio that no element plays.
      const element = new Audio();
      element.muted = true;
      element.srcObject = stream;
      element.play();
      this.#context.createMediaStreamSource(stream).connect(this.#ear);
    });
  }
}

/** What JsSIP tells of one, where it tells it. */
interface Happening {
  readonly cause?: string;
  readonly dtmf?: { readonly tone: string };
  readonly originator?: unknown;
}

/** `ended Terminated`, `newDTMF 5`. */
function describe(name: string, event: Happening): string {
  return `${name} ${event?.cause ?? event?.dtmf?.tone ?? ""}`.trim();
}

Object.assign(globalThis, { PagePhone });

export type { PagePhone };
