import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { clockOf, Icon, type IconName } from "../../parts/mod.ts";
import { type Call, type Deed, isHeldByUs, isOfThree, isTalking, peersIn } from "../../softphone/mod.ts";
import type { SoftphoneWords } from "../../words/mod.ts";
import { say } from "./say.ts";
import { TransferForm } from "./transfer_form.tsx";

/** Of the keys that were pressed the last are shown. */
const MOST_PRESSED = 12;

export interface CallCardParts {
  readonly call: Call;
  /** Another call that this one could be connected with, and who is in it. */
  readonly other: { readonly id: string; readonly who: string } | undefined;
  readonly who: string;
  /** Those of the house, to whom it could be sent. */
  readonly people: readonly { readonly number: string; readonly name: string }[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly words: SoftphoneWords;
  readonly onDeed: (deed: Deed) => void;
  /** Calls somebody, to ask him before he is given the call. */
  readonly onAsk: (number: string) => void;
  /** What is known of who is at the other end, and how well he is heard. */
  readonly children?: ComponentChildren;
}

/** One call and its buttons. Escape hangs up while the focus is in it. */
export function CallCard(parts: CallCardParts): VNode {
  const { call, who, onDeed, children } = parts;
  const { id, state } = call;
  const number = peersIn(call).map((peer) => peer.number).join(", ");
  return (
    <article
      class={`call ${state.at} ${isHeldByUs(call) ? "held" : ""}`}
      aria-label={who}
      data-call={id}
      data-state={stateName(call)}
      onKeyDown={(event) => {
        if (event.key === "Escape") onDeed({ do: "hang-up", call: id });
      }}
    >
      <header>
        <div class="whom">
          <b>{who}</b>
          {who !== number && <span class="number soft">{number}</span>}
        </div>
        <State {...parts} />
      </header>
      {children}
      {state.at === "ringing" ? <RingingButtons {...parts} /> : <TalkButtons {...parts} />}
    </article>
  );
}

/** For style and tests: `talking`, `held`. */
function stateName(call: Call): string {
  return isTalking(call) && call.state.held !== "no" ? `held-${call.state.held}` : call.state.at;
}

function State({ call, now, words }: CallCardParts): VNode {
  const { state } = call;
  switch (state.at) {
    case "ringing":
      return <span class="tag warn">{words.incoming}</span>;
    case "answering":
      return <span class="tag">{words.answering}</span>;
    case "calling":
      return <span class="tag warn">{state.isRinging ? words.rings : words.calling}</span>;
    case "talking": {
      const { held, isMuted, isRecorded, isTransferred, pressed, since } = state;
      const waits = held === "no" ? undefined : words.held[held];
      return (
        <span class="states">
          {isRecorded && <span class="tag bad">{words.recorded}</span>}
          {isMuted && <span class="tag bad">{words.muted}</span>}
          {isOfThree(call) && <span class="tag accent">{words.joined}</span>}
          {isTransferred && <span class="tag warn">{words.transferring}</span>}
          {waits !== undefined && <span class="tag warn">{waits}</span>}
          {pressed !== "" && <span class="number soft">{pressed.slice(-MOST_PRESSED)}</span>}
          <span class="number">{clockOf(now - since)}</span>
        </span>
      );
    }
  }
}

function RingingButtons({ call: { id }, words, onDeed }: CallCardParts): VNode {
  const answer = useRef<HTMLButtonElement>(null);
  // Whoever is in the middle of something is left there; whoever is nowhere can answer by Enter.
  useEffect(() => {
    if (document.activeElement === document.body) answer.current?.focus();
  }, []);
  return (
    <div class="buttons">
      <button ref={answer} class="button first" type="button" onClick={() => onDeed({ do: "answer", call: id })}>
        <Icon name="phone" />
        {words.answer}
      </button>
      <button class="button danger" type="button" onClick={() => onDeed({ do: "refuse", call: id })}>
        <Icon name="phone-off" />
        {words.refuse}
      </button>
    </div>
  );
}

function TalkButtons(parts: CallCardParts): VNode {
  const { call, other, who, people, words, onDeed, onAsk } = parts;
  const { id } = call;
  const [isSending, setSending] = useState(false);
  const hangUp = (
    <Act
      icon="phone-off"
      name={words.hangUp}
      kind="danger"
      onAct={() => onDeed({ do: "hang-up", call: id })}
    />
  );
  if (!isTalking(call)) return <div class="buttons">{hangUp}</div>;
  const { isMuted, isRecorded, isTransferred } = call.state;
  const isHeld = isHeldByUs(call);
  // Whoever talks with two at once sends neither elsewhere, and has recorded what he wanted recorded.
  const areThree = isOfThree(call);
  return (
    <>
      <div class="buttons">
        <Act
          icon={isHeld ? "play" : "pause"}
          name={isHeld ? words.resume : words.hold}
          isDown={isHeld}
          onAct={() => onDeed({ do: isHeld ? "resume" : "hold", call: id })}
        />
        <Act
          icon={isMuted ? "mic-off" : "mic"}
          name={isMuted ? words.unmute : words.mute}
          isDown={isMuted}
          onAct={() => onDeed({ do: isMuted ? "unmute" : "mute", call: id })}
        />
        <Act
          icon={isRecorded ? "square" : "circle-dot"}
          name={isRecorded ? words.endRecording : words.record}
          isDown={isRecorded}
          isOff={isHeld || areThree}
          onAct={() => onDeed({ do: isRecorded ? "end-recording" : "record", call: id })}
        />
        <Act
          icon="phone-forwarded"
          name={words.transfer}
          isDown={isSending}
          isOff={isTransferred || areThree}
          onAct={() => setSending(!isSending)}
        />
        {hangUp}
      </div>
      {isSending && !isTransferred && !areThree && (
        <TransferForm
          people={people}
          words={words}
          onTransfer={(to) => {
            setSending(false);
            onDeed({ do: "transfer", call: id, to });
          }}
          onAsk={(number) => {
            setSending(false);
            onAsk(number);
          }}
          onCancel={() => setSending(false)}
        />
      )}
      {other !== undefined && !isTransferred && (
        <div class="buttons">
          <Act
            icon="arrow-left-right"
            name={say(words.handOver, { who, other: other.who })}
            onAct={() => onDeed({ do: "hand-over", call: id, to: other.id })}
          />
          <Act icon="users" name={words.join} onAct={() => onDeed({ do: "join" })} />
        </div>
      )}
    </>
  );
}

interface ActParts {
  readonly icon: IconName;
  readonly name: string;
  readonly kind?: "danger";
  readonly isDown?: boolean;
  readonly isOff?: boolean;
  readonly onAct: () => void;
}

/** A key of the phone. */
export function Act({ icon, name, kind, isDown, isOff = false, onAct }: ActParts): VNode {
  return (
    <button
      class={`button small ${kind ?? ""}`}
      type="button"
      disabled={isOff}
      {...isDown === undefined ? {} : { "aria-pressed": isDown }}
      onClick={onAct}
    >
      <Icon name={icon} />
      {name}
    </button>
  );
}
