import type { CallState, Phone, Talking } from "./phone.ts";

/** The phone with one call in another state. */
export function changeCall(phone: Phone, id: string, change: (state: CallState) => CallState): Phone {
  return { ...phone, calls: phone.calls.map((call) => call.id === id ? { ...call, state: change(call.state) } : call) };
}

/** The phone with something else about a call that is talked in; no change where it is not. */
export function changeTalk(phone: Phone, id: string, change: Partial<Omit<Talking, "at">>): Phone {
  return changeCall(phone, id, (state) => state.at === "talking" ? { ...state, ...change } : state);
}
