import type { Extension } from "../../core/directory/mod.ts";
import type { Line } from "../../core/notebook/mod.ts";
import { act, type Script, type Target } from "../../core/script/mod.ts";

/** The phones that ring for an extension, and for how long in all. */
export interface Ringing {
  readonly targets: readonly Target[];
  readonly forMs: number;
  /** Numbers elsewhere are among them: all ring as the file says, whatever the phones' own preference. */
  readonly isElsewhere: boolean;
}

/** Its own phones, and those where its owner can be found besides. */
export function* ringingOf({ number, ringForMs, findMe = [] }: Extension, line: Line): Script<Ringing> {
  const own = yield* act({ do: "phones", number });
  if (line.findMe === false || findMe.length === 0) return { targets: own, forMs: ringForMs, isElsewhere: false };
  const { extensions } = yield* act({ do: "office" });
  const targets: Target[] = own.map((phone) => ({ ...phone, forMs: ringForMs }));
  let forMs = ringForMs;
  for (const each of findMe) {
    const { number: elsewhere, afterS, forS = ringForMs / 1000, confirm = !extensions.has(elsewhere) } = each;
    const when = { afterMs: afterS * 1000, forMs: forS * 1000, confirm };
    for (const phone of yield* act({ do: "phones", number: elsewhere, by: number })) {
      targets.push({ ...phone, ...when });
    }
    forMs = Math.max(forMs, when.afterMs + when.forMs);
  }
  return { targets, forMs, isElsewhere: true };
}
