import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Act, type Deed, found, isActFor, meantBy, urgentFirst } from "../console/mod.ts";
import type { OperatorCall, OperatorSnapshot } from "../live/mod.ts";
import {
  LiveHours,
  type MomentParts,
  OperatorAbout,
  OperatorActs,
  OperatorCalls,
  OperatorCounts,
  OperatorKeys,
  OperatorPeople,
  OperatorSlots,
} from "../parts/mod.ts";
import type { NowWords, OperatorWords } from "../words/mod.ts";
import { postJson } from "./post_json.ts";
import { turnNight } from "./turn_night.ts";
import { useFoundContacts } from "./use_found_contacts.ts";
import { useFoundPeople } from "./use_found_people.ts";
import { useLiveSnapshot } from "./use_live_snapshot.ts";
import { useOperatorKeys } from "./use_operator_keys.ts";
import { usePastCalls } from "./use_past_calls.ts";

export interface OperatorProps {
  readonly first: OperatorSnapshot;
  /** The wall clock of the box when `first` was taken. */
  readonly at: number;
  /** The parking slots of the office. */
  readonly slots: readonly string[];
  /** Whose mailboxes callers can be sent to. */
  readonly mailboxes: readonly string[];
  /** Whether everybody is shown, and not only who is in a call. */
  readonly areAll: boolean;
  readonly canTurnNight: boolean;
  /** How moments are written. */
  readonly place: Omit<MomentParts, "at">;
  readonly words: OperatorWords;
  readonly now: NowWords;
}

interface Told {
  readonly kind: "good" | "bad" | "warn";
  readonly text: string;
}

/** These are with the operator himself: without a choice of his, one of them is meant. */
const AT_HAND: readonly OperatorCall["state"][] = ["announcing", "talking", "three", "held", "ringing"];

/** After these the operator goes on with the same call. */
const STAYS: readonly Act[] = ["hold", "resume", "announce", "take-back"];

