/**
 * Webhooks: programs elsewhere that are told by POST what happens in the office (`webhooks` of office.yml), each event they
 * name, signed, and each call's in its order. It is a reading of the record with a cursor of its own in the notebook, moved in
 * the same turn that puts events on their way: each arrives at least once, always under the same id. When a program is away a
 * window of events waits for it in the outbox and the reading waits behind them; what is given up is a dead letter, which
 * `kontor webhooks` and REST show, send once more or throw away.
 *
 * @module
 */
export { WebhookDesk, WebhookReading, type WebhookWorld, WINDOW } from "./desk.ts";
export { hooksOf } from "./hooks_of.ts";
