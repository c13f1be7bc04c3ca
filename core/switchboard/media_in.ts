import { assertNever } from "../base/mod.ts";
import { heardDigit, lockSound, lose, loseAnnouncements, played, recorded } from "../call/mod.ts";
import type { MediaEvent } from "../sound/mod.ts";
import type { Parts } from "./parts.ts";

/** What the media engine tells. A session is known to it by its own id. */
export function mediaIn(parts: Parts, event: MediaEvent): void {
  const { exchange } = parts;
  switch (event.type) {
    case "leased":
      return exchange.leases.add(event.leases);
    case "heard":
      return;
    case "digit": {
      const session = exchange.sessions.get(event.leg);
      const { digit, durationMs, isWithheld } = event;
      if (session !== undefined) heardDigit(exchange, session, { digit, durationMs }, isWithheld);
      return;
    }
    case "played":
      return played(exchange, event.leg, event.play, event.why);
    case "recorded":
      return recordedIn(parts, event);
    case "adopted":
      parts.archive.adopted(event.path, event.durationMs, event.bytes);
      return parts.mailboxes.adopted(event.path, event.durationMs, event.bytes);
    case "silent": {
      const session = exchange.sessions.get(event.leg);
      if (session !== undefined) exchange.tell(session, (leg) => ({ type: "silent", leg, forMs: event.forMs }));
      return;
    }
    case "fax": {
      const session = exchange.sessions.get(event.leg);
      const leg = session?.leg;
      if (session === undefined || leg === undefined) return;
      exchange.note(leg.call, { type: "fax.heard", leg: leg.id, tone: event.tone });
      const isAlone = leg.mate === undefined && leg.room === undefined && !leg.hasTalked;
      if (event.tone === "cng" && isAlone) parts.runner.heardFax(leg.call, leg.id);
      return lockSound(exchange, session);
    }
    case "quality": {
      const place = exchange.reporting.get(event.leg);
      if (place === undefined) return;
      exchange.reporting.delete(event.leg);
      return exchange.note(place.call, { type: "leg.quality", leg: place.leg, report: event.report });
    }
    case "untapped":
      // Whoever reads the ring is told by its place in it; a call goes on as it was.
      return;
    case "lost": {
      exchange.log("error", "The media engine is gone; its calls end", { text: event.text });
      exchange.leases.clear();
      const sessions = [...exchange.sessions.all()];
      for (const { media } of sessions) media.isOpen = false;
      for (const session of sessions) if (session.leg !== undefined) lose(exchange, session, "no-media");
      loseAnnouncements(exchange);
      return exchange.reporting.clear();
    }
    default:
      return assertNever(event);
  }
}

/** A file is closed: of a script's, a message, or a call's. */
function recordedIn(
  { exchange, mailboxes, archive, spoken }: Parts,
  event: Extract<MediaEvent, { type: "recorded" }>,
): void {
  const { recording, why, durationMs, bytes } = event;
  const tape = exchange.recordings.get(recording)?.tape;
  recorded(exchange, recording, event);
  mailboxes.recorded(recording, durationMs);
  spoken.closed(recording);
  if (tape !== undefined) archive.ended(tape.path, why === "failed" ? undefined : { durationMs, bytes });
}
