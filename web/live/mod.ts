/**
 * What happens in the office, as it happens: one snapshot for all browsers that see the same, and then what becomes of it.
 *
 * @module
 */
export { type Change, changed, type Told, toldOf, writeChange, writeTold } from "./change.ts";
export type { OperatorCall, OperatorSnapshot, OperatorView, Seat } from "./operator/mod.ts";
export { isOf, peersOf } from "./peers.ts";
export { type PhoneSnapshot, phoneSnapshotOf } from "./phone_snapshot.ts";
export type { QueueAgent, QueueCaller, QueueSnapshot } from "./queue_snapshot.ts";
export type { Still } from "./still.ts";
export { type Scope, type Snapshot, snapshotOf, type SnapshotParts } from "./snapshot.ts";
