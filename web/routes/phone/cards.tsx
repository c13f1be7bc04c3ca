import type { VNode } from "preact";
import { timeAt } from "../../../core/base/mod.ts";
import type { LineSettings } from "../../../core/switchboard/mod.ts";
import { FORWARD_WHEN } from "../../line/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { DialLink, Field, Icon } from "../../parts/mod.ts";

export interface CardParts {
  readonly visit: SignedVisit;
  readonly line: LineSettings;
}

/** What somebody may say of himself: the rest the box knows better. */
const SAYS = ["available", "away", "busy", "do-not-disturb", "in-a-meeting"] as const;

export function HowIAm({ visit, line }: CardParts): VNode {
  const { phone: words, now } = visit.words;
  return (
    <form class="card padded" method="post" action={`/phone/${line.number}/presence`}>
      <h2>{words.presence}</h2>
      <p class="soft">
        {words.says}: <b>{now.presence[line.presence]}</b> {line.note !== undefined && <>· {line.note}</>}
      </p>
      <div class="field">
        <label for="state">{words.says}</label>
        <select id="state" name="state">
          <option value="">{words.byItself}</option>
          {SAYS.map((state) => (
            <option key={state} value={state} selected={state === line.said?.state}>
              {now.presence[state]}
            </option>
          ))}
        </select>
      </div>
      <Field name="note" label={words.note} value={line.said?.note ?? ""} />
      <p>
        <button class="button first" type="submit">{words.save}</button>
      </p>
    </form>
  );
}

export function Quiet({ visit: { words: { phone: words } }, line }: CardParts): VNode {
  const { number, doNotDisturb } = line;
  return (
    <form class="card padded" method="post" action={`/phone/${number}/do-not-disturb`} data-quiet={doNotDisturb}>
      <div class="row">
        <h2>{words.quiet}</h2>
        {doNotDisturb && <span class="tag bad">{words.quiet}</span>}
      </div>
      <p class="soft">{words.quietText}</p>
      <p>
        <button
          class={`button ${doNotDisturb ? "first" : ""}`}
          type="submit"
          name="on"
          value={doNotDisturb ? "no" : "yes"}
        >
          <Icon name={doNotDisturb ? "phone" : "phone-off"} />
          {doNotDisturb ? words.quietOff : words.quietOn}
        </button>
      </p>
    </form>
  );
}

export function Calls({ visit: { words: { phone: words } }, line }: CardParts): VNode {
  const { number, callWaiting, findMe } = line;
  return (
    <form class="card padded" method="post" action={`/phone/${number}/calls`}>
      <h2>{words.calls}</h2>
      <label>
        <input type="checkbox" name="call-waiting" value="yes" checked={callWaiting} /> {words.callWaiting}
      </label>
      {findMe !== undefined && (
        <label>
          <input type="hidden" name="has-find-me" value="yes" />
          <input type="checkbox" name="find-me" value="yes" checked={findMe} /> {words.findMe}
        </label>
      )}
      <p>
        <button class="button" type="submit">{words.save}</button>
      </p>
    </form>
  );
}

export function Forwards({ visit, line: { number, forward } }: CardParts): VNode {
  const { phone: words } = visit.words;
  const { codes, extensions } = visit.world.directory();
  const toMailbox = codes["voicemail-to"];
  return (
    <form class="card padded" method="post" action={`/phone/${number}/forward`}>
      <h2>{words.forward}</h2>
      <p class="soft">{words.forwardText}</p>
      {toMailbox !== false && extensions.get(number)?.mailbox !== undefined && (
        <p class="soft">{words.forwardToMailbox(toMailbox + number)}</p>
      )}
      {FORWARD_WHEN.map((when) => {
        const { to, usual } = forward[when];
        return (
          <Field
            key={when}
            name={when}
            type="tel"
            label={words.when[when]}
            value={to ?? ""}
            hint={usual === undefined ? undefined : words.usual(usual)}
          />
        );
      })}
      <p>
        <button class="button first" type="submit">{words.save}</button>
      </p>
    </form>
  );
}

export function WakeUp({ visit, line: { number, wakeUpAt } }: CardParts): VNode {
  const { phone: words } = visit.words;
  const { timeZone } = visit.world.directory().office;
  return (
    <form class="card padded" method="post" action={`/phone/${number}/wake-up`}>
      <h2>{words.wakeUp}</h2>
      <p class="soft">{words.wakeUpText}</p>
      <Field
        name="at"
        type="time"
        label={words.wakeUpAt}
        value={wakeUpAt === undefined ? "" : timeAt(wakeUpAt, timeZone)}
      />
      <p>
        <button class="button" type="submit">
          <Icon name="alarm-clock" />
          {words.save}
        </button>
      </p>
    </form>
  );
}

export function SpeedDials({ visit, line: { number, speedDials } }: CardParts): VNode {
  const { phone: words } = visit.words;
  const code = visit.world.directory().codes["speed-dial"];
  return (
    <section class="card padded">
      <h2>{words.speedDial}</h2>
      {code !== false && <p class="soft">{words.speedDialText(code)}</p>}
      {speedDials.map(({ place, to }) => (
        <form class="row" method="post" action={`/phone/${number}/speed-dial`} key={place} data-place={place}>
          <input type="hidden" name="place" value={place} />
          <span class="number">
            <b>{place}</b> {to}
          </span>
          <button class="button bare small danger" type="submit" aria-label={words.remove(`${place}, ${to}`)}>
            <Icon name="x" />
          </button>
        </form>
      ))}
      <form class="form" method="post" action={`/phone/${number}/speed-dial`}>
        <Field name="place" label={words.place} required />
        <Field name="to" type="tel" label={words.number} required />
        <p>
          <button class="button" type="submit">
            <Icon name="plus" />
            {words.add}
          </button>
        </p>
      </form>
    </section>
  );
}

export function Blocked(
  { visit: { words: { phone: words } }, line: { number, blocked, lastCaller } }: CardParts,
): VNode {
  return (
    <section class="card padded">
      <h2>{words.blocked}</h2>
      <p class="soft">{blocked.length === 0 ? words.nobodyBlocked : words.blockedText}</p>
      {blocked.map((caller) => (
        <form class="row" method="post" action={`/phone/${number}/unblock`} key={caller} data-blocked={caller}>
          <input type="hidden" name="caller" value={caller} />
          <DialLink number={caller} />
          <button class="button bare small" type="submit" aria-label={words.unblock(caller)}>
            <Icon name="x" />
          </button>
        </form>
      ))}
      {lastCaller !== undefined && !blocked.includes(lastCaller) && (
        <form method="post" action={`/phone/${number}/block`}>
          <button class="button small" type="submit" name="caller" value={lastCaller}>
            {words.blockLast(lastCaller)}
          </button>
        </form>
      )}
      <form class="form" method="post" action={`/phone/${number}/block`}>
        <Field name="caller" type="tel" label={words.number} required />
        <p>
          <button class="button" type="submit">{words.block}</button>
        </p>
      </form>
    </section>
  );
}
