import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { PhoneSnapshot } from "../live/mod.ts";
import { HelpBanner, Icon, momentOf, type MomentParts, OnlyInCalls, OpenMatters } from "../parts/mod.ts";
import { activeCall, type Call, isHeldByUs, isOfThree, isTalking, type Peer, peersIn } from "../softphone/mod.ts";
import type { NowWords, SoftphoneWords } from "../words/mod.ts";
import { callElsewhere } from "./ask_phone.ts";
import { CallerLine, lastCallOf } from "./softphone/caller_line.tsx";
import { CallCard } from "./softphone/call_card.tsx";
import { CallQuality } from "./softphone/call_quality.tsx";
import { USUAL_DEVICES } from "./softphone/call_sound.ts";
import { DevicesPanel } from "./softphone/devices_panel.tsx";
import { Dialer } from "./softphone/dialer.tsx";
import { findPeople, meantBy } from "./softphone/find_people.ts";
import { keepDevices, keptDevices } from "./softphone/kept_devices.ts";
import { LineState } from "./softphone/line_state.tsx";
import { Notices } from "./softphone/notices.tsx";
import { PeoplePanel } from "./softphone/people_panel.tsx";
import type { OpenLine } from "./softphone/phone_line.ts";
import { ringOnce } from "./softphone/ringer.ts";
import { say, whoIs } from "./softphone/say.ts";
import { TouchHint } from "./softphone/touch_hint.tsx";
import { useAsked } from "./softphone/use_asked.ts";
import { useCallers } from "./softphone/use_callers.ts";
import { useKeys } from "./softphone/use_keys.ts";
import { usePhone } from "./softphone/use_phone.ts";
import { useRinging } from "./softphone/use_ringing.ts";
import { useFoundContacts } from "./use_found_contacts.ts";
import { useFoundPeople } from "./use_found_people.ts";
import { useLiveSnapshot } from "./use_live_snapshot.ts";

export interface SoftphoneProps {
  readonly extension: string;
  readonly name: string;
  readonly first: PhoneSnapshot;
  /** The wall clock of the box when `first` was taken. */
  readonly at: number;
  readonly words: SoftphoneWords;
  readonly nowWords: NowWords;
  readonly place: Omit<MomentParts, "at">;
  /** What is dialled to hear oneself, where the office has that. */
  readonly echoTest?: string;
  /** What somebody came here to call: it waits for his Enter. */
  readonly dial: string;
  /** Whether everybody is shown, and not only who is in a call. */
  readonly areAll: boolean;
  /** Only in the browser there is a line. */
  readonly openLine?: OpenLine;
}

