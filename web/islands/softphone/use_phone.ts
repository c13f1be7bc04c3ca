import { useEffect, useRef, useState } from "preact/hooks";
import {
  type Deed,
  isTalking,
  NEW_PHONE,
  type News,
  type Order,
  type Phone,
  type TalkNow,
} from "../../softphone/mod.ts";
import { CallSound } from "./call_sound.ts";
import { type HeldPhone, holdPhone } from "./hold_phone.ts";
import { keptDevices } from "./kept_devices.ts";
import { PHONE_CHANNEL } from "./phone_channel.ts";
import type { OpenLine, PhoneLine, PhoneLineOptions } from "./phone_line.ts";

export interface UsedPhone {
  readonly phone: Phone;
  readonly sound: CallSound | undefined;
  readonly act: (deed: Deed) => void;
  /** Takes the phone away from the window that has it. */
  readonly takeOver: () => void;
}

interface Opened {
  readonly held: HeldPhone;
  readonly sound: CallSound;
  readonly open: (mode: LockOptions) => void;
}

/**
 * The phone of this page for as long as it is shown. Without a way to open a line it stays as it begins.
 *
 * @param talks how his calls are, as the box tells it
 */
export function usePhone(
  openLine: OpenLine | undefined,
  options: Omit<PhoneLineOptions, "site" | "sound" | "tell">,
  talks: readonly TalkNow[],
): UsedPhone {
  const [phone, setPhone] = useState<Phone>(NEW_PHONE);
  const opened = useRef<Opened | undefined>(undefined);
  useEffect(() => {
    if (openLine === undefined || !isSecureContext) return;
    const sound = new CallSound(keptDevices());
    let line: PhoneLine | undefined;
    const carryOut = (order: Order) => order.do === "record" ? void record(order, held.take) : line?.carryOut(order);
    const held: HeldPhone = holdPhone({ carryOut, show: setPhone });
    let letGo = () => {};
    const open = (mode: LockOptions) => {
      // One window of a browser has the phone: two would both ring, and hear each other.
      void navigator.locks.request(PHONE_CHANNEL, mode, (lock) => {
        if (lock === null) return wait();
        // It was taken over while it was waited for.
        if (line !== undefined) return;
        line = openLine({ ...options, site: location, sound, tell: held.take });
        line.start();
        return new Promise<void>((resolve) => letGo = resolve);
      }).catch((error: unknown) => {
        if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
        line?.stop();
        line = undefined;
        wait();
      });
    };
    // Until the other window is closed.
    const wait = () => {
      held.take({ told: "line", line: "elsewhere" });
      open({});
    };
    opened.current = { held, sound, open };
    open({ ifAvailable: true });
    return () => {
      line?.stop();
      letGo();
    };
  }, []);
  // What the box told before the line knew that they talk is told again.
  const talking = phone.calls.filter(isTalking).length;
  useEffect(() => opened.current?.held.take({ told: "talks", talks }), [JSON.stringify(talks), talking]);
  return {
    phone,
    sound: opened.current?.sound,
    act: (deed) => opened.current?.held.take(deed),
    takeOver: () => opened.current?.open({ steal: true }),
  };
}

/** Recording is the box's work: it is asked there, by the rules of the keys. */
async function record(
  { call, number, on }: Extract<Order, { readonly do: "record" }>,
  tell: (news: News) => void,
): Promise<void> {
  const body = new URLSearchParams({ number, on: on ? "yes" : "no" });
  const { ok } = await fetch("/call/record", { method: "POST", body });
  tell(ok ? { told: "recorded", call, on } : { told: "not-recorded", call });
}
