import type { SessionTimer, TimerWish } from "../dialog/mod.ts";
import { expiresAt, nextRefresh } from "../dialog/mod.ts";
import type { Exchange } from "./exchange.ts";
import type { Session } from "./session.ts";

/** What the box asks for until a peer wants more (RFC 4028 §4). */
export const FIRST_WISH: TimerWish = { minSeS: 90, wantS: 1800 };

/**
 * Keeps what was agreed on session expiry (RFC 4028): one side refreshes at half time, and a session that nobody
 * refreshed is over. Every refresh, theirs or ours, comes here and starts the time anew.
 */
export function keepTime(exchange: Exchange, session: Session, timer: SessionTimer | undefined): void {
  session.timer = timer;
  exchange.clearDuty(session, "refresh");
  exchange.clearDuty(session, "expire");
  if (timer === undefined) return;
  const refresh = nextRefresh(timer, exchange.now);
  if (refresh !== undefined) exchange.setDuty(session, "refresh", refresh);
  exchange.setDuty(session, "expire", expiresAt(timer, exchange.now));
}
