import type { Hook } from "../../../../core/mail/mod.ts";
import type { Digest } from "../digest.ts";
import type { Planned } from "../due.ts";
import { missedOf } from "../hear.ts";
import type { Missed } from "../state.ts";
import type { Told } from "../told.ts";
import type { Names } from "./caller_row.ts";
import { oneLine } from "./html.ts";
import { idOfKey } from "./mail.ts";

type HookTold = Told & { readonly via: { readonly kind: "webhook"; readonly url: string } };

/** What a program is told of one missed call. */
export function hookOf({ to, key, at, missed, entries }: Planned & { readonly to: HookTold }, names: Names): Hook {
  const id = idOfKey(key);
  const told = missed === undefined ? {} : callOf(missed, names);
  // What is told of one entry is heard in its order.
  const [about = key] = entries;
  const body = JSON.stringify({ type: "missed.call", id, tenant: to.tenant, ...told });
  return { id, url: to.via.url, body, about, nth: at };
}

/** What a program is told that wants it gathered. */
export function digestHook(digest: Digest, { to, names }: { readonly to: HookTold; readonly names: Names }): Hook {
  const { key, from, at, open, fresh, resolved, isDelayed } = digest;
  const id = idOfKey(key);
  const body = {
    type: "missed.digest",
    id,
    tenant: to.tenant,
    from: iso(from),
    to: iso(at),
    is_delayed: isDelayed,
    new: fresh,
    resolved,
    open: open.map((entry) => callOf(missedOf(entry), names)),
  };
  // Of two periods the earlier one is told first.
  return { id, url: to.via.url, body: JSON.stringify(body), about: JSON.stringify([to.tenant, to.id]), nth: at };
}

function callOf({ caller, did, attempts, firstAt, lastAt, rang, route }: Missed, names: Names) {
  const name = names.get(caller);
  return {
    caller,
    ...name === undefined ? {} : { name: oneLine(name) },
    number: did,
    attempts,
    first_at: iso(firstAt),
    last_at: iso(lastAt),
    rang,
    ...route === undefined ? {} : { route },
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