/** The phone in the browser: calls, the keys, everybody's lamp. */
export default function Softphone(props: SoftphoneProps): VNode {
  const { words, nowWords, place, openLine, dial, areAll } = props;
  const { snapshot } = useLiveSnapshot(props.first, props.at, { path: "/live/phone" });
  const { phone, sound, act, takeOver } = usePhone(openLine, props, snapshot.talks);
  const [devices, setDevices] = useState(USUAL_DEVICES);
  useEffect(() => setDevices(keptDevices()), []);
  const [written, setWritten] = useState(dial);
  const now = useSeconds();
  const made = useRef(0);
  const { people } = snapshot;
  const listed = useFoundPeople(people, written, { areAll, found: findPeople });
  const contacts = useFoundContacts(written);
  const isInside = (number: string) => people.some((person) => person.number === number);
  const active = activeCall(phone);
  const outsiders = phone.calls.flatMap(peersIn).map(({ number }) => number).filter((number) => !isInside(number));
  const knownOf = useCallers([...new Set(outsiders)]);
  const nameOf = (peer: Peer) => {
    const { about, facts } = knownOf(peer.number);
    return whoIs(peer, people, about?.name ?? facts?.name);
  };
  const whoOf = ({ peer }: Pick<Call, "peer">) => nameOf(peer);
  const isElsewhere = phone.line === "elsewhere";
  const callThere = async (number: string) => {
    const told = document.querySelector<HTMLElement>("[data-dial-told]");
    if (await callElsewhere(number, told)) setWritten("");
  };
  const call = (number: string) => {
    if (number === "") return;
    if (isElsewhere) return void callThere(number);
    made.current += 1;
    act({ do: "dial", call: `out-${made.current}`, number });
    setWritten("");
  };
  const press = (key: string) => {
    if (active !== undefined && isTalking(active)) act({ do: "press", call: active.id, key });
    else setWritten(written + key);
  };
  useKeys(press);
  useAsked(phone.line === "ready", call);
  useRinging(phone, {
    words,
    whoOf,
    isKnown: ({ peer: { number } }) => isInside(number) || knownOf(number).isSettled,
    bodyOf: ({ peer: { number } }) => {
      const { facts, about } = knownOf(number);
      const last = facts?.last === undefined
        ? []
        : [`${lastCallOf(facts.last, words)} ${momentOf({ at: facts.last.at, ...place })}`];
      const matters = (about?.matters ?? []).map(({ kind, title }) => `${words.matters[kind]}: ${title}`);
      return [number, ...last, ...matters].join("\n");
    },
    device: devices.ringer,
  });
  // What can be done with two is offered once, at the later one.
  const pair = phone.calls.filter(isTalking);
  const ringing = phone.calls.filter(({ state }) => state.at === "ringing");
  return (
    <div class="softphone">
      <div class="stack">
        <HelpBanner help={snapshot.help} words={nowWords} place={place} onCrossOut={undefined} />
        <p class="only-heard" role="alert">
          {ringing.map((each) => say(words.isCalling, { who: whoOf(each) })).join(". ")}
        </p>
        <Notices
          notices={phone.notices}
          whoOf={whoOf}
          place={place}
          words={words}
          onDeed={act}
          onCall={call}
        />
        <section class="card phone" aria-label={words.title}>
          <header>
            <Icon name="headset" />
            <h2>
              {props.name} <span class="number">{props.extension}</span>
            </h2>
            <LineState line={phone.line} words={words} onTakeOver={takeOver} />
            {phone.line === "ready" && <TouchHint words={words} />}
          </header>
          {phone.calls.map((each) => {
            const { number } = peersIn(each)[0]!;
            const { facts, about } = knownOf(number);
            const other = each.id === pair[1]?.id && !pair.some(isOfThree) ? pair[0] : undefined;
            return (
              <CallCard
                key={each.id}
                call={each}
                who={peersIn(each).map(nameOf).join(", ")}
                people={people}
                other={other === undefined ? undefined : { id: other.id, who: whoOf(other) }}
                now={now}
                words={words}
                onDeed={act}
                onAsk={call}
              >
                {facts !== undefined && <CallerLine facts={facts} number={number} place={place} words={words} />}
                <OpenMatters matters={about?.matters} words={words.matters} />
                {isTalking(each) && !isHeldByUs(each) && (
                  <CallQuality connection={() => sound?.connection(each.id)} words={words} />
                )}
              </CallCard>
            );
          })}
          <Dialer
            written={written}
            canCall={phone.line === "ready" || isElsewhere}
            words={words}
            onWrite={setWritten}
            onKey={press}
            onCall={() => call(meantBy(written, { people: listed, contacts }))}
          />
          {snapshot.newMessages !== undefined && snapshot.newMessages > 0 && (
            <a class="told" href="/voicemail" data-messages={snapshot.newMessages}>
              <Icon name="voicemail" />
              {say(words.newMessages, { count: String(snapshot.newMessages) })}
            </a>
          )}
        </section>
        <DevicesPanel
          devices={devices}
          words={words}
          echoTest={props.echoTest}
          onDevices={(chosen) => {
            setDevices(chosen);
            keepDevices(chosen);
            void sound?.use(chosen);
          }}
          onRing={() => ringOnce(devices.ringer)}
          onCall={call}
        />
      </div>
      <PeoplePanel
        people={listed.filter(({ number }) => number !== props.extension)}
        contacts={contacts}
        note={<OnlyInCalls areAll={areAll} query={written} words={nowWords} />}
        words={words}
        nowWords={nowWords}
        onCall={call}
      />
    </div>
  );
}

/** The wall clock of this browser, by seconds. */
function useSeconds(): number {
  const [now, setNow] = useState(0);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const ticking = setInterval(tick, 1_000);
    return () => clearInterval(ticking);
  }, []);
  return now;
}
