import { type Block, type Extension, isListed, NO_BLOCK } from "../../core/directory/mod.ts";
import type { LineView } from "../../core/script/mod.ts";
import type { Called } from "./decide.ts";

/** Who calls, as the called one may know him; no number where he hides it. */
export interface Calling {
  readonly number: string | undefined;
}

/** What the called one thinks of the caller. */
export function judgeCaller(
  { number }: Calling,
  line: LineView,
  extension: Extension,
): Pick<Called, "unwanted" | "isVip"> {
  const { callers, anonymous }: Block = extension.block ?? NO_BLOCK;
  if (number === undefined) return { unwanted: anonymous ? "anonymous" : undefined, isVip: false };
  const isBlocked = isListed(number, callers) || isListed(number, line.blocked ?? []);
  return {
    unwanted: isBlocked ? "caller" : undefined,
    isVip: isListed(number, [...extension.vips ?? [], ...line.vips ?? [], ...line.letThrough ?? []]),
  };
}
