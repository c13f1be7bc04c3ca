import type { LegId } from "../../core/call/mod.ts";
import { act, type Ending, type Heard, say, type Script, takeIn } from "../../core/script/mod.ts";

/** Answers and says the caller's number. */
export function* readBack(caller: LegId): Script<Ending> {
  const number = (yield* act({ do: "party", leg: caller }))?.number ?? "";
  const { extensions } = yield* act({ do: "office" });
  if (!(yield* takeIn(caller))) return { reached: false, cause: "not-acceptable" };
  const said = yield* say(caller, soundOf(number, extensions.has(number)));
  if (said.type === "ended") return { reached: true, cause: said.cause };
  yield* act({ do: "release", leg: caller, cause: "normal" });
  return { reached: true, cause: "normal" };
}

function soundOf(number: string, isExtension: boolean): Heard {
  if (!/^[0-9*#+]+$/.test(number)) return { items: [{ type: "prompt", name: "number-hidden" }] };
  const name = isExtension ? "your-extension" : "your-number";
  return { items: [{ type: "prompt", name }, { type: "digits", digits: number }] };
}
