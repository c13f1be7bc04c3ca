import type { CallEnd } from "../../core/record/mod.ts";
import type { InBoth } from "./in_both.ts";
import { MATTERS, type MatterWords } from "./matters.ts";

/** The page of the phone in the browser: plain text, since it travels there. `{who}` stands for somebody. */
export interface SoftphoneWords {
  readonly title: string;
  readonly matters: MatterWords;
  readonly line: Readonly<Record<"starting" | "ready" | "cut" | "refused" | "elsewhere", string>>;
  readonly useHere: string;
  readonly signIn: string;
  readonly ownWindow: string;
  readonly number: string;
  readonly numberHint: string;
  readonly call: string;
  readonly keypad: string;
  readonly calls: string;
  readonly calling: string;
  readonly rings: string;
  readonly answering: string;
  readonly isCalling: string;
  readonly incoming: string;
  readonly held: Readonly<Record<"us" | "them" | "both", string>>;
  readonly transferring: string;
  readonly joined: string;
  readonly answer: string;
  readonly refuse: string;
  readonly hangUp: string;
  readonly hold: string;
  readonly resume: string;
  readonly mute: string;
  readonly unmute: string;
  readonly muted: string;
  readonly transfer: string;
  readonly transferTo: string;
  readonly transferNow: string;
  readonly askFirst: string;
  readonly cancel: string;
  readonly handOver: string;
  readonly join: string;
  readonly notices: string;
  readonly missed: string;
  readonly callBack: string;
  readonly crossOut: string;
  readonly notTransferred: string;
  readonly notJoined: string;
  readonly notReached: Readonly<
    Record<"busy" | "refused" | "no-answer" | "nowhere" | "unreachable" | "no-microphone" | "failed", string>
  >;
  readonly noSound: Readonly<Record<"no-way" | "relay-refused", string>>;
  /** Somebody's own phones, which are asked to call a number. */
  readonly ringMine: string;
  readonly mineRing: string;
  readonly noPhoneRings: string;
  readonly taken: string;
  readonly nobody: string;
  readonly newMessages: string;
  readonly recorded: string;
  readonly record: string;
  readonly endRecording: string;
  readonly notRecorded: string;
  readonly you: string;
  readonly them: string;
  readonly codec: string;
  readonly loss: string;
  readonly jitter: string;
  readonly roundTrip: string;
  readonly sound: string;
  readonly usualDevice: string;
  readonly treated: string;
  readonly testMicrophone: string;
  readonly testRing: string;
  readonly echoTest: string;
  readonly allowNotices: string;
  readonly takeTel: string;
  readonly firstCall: string;
  readonly missedTimes: string;
  readonly devices: Readonly<Record<"microphone" | "speaker" | "ringer", string>>;
  readonly quality: Readonly<Record<"good" | "fair" | "poor", string>>;
  /** `{who}`: of the office. */
  readonly lastWith: string;
  readonly lastCall: Readonly<Record<CallEnd, string>>;
  readonly insecure: string;
  readonly touch: string;
}

