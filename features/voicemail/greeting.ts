import { localTime } from "../../core/base/mod.ts";
import {
  type Greeting,
  GREETING_FAMILY,
  type GreetingChange,
  readGreeting,
  writeGreeting,
} from "../../core/notebook/mod.ts";
import { act, type Heard, nameOf, type Script } from "../../core/script/mod.ts";
import { type Word, words } from "./words.ts";

export function* greetingOf(box: string): Script<Greeting> {
  return readGreeting(yield* act({ do: "recall", family: GREETING_FAMILY, key: box }));
}

/** What is undefined in a change is forgotten. */
export function* changeGreeting(box: string, change: GreetingChange): Script<void> {
  const value = writeGreeting(yield* greetingOf(box), change);
  yield* act({ do: "remember", family: GREETING_FAMILY, key: box, value });
}

/** What a caller hears before the tone. */
export function* greetingFor(box: string): Script<Heard> {
  const { office, extensions } = yield* act({ do: "office" });
  const greeting = yield* greetingOf(box);
  const { files, until, before = "standard" } = greeting;
  const today = localTime(yield* act({ do: "wall-clock" }), office.timeZone).date;
  const isBack = greeting.use === "away" && until !== undefined && until < today;
  const use = isBack ? before : greeting.use;
  const isBusy = yield* act({ do: "is-busy", number: box });
  const own = use === "away" ? files.away : isBusy && files.busy !== undefined ? files.busy : undefined;
  if (own !== undefined) return words({ type: "file", path: own });
  if (use === "own" && !isBusy && files.own !== undefined) return words({ type: "file", path: files.own });
  const how = use === "away" ? until === undefined ? "away" : "away-until" : isBusy ? "busy" : undefined;
  const plain = extensions.get(box)?.mailbox?.greeting === "plain" && files.name === undefined;
  const said: Word[] = plain
    ? [how === undefined ? "voicemail-greeting" : `voicemail-greeting-${how}`]
    : [...yield* nameOf(box), `is-${how ?? "unavailable"}`];
  if (how === "away-until") said.push({ type: "date", date: until!, today });
  return words(...said, "voicemail-leave-message", "voicemail-when-done");
}
