import type { Figures } from "./desk.ts";
import type { Parts } from "./parts.ts";

/** The sizes of every table, and what was counted: every machine can describe itself. */
export function figuresOf(parts: Parts): Figures {
  const {
    archive,
    authenticator,
    errands,
    exchange,
    lamps,
    mailboxes,
    mails,
    hooks,
    places,
    publications,
    registrar,
    runner,
    calls,
    relays,
    tolls,
    trunks,
  } = parts;
  const { client, server, deadlines } = exchange.transactions.sizes;
  const { watched, subscriptions, underWay } = lamps.sizes;
  return {
    ...Object.fromEntries(Object.entries(parts.counted()).map(([what, count]) => [`${what}_total`, count])),
    office_revision: exchange.directory.revision,
    extensions: exchange.directory.extensions.size,
    draining: parts.draining ? 1 : 0,
    calls_running: calls.size,
    scripts_running: runner.size,
    phones_registered: registrar.size,
    routers_kept_open: registrar.keptOpen,
    lamps_watched: watched,
    lamp_subscriptions: subscriptions,
    lamp_notices_under_way: underWay,
    tolls_running: tolls.size,
    trunks: trunks.sizes.trunks,
    trunks_up: trunks.sizes.up,
    trunk_errands_under_way: trunks.sizes.underWay,
    presence_publications: publications.size,
    places_taken: places.size,
    calls_planned: errands.size,
    mails_waiting: mails.sizes.waiting,
    mails_given_up: mails.sizes.dead,
    hooks_waiting: hooks.sizes.waiting,
    hooks_given_up: hooks.sizes.dead,
    messages_on_their_way: mailboxes.waiting,
    recordings_kept: archive.sizes.count,
    recordings_kept_bytes: archive.sizes.bytes,
    files_spoken: parts.spoken.size,
    recordings_written: archive.sizes.running,
    messages_under_way: relays.size,
    client_transactions: client,
    server_transactions: server,
    transaction_deadlines: deadlines,
    nonces_remembered: authenticator.sizes.nonces,
    sources_throttled: authenticator.sizes.failedSources,
    leases_free: exchange.leases.free,
    ...exchange.sizes(),
  };
}
