import type { LineChange } from "../../../core/switchboard/mod.ts";
import { dialledAs, FORWARD_WHEN } from "../../line/mod.ts";
import { textOf } from "../../page/mod.ts";
import type { Words } from "../../words/mod.ts";

const LISTS = ["vips", "exceptions"] as const;

/** What a form of the page wants changed, in order; all of it or nothing. */
export function wishesOf(what: string, form: FormData): readonly LineChange[] | undefined {
  switch (what) {
    case "forward":
      return FORWARD_WHEN.map((when) => ({ set: "forward", when, ...some("to", textOf(form, when)) }));
    case "do-not-disturb":
      return [{ set: what, on: textOf(form, "on") === "yes" }];
    case "calls":
      return [
        { set: "call-waiting", on: textOf(form, "call-waiting") !== "" },
        ...form.has("has-find-me") ? [{ set: "find-me", on: textOf(form, "find-me") !== "" } as const] : [],
      ];
    case "block":
    case "unblock":
      return [{ set: what, caller: dialledAs(textOf(form, "caller")) }];
    case "let-through": {
      const list = LISTS.find((each) => each === textOf(form, "list"));
      const on = textOf(form, "on") === "yes";
      return list === undefined ? undefined : [{ set: what, list, caller: dialledAs(textOf(form, list)), on }];
    }
    case "speed-dial":
      return [{ set: what, place: textOf(form, "place"), ...some("to", textOf(form, "to")) }];
    case "wake-up":
      return [{ set: what, ...some("at", textOf(form, "at").replace(":", "")) }];
    default:
      return undefined;
  }
}

/** Why something could not be set. */
export function faultOf(change: LineChange, words: Words["phone"]): string {
  switch (change.set) {
    case "block":
    case "let-through":
      return words.noNumber;
    case "wake-up":
      return words.noTime;
    case "speed-dial":
      return /^\d\d$/.test(change.place) ? words.leadsNowhere : words.noPlace;
    default:
      return words.leadsNowhere;
  }
}

/** People write numbers with spaces between. */
function some<Key extends string>(key: Key, text: string): { readonly [K in Key]?: string } {
  const written = text.replaceAll(/\s/g, "");
  return (written === "" ? {} : { [key]: written }) as { readonly [K in Key]?: string };
}
