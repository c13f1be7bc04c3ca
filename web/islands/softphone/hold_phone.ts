import { type Input, NEW_PHONE, type Order, type Phone, step } from "../../softphone/mod.ts";

export interface HeldPhone {
  /** Takes a deed or a piece of news; what it leads to happens before this returns, or behind what is under way. */
  readonly take: (input: Input) => void;
}

/** Holds the phone: one input after the other, even where carrying out an order is news at once. */
export function holdPhone(
  { carryOut, show }: { readonly carryOut: (order: Order) => void; readonly show: (phone: Phone) => void },
): HeldPhone {
  let phone = NEW_PHONE;
  let isBusy = false;
  const waiting: Input[] = [];
  const take = (input: Input) => {
    waiting.push(input);
    if (isBusy) return;
    isBusy = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const taken = step(phone, next, Date.now());
      phone = taken.phone;
      for (const order of taken.orders) carryOut(order);
      show(phone);
    }
    isBusy = false;
  };
  return { take };
}