export const SOFTPHONE: InBoth<SoftphoneWords> = {
  en: {
    title: "Browser phone",
    matters: MATTERS.en,
    line: {
      starting: "Connecting",
      ready: "Ready",
      cut: "The box is not heard. It is tried again.",
      refused: "The box does not let this phone in.",
      elsewhere: "The phone is open in another window of this browser.",
    },
    useHere: "Use it here",
    signIn: "Sign in again",
    ownWindow: "Open in a window of its own",
    number: "Number, name or company",
    numberHint: "Enter calls. In a call, digits are sent as tones.",
    call: "Call",
    keypad: "Keypad",
    calls: "Calls",
    calling: "Calling",
    rings: "It rings there",
    answering: "Connecting",
    isCalling: "{who} is calling",
    incoming: "Calling you",
    held: { us: "On hold", them: "The other side has you wait", both: "On hold on both sides" },
    transferring: "Being transferred",
    joined: "Three-way",
    answer: "Answer",
    refuse: "Refuse",
    hangUp: "Hang up",
    hold: "Hold",
    resume: "Resume",
    mute: "Mute",
    unmute: "Unmute",
    muted: "Muted",
    transfer: "Transfer",
    transferTo: "Transfer to",
    transferNow: "Transfer now",
    askFirst: "Ask first",
    cancel: "Cancel",
    handOver: "Connect {who} with {other}",
    join: "Talk all three",
    notices: "Since you looked",
    missed: "Missed call from {who}",
    callBack: "Call back",
    crossOut: "Dismiss",
    notTransferred: "{who} could not be transferred, and is still there.",
    notJoined: "{who} could not be brought to the others, and is still there.",
    notReached: {
      busy: "{who} is busy.",
      refused: "{who} does not take the call.",
      "no-answer": "{who} does not answer.",
      nowhere: "{who} leads nowhere.",
      unreachable: "{who} cannot be reached now.",
      "no-microphone": "The browser gives no microphone. Allow it for this page, then call {who} again.",
      failed: "The call to {who} failed.",
    },
    noSound: {
      "no-way": "No sound gets through to the box from here, so {who} and you cannot hear each other.",
      "relay-refused":
        "The server that carries sound from outside refuses this phone, so {who} and you cannot hear each other. Tell " +
        "whoever looks after the box.",
    },
    ringMine: "Have my phone call",
    mineRing: "Your phone rings; pick it up.",
    noPhoneRings: "The call could not begin: is your phone on?",
    taken: "The browser phone calls.",
    nobody: "Nobody is called that. Enter calls the number.",
    newMessages: "Messages you have not heard: {count}",
    recorded: "Recorded",
    record: "Record",
    endRecording: "Stop recording",
    notRecorded: "This call may not be recorded.",
    you: "You",
    them: "The other side",
    codec: "Codec",
    loss: "Lost",
    jitter: "Jitter",
    roundTrip: "There and back",
    sound: "Sound and devices",
    usualDevice: "As the system has it",
    treated: "Take echo and noise out of my voice",
    testMicrophone: "Test the microphone",
    testRing: "Ring once",
    echoTest: "Hear yourself",
    allowNotices: "Show calls outside this window",
    takeTel: "Open phone links of other pages here",
    firstCall: "No call with this number so far.",
    missedTimes: "missed since: {count}",
    devices: { microphone: "Microphone", speaker: "Speaker", ringer: "It rings at" },
    quality: { good: "Good line", fair: "Fair line", poor: "Poor line" },
    lastWith: "Last talked with {who}:",
    lastCall: {
      answered: "Last call:",
      abandoned: "Last call, given up by the caller:",
      lost: "Last call, nobody answered:",
      message: "Last call, left a message:",
      unreached: "Last call, nobody was reached:",
      void: "Last call:",
    },
    insecure: "Browsers give a microphone only to a page with a certificate: open the desk by https.",
    touch: "Click or press a key once: before that the browser lets nothing ring.",
  },
  ro: {
    title: "Telefon în browser",
    matters: MATTERS.ro,
    line: {
      starting: "Se conectează",
      ready: "Gata",
      cut: "Centrala nu se aude. Se încearcă din nou.",
      refused: "Centrala nu lasă acest telefon să intre.",
      elsewhere: "Telefonul este deschis în altă fereastră a acestui browser.",
    },
    useHere: "Folosește-l aici",
    signIn: "Intră din nou",
    ownWindow: "Deschide într-o fereastră separată",
    number: "Număr, nume sau firmă",
    numberHint: "Enter sună. În timpul apelului, cifrele se trimit ca tonuri.",
    call: "Sună",
    keypad: "Taste",
    calls: "Apeluri",
    calling: "Se sună",
    rings: "Sună acolo",
    answering: "Se conectează",
    isCalling: "Vă sună {who}",
    incoming: "Vă sună",
    held: { us: "În așteptare", them: "Cealaltă parte vă ține în așteptare", both: "În așteptare de ambele părți" },
    transferring: "Se transferă",
    joined: "În trei",
    answer: "Răspunde",
    refuse: "Refuză",
    hangUp: "Închide",
    hold: "Pune în așteptare",
    resume: "Reia",
    mute: "Oprește microfonul",
    unmute: "Pornește microfonul",
    muted: "Microfon oprit",
    transfer: "Transferă",
    transferTo: "Transferă la",
    transferNow: "Transferă acum",
    askFirst: "Întreabă întâi",
    cancel: "Renunță",
    handOver: "Leagă {who} cu {other}",
    join: "Conferință în trei",
    notices: "Între timp",
    missed: "Apel pierdut de la {who}",
    callBack: "Sună înapoi",
    crossOut: "Ascunde",
    notTransferred: "{who} nu a putut fi transferat și este încă la telefon.",
    notJoined: "{who} nu a putut fi adus la ceilalți și este încă la telefon.",
    notReached: {
      busy: "{who} este ocupat.",
      refused: "{who} nu primește apelul.",
      "no-answer": "{who} nu răspunde.",
      nowhere: "{who} nu poate fi sunat de aici.",
      unreachable: "{who} nu este disponibil acum.",
      "no-microphone":
        "Browserul nu dă niciun microfon. Permiteți-l pentru această pagină, apoi sunați din nou la {who}.",
      failed: "Apelul către {who} nu a reușit.",
    },
    noSound: {
      "no-way": "De aici sunetul nu ajunge la centrală: dumneavoastră și {who} nu vă auziți.",
      "relay-refused":
        "Serverul care duce sunetul din afară refuză acest telefon: dumneavoastră și {who} nu vă auziți. Spuneți celui " +
        "care se ocupă de centrală.",
    },
    ringMine: "Să sune telefonul meu",
    mineRing: "Sună telefonul dumneavoastră; ridicați-l.",
    noPhoneRings: "Apelul nu a putut începe: este pornit telefonul dumneavoastră?",
    taken: "Sună telefonul din browser.",
    nobody: "Nimeni nu se numește așa. Enter sună numărul.",
    newMessages: "Mesaje neascultate: {count}",
    recorded: "Se înregistrează",
    record: "Înregistrează",
    endRecording: "Oprește înregistrarea",
    notRecorded: "Acest apel nu poate fi înregistrat.",
    you: "Dumneavoastră",
    them: "Cealaltă parte",
    codec: "Codec",
    loss: "Pierderi",
    jitter: "Variație (jitter)",
    roundTrip: "Dus-întors",
    sound: "Sunet și dispozitive",
    usualDevice: "Cel din setările sistemului",
    treated: "Scoate ecoul și zgomotul din vocea mea",
    testMicrophone: "Încearcă microfonul",
    testRing: "Sună o dată",
    echoTest: "Ascultați-vă",
    allowNotices: "Arată apelurile și în afara ferestrei",
    takeTel: "Deschide aici legăturile telefonice ale altor pagini",
    firstCall: "Niciun apel cu acest număr până acum.",
    missedTimes: "pierdute de atunci: {count}",
    devices: { microphone: "Microfon", speaker: "Difuzor", ringer: "Sună la" },
    quality: { good: "Linie bună", fair: "Linie acceptabilă", poor: "Linie slabă" },
    lastWith: "A vorbit ultima oară cu {who}:",
    lastCall: {
      answered: "Ultimul apel:",
      abandoned: "Ultimul apel, la care a renunțat:",
      lost: "Ultimul apel, fără răspuns:",
      message: "Ultimul apel, cu mesaj lăsat:",
      unreached: "Ultimul apel, fără legătură:",
      void: "Ultimul apel:",
    },
    insecure: "Browserele dau microfon numai unei pagini cu certificat: deschideți biroul prin https.",
    touch: "Faceți clic sau apăsați o tastă o dată: până atunci browserul nu lasă nimic să sune.",
  },
};