/** Who waits, whom he could be sent to, and what is done by a key, a click or by dragging. */
export default function Operator(
  { first, at, slots, mailboxes, areAll, canTurnNight, place, words, now: nowWords }: OperatorProps,
): VNode {
  const { snapshot, now, isCut } = useLiveSnapshot(first, at, { path: "/operator/live" });
  const [query, setQuery] = useState("");
  const [person, setPerson] = useState<string>();
  const [leg, setLeg] = useState<string>();
  const [told, setTold] = useState<Told>();
  const box = useRef<HTMLInputElement>(null);
  const unparked = urgentFirst(snapshot.calls.filter(({ state }) => state !== "parked"));
  const calls = [...unparked, ...snapshot.calls.filter(({ state }) => state === "parked")];
  const call = chosenOf(calls, leg);
  const shown = useFoundPeople(snapshot.people, query, { areAll, found });
  const contacts = useFoundContacts(query);
  const choices = [...shown, ...contacts];
  const target = choices.find(({ number }) => number === person)?.number ?? meantBy(query, { people: shown, contacts });
  const past = usePastCalls(call);

  const reset = () => {
    setQuery("");
    setPerson(undefined);
    setLeg(undefined);
  };
  const carryOut = async (path: string, wish: { readonly to?: string | undefined; readonly slot?: string }) => {
    const answer = await postJson(path, wish);
    // He is signed out, and was led to the way in.
    if (answer.redirected) return location.reload();
    const said = await saidIn(answer);
    if (!answer.ok) return setTold({ kind: "bad", text: words.refused[said.why ?? "conflict"] });
    setTold(said.slot === undefined ? undefined : { kind: "good", text: `${words.parkedIn} ${said.slot}` });
    // The next key is an act again, and no letter of a name.
    box.current?.blur();
    if (STAYS.some((what) => path.endsWith(`/${what}`))) return;
    reset();
  };
  const act = (what: Act | "dial", on: Partial<{ leg: string; to: string; slot: string }> = {}) => {
    const { to = target, slot } = on;
    const of = on.leg ?? call?.leg;
    if (to === undefined && (what === "dial" || what === "transfer" || what === "announce" || what === "voicemail")) {
      return setTold({ kind: "warn", text: words.noTarget });
    }
    if (what === "voicemail" && to !== undefined && !mailboxes.includes(to)) {
      return setTold({ kind: "warn", text: words.noMailbox });
    }
    if (what === "dial") return void carryOut("/operator/dial", { to });
    if (of === undefined) return;
    void carryOut(`/operator/calls/${encodeURIComponent(of)}/${what}`, { to, ...slot === undefined ? {} : { slot } });
  };
  /** A key that means no slot of the office does nothing. */
  const actOnSlot = (digit: string) => {
    const slot = slots.find((each) => each.endsWith(digit));
    const there = calls.find((each) => each.slot !== undefined && each.slot === slot);
    if (there !== undefined) act("fetch", { leg: there.leg });
    else if (slot !== undefined && call !== undefined && isActFor(call.state, "park", undefined)) act("park", { slot });
  };
  const back = () => {
    if (document.activeElement === box.current) return box.current?.blur();
    reset();
    setTold(undefined);
  };
  const carryOutDeed = (deed: Deed) => {
    switch (deed.do) {
      case "act":
        return act(deed.act);
      case "dial":
        return act("dial");
      case "slot":
        return actOnSlot(deed.digit);
      case "search":
        return box.current?.focus();
      case "person":
        return setPerson(besideOf(choices.map(({ number }) => number), target, deed.by));
      case "call":
        return setLeg(besideOf(calls.map((each) => each.leg), call?.leg, deed.by));
      case "back":
        return back();
    }
  };
  useOperatorKeys(call?.state, carryOutDeed);
  useEffect(() => document.getElementById(`person-${person}`)?.scrollIntoView({ block: "nearest" }), [person]);

  return (
    <>
      <header class="head">
        <h1>{words.title}</h1>
        <OperatorCounts calls={snapshot.calls} words={words} />
      </header>
      <p class={`told ${isCut ? "bad" : ""}`} role="status" hidden={!isCut}>{nowWords.cut}</p>
      <p class={`told ${told?.kind ?? ""}`} role="status" hidden={told === undefined} data-told>{told?.text}</p>
      <div class="operator">
        <div class="stack lines-side">
          <OperatorCalls calls={unparked} chosen={call?.leg} now={now} words={words} onChoose={setLeg} />
          <OperatorActs
            canPark={slots.length > 0}
            canLeave={target === undefined ? mailboxes.length > 0 : mailboxes.includes(target)}
            call={call}
            target={choices.find(({ number }) => number === target)?.name ?? target}
            words={words}
            onAct={act}
          />
          {call !== undefined && <OperatorAbout call={call} past={past} words={words} />}
        </div>
        <div class="people-side">
          <OperatorPeople
            {...{ people: shown, contacts, target, query, areAll, words, now: nowWords, box }}
            onQuery={(typed) => {
              setQuery(typed);
              setPerson(undefined);
            }}
            onChoose={setPerson}
            onDrop={(leg, to) => act("transfer", { leg, to })}
          />
        </div>
        <div class="stack more-side">
          {slots.length > 0 && (
            <OperatorSlots
              {...{ slots, now, words, calls: snapshot.calls, chosen: call?.leg }}
              onFetch={(leg) => act("fetch", { leg })}
              onDrop={(leg, slot) => act("park", { leg, slot })}
            />
          )}
          <LiveHours
            {...{ hours: snapshot.hours, now, place, words: nowWords.hours }}
            onNight={canTurnNight ? turnNight : undefined}
          />
          <OperatorKeys words={words} />
        </div>
      </div>
    </>
  );
}

function chosenOf(calls: readonly OperatorCall[], leg: string | undefined): OperatorCall | undefined {
  const atHand = AT_HAND.map((wanted) => calls.find(({ state }) => state === wanted));
  return calls.find((call) => call.leg === leg) ?? atHand.find((call) => call !== undefined);
}

function besideOf(all: readonly string[], one: string | undefined, by: 1 | -1): string | undefined {
  const at = one === undefined ? -1 : all.indexOf(one);
  return all[at < 0 ? (by === 1 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
}

interface Said {
  readonly why?: keyof OperatorWords["refused"];
  readonly slot?: string;
}

/** What the box says of an act; what needs no words has none. */
async function saidIn(answer: Response): Promise<Said> {
  const isJson = answer.headers.get("content-type")?.startsWith("application/json") === true;
  return isJson ? await answer.json() : {};
}
