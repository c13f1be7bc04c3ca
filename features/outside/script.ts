import type { LegId } from "../../core/call/mod.ts";
import { act, type Braked, type Ending, reach, refuse, ring, type Script, talk } from "../../core/script/mod.ts";

/** The world is patient: a mobile phone's voicemail answers after half a minute or so. */
const RING_FOR_MS = 120_000;
const BRAKED: Readonly<Record<Braked, string>> = { "enough": "limit-reached", "off-hours": "not-permitted" };

/** A number outside, on behalf of whoever sends the caller there: who transferred him, who forwards his calls, or himself. */
export function* reachOutside(caller: LegId, number: string): Script<Ending> {
  const transferor = yield* act({ do: "transferor", leg: caller });
  const sender = yield* act({ do: "party", leg: transferor ?? caller });
  const forwarder = transferor === undefined ? yield* act({ do: "forwarder", leg: caller }) : undefined;
  const by = forwarder ?? (sender?.trunk === undefined ? sender?.number : undefined);
  if (!(yield* act({ do: "may-call", number, by }))) {
    // Who transferred him there hears it as a failure, and they go on talking.
    return transferor === undefined
      ? yield* refuse(caller, "not-permitted", "rejected")
      : { reached: false, cause: "rejected" };
  }
  const dialsHimself = transferor === undefined && forwarder === undefined && by !== undefined;
  if (dialsHimself && (yield* mustGiveAccount(caller, number, by))) {
    return yield* reach(caller, { kind: "account", id: number });
  }
  return yield* callOut(caller, number, { by, dialsHimself });
}

/** Whoever dials himself is asked; nobody could be for what is forwarded or transferred. */
function* mustGiveAccount(caller: LegId, number: string, by: string): Script<boolean> {
  if (!(yield* act({ do: "needs-account", number, by }))) return false;
  return (yield* act({ do: "account", leg: caller })) === undefined;
}

/** Help, for everybody. Where it cannot be reached whoever called is told what to do, and others that he needs it. */
export function* reachEmergency(caller: LegId, number: string): Script<Ending> {
  const ending = yield* callOut(caller, number, {});
  if (ending.reached || ending.cause === "cancelled") return ending;
  yield* act({ do: "tell-help-failed", number, cause: ending.cause });
  const { trunk } = (yield* act({ do: "party", leg: caller })) ?? {};
  // Another office of ours has other lines to try.
  return trunk === undefined ? yield* refuse(caller, "emergency-failed", ending.cause) : ending;
}

/** Who pays; and whether he is the one who dialled: nobody else hears what calls the office bears. */
interface Payer {
  readonly by?: string | undefined;
  readonly dialsHimself?: boolean;
}

function* callOut(caller: LegId, number: string, { by, dialsHimself = false }: Payer): Script<Ending> {
  const phones = yield* act({ do: "phones", number, by });
  if (phones.length === 0) return { reached: false, cause: "unavailable" };
  const rung = yield* ring(caller, phones, { forMs: RING_FOR_MS });
  if (rung.answered) return yield* talk(caller, rung.by);
  const { cause, braked } = rung;
  return dialsHimself && braked !== undefined
    ? yield* refuse(caller, BRAKED[braked], cause)
    : { reached: false, cause };
}
