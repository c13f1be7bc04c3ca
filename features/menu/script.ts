import type { LegId } from "../../core/call/mod.ts";
import type { Destination, Menu } from "../../core/directory/mod.ts";
import {
  act,
  ask,
  type Asked,
  type Ending,
  reach,
  say,
  sayWhy,
  type Script,
  takeIn,
  turnedAway,
  worded,
} from "../../core/script/mod.ts";
import { meaningOf, withoutEnd } from "./meaning_of.ts";

/** The longest number of an office, and the longest key. */
const MOST_DIGITS = 6;
/** Where people are: whoever is not reached there chooses again. */
const PEOPLE: ReadonlySet<string> = new Set(["extension", "group", "dial"]);

/** Answers, says the menu, and brings the caller to what he chooses. */
export function* reachMenu(caller: LegId, name: string): Script<Ending> {
  /** The menus that he came through, the one that he is in last. */
  let path: readonly string[] = [name];
  let tries = 1;
  for (;;) {
    const { menus, extensions } = yield* act({ do: "office" });
    const menu = menus.get(path.at(-1)!);
    if (menu === undefined) return { reached: false, cause: "not-found" };
    if (!(yield* takeIn(caller, menu))) return turnedAway(menu);
    const asked = yield* askFor(caller, menu);
    if (!asked.there) return { reached: true, cause: asked.cause };
    const digits = withoutEnd(asked.digits);
    yield* act({ do: "note", fact: { type: "menu.chosen", leg: caller, menu: menu.name, digits } });
    const { choice } = meaningOf(digits, menu, extensions.keys());
    switch (choice?.choice) {
      case undefined: {
        const ending = yield* chooseNothing(caller, menu, { digits, isLast: tries >= menu.tries });
        if (ending !== undefined) return ending;
        tries += 1;
        break;
      }
      case "back":
        path = path.length > 1 ? path.slice(0, -1) : path;
        tries = 1;
        break;
      case "again":
        break;
      case "key": {
        const { language, to } = choice.key;
        if (language !== undefined) yield* act({ do: "speak", leg: caller, language });
        tries = 1;
        if (to === undefined) break;
        if (to.kind === "menu") {
          path = onwardTo(to.id, path);
          break;
        }
        const ending = yield* bring(caller, to);
        if (ending !== undefined) return ending;
        break;
      }
      case "extension": {
        const ending = yield* bring(caller, { kind: "extension", id: choice.number });
        if (ending !== undefined) return ending;
        tries = 1;
      }
    }
  }
}

function* askFor(caller: LegId, menu: Menu): Script<Asked> {
  const { extensions } = yield* act({ do: "office" });
  return yield* ask(caller, { items: yield* worded(menu.says) }, {
    most: MOST_DIGITS,
    firstMs: menu.firstS * 1000,
    nextMs: menu.nextS * 1000,
    enough: (digits) => !meaningOf(digits, menu, extensions.keys()).mayGrow,
  });
}

/** He hears what was wrong, all of it: what he still presses meanwhile belongs to the number that there is not. */
function* chooseNothing(
  caller: LegId,
  menu: Menu,
  { digits, isLast }: { readonly digits: string; readonly isLast: boolean },
): Script<Ending | undefined> {
  const onward = digits === "" ? menu.onTimeout : menu.onInvalid;
  if (isLast && onward !== undefined) return yield* reach(caller, onward);
  const wrong = { type: "prompt", name: digits === "" ? "no-choice" : "invalid-choice" } as const;
  const said = yield* say(caller, { items: isLast ? [wrong, { type: "prompt", name: "goodbye" }] : [wrong] });
  if (said.type === "ended") return { reached: true, cause: said.cause };
  if (!isLast && said.type !== "silent") return undefined;
  return yield* letGo(caller, said.type === "silent" ? "timeout" : "normal");
}

/** Undefined when he is to choose again. */
function* bring(caller: LegId, to: Destination): Script<Ending | undefined> {
  const ending = yield* reach(caller, to);
  if (ending.reached || !PEOPLE.has(to.kind)) return ending;
  if (yield* sayWhy(caller, ending)) return undefined;
  return yield* letGo(caller, ending.cause);
}

function* letGo(caller: LegId, cause: Ending["cause"]): Script<Ending> {
  yield* act({ do: "release", leg: caller, cause });
  return { reached: true, cause };
}

/** A menu that he came through already is where he goes back to: round and round is no deeper. */
function onwardTo(name: string, path: readonly string[]): readonly string[] {
  const before = path.indexOf(name);
  return before < 0 ? [...path, name] : path.slice(0, before + 1);
}
