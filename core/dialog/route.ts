import { formatUri, parseNameAddr, parseUri } from "../sip/mod.ts";
import type { Dialog } from "./dialog.ts";

/** What a request's line and Route fields say about its way. */
export interface Way {
  readonly uri: string;
  readonly routes: readonly string[];
}

/** The way of a request inside the dialog (RFC 3261 §12.2.1.1). */
export function wayOf(dialog: Dialog): Way {
  const [first, ...rest] = dialog.routeSet;
  if (first === undefined) return { uri: dialog.remoteTarget, routes: [] };
  const uri = routeUri(first);
  const read = parseUri(uri);
  if (!read.ok || read.value.parameters.has("lr")) return { uri: dialog.remoteTarget, routes: dialog.routeSet };
  // A strict router (RFC 2543) finds itself in the Request-URI, without what may not stand there (§19.1.1).
  const parameters = new Map(read.value.parameters);
  parameters.delete("method");
  return {
    uri: formatUri({ ...read.value, parameters, headers: new Map() }),
    routes: [...rest, `<${dialog.remoteTarget}>`],
  };
}

/** The URI of the place where the next request inside the dialog goes: the first router, or else the peer itself. */
export function nextHop(dialog: Dialog): string {
  const [first] = dialog.routeSet;
  return first === undefined ? dialog.remoteTarget : routeUri(first);
}

function routeUri(route: string): string {
  const read = parseNameAddr(route);
  return read.ok ? read.value.uri : route;
}
