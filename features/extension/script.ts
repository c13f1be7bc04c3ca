import type { LegId } from "../../core/call/mod.ts";
import {
  act,
  type Confirmation,
  type Ending,
  reach,
  refuse,
  ring,
  ringTogether,
  type Rung,
  type Script,
  talk,
} from "../../core/script/mod.ts";
import { type Calling, judgeCaller } from "./caller.ts";
import { mustSayName, ringScreened, turnAway } from "./screen.ts";
import { decide, decideAfterwards, forwardOf, type Outcome } from "./decide.ts";
import { ringingOf } from "./targets.ts";

/** A call for an extension: its phones ring, and whoever answers talks; or it goes where its settings send it. */
export function* reachExtension(caller: LegId, number: string): Script<Ending> {
  const state = yield* act({ do: "look-up", number });
  const extension = (yield* act({ do: "office" })).extensions.get(number);
  if (state === undefined || extension === undefined) return { reached: false, cause: "not-found" };
  const line = yield* act({ do: "line", number });
  const forward = forwardOf(line, extension);
  const { targets, forMs, isElsewhere } = yield* ringingOf(extension, line);
  const calling = yield* whoCalls(caller);
  const judged = judgeCaller(calling, line, extension);
  const { doNotDisturb } = line;
  const first = decide({ ...judged, doNotDisturb, forward, isFull: state.isFull, isThere: targets.length > 0 });
  if (first.step !== "refuse" && calling.number !== number) {
    yield* act({ do: "change-line", number, change: { lastCaller: calling.number } });
  }
  if (first.step !== "ring") return yield* follow(caller, number, first);
  const ringThem = (confirmation?: Confirmation): Script<Rung> =>
    (isElsewhere ? ringTogether : ring)(caller, targets, {
      forMs,
      ...(confirmation === undefined ? {} : { confirmation }),
    });
  const isScreened = !judged.isVip && (yield* mustSayName(caller, extension.screening));
  const rung = isScreened ? yield* ringScreened(caller, extension, ringThem) : yield* ringThem();
  if (rung.answered) return yield* talk(caller, rung.by);
  if (rung.key !== undefined) return yield* turnAway(caller, number, rung.key);
  return yield* follow(caller, number, decideAfterwards(rung.cause, forward));
}

function* whoCalls(caller: LegId): Script<Calling> {
  const party = yield* act({ do: "party", leg: caller });
  return { number: (yield* act({ do: "is-hidden", leg: caller })) ? undefined : party?.number };
}

function* follow(caller: LegId, number: string, outcome: Outcome): Script<Ending> {
  switch (outcome.step) {
    case "forward":
      yield* act({ do: "divert", leg: caller, by: number, reason: outcome.reason });
      return yield* reach(caller, outcome.to);
    case "refuse":
      return yield* refuse(caller, `${outcome.why}-refused`, "rejected");
    case "end":
      return { reached: false, cause: outcome.cause };
  }
}
