import type { Flow, Instant } from "../base/mod.ts";
import type { Header } from "../sip/mod.ts";
import type { Outline } from "./follow_up.ts";
import { inviteClientDue, type InviteClientState } from "./invite_client.ts";
import { inviteServerDue, type InviteServerState } from "./invite_server.ts";
import { nonInviteClientDue, type NonInviteClientState } from "./non_invite_client.ts";
import { nonInviteServerDue, type NonInviteServerState } from "./non_invite_server.ts";

/** What our INVITE needs beside its state. Fields empty themselves as soon as no state can ask for them. */
export interface InviteClient {
  readonly kind: "invite-client";
  readonly key: string;
  readonly flow: Flow;
  state: InviteClientState;
  /** Until there is a final response the INVITE, when completed the ACK. */
  bytes: Uint8Array | undefined;
  /** Until there is a final response. */
  outline: Outline | undefined;
  /** What the CANCEL shall carry beside the usual. */
  cancelWith: readonly Header[];
}

export interface NonInviteClient {
  readonly kind: "non-invite-client";
  readonly key: string;
  readonly flow: Flow;
  /** A CANCEL of our own making: its fate is no news. */
  readonly quiet: boolean;
  state: NonInviteClientState;
  /** The request, until there is a final response. */
  bytes: Uint8Array | undefined;
}

export interface InviteServer {
  readonly kind: "invite-server";
  readonly key: string;
  /** The way back (§18.2.2). */
  readonly flow: Flow;
  /** What a copy by another way has in common with it (§8.2.2.2). */
  readonly origin: string | undefined;
  /** What {@link weightOf} said when it was last looked at. */
  weight: number;
  state: InviteServerState;
  /** The last response, for when the request comes again. */
  last: Uint8Array | undefined;
  /** The response that waits for its confirmation. */
  repeated: Uint8Array | undefined;
  /** The To tag that was answered with. */
  toTag: string | undefined;
}

export interface NonInviteServer {
  readonly kind: "non-invite-server";
  readonly key: string;
  readonly flow: Flow;
  readonly origin: string | undefined;
  weight: number;
  state: NonInviteServerState;
  last: Uint8Array | undefined;
}

export type ClientTransaction = InviteClient | NonInviteClient;
export type ServerTransaction = InviteServer | NonInviteServer;
export type Transaction = ClientTransaction | ServerTransaction;

/** The bytes that a stranger makes us keep for his request: our answers echo his headers, and his words make the keys. */
export function weightOf(transaction: ServerTransaction): number {
  if (transaction.state.at === "terminated") return 0;
  const { key, origin, last } = transaction;
  const repeated = transaction.kind === "invite-server" ? transaction.repeated : undefined;
  const answers = (last?.length ?? 0) + (repeated === undefined || repeated === last ? 0 : repeated.length);
  return key.length + (origin?.length ?? 0) + answers;
}

/** When the transaction wants to be woken. */
export function dueAt(transaction: Transaction): Instant | undefined {
  switch (transaction.kind) {
    case "invite-client":
      return inviteClientDue(transaction.state);
    case "non-invite-client":
      return nonInviteClientDue(transaction.state);
    case "invite-server":
      return inviteServerDue(transaction.state);
    case "non-invite-server":
      return nonInviteServerDue(transaction.state);
  }
}
