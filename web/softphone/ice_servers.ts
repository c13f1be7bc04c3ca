/** As browsers want them (W3C WebRTC §4.2.2). */
export interface IceServer {
  readonly urls: readonly string[];
  readonly username?: string;
  readonly credential?: string;
}

export interface IceServers {
  readonly servers: readonly IceServer[];
  /** How long they let in whoever has these logins, in seconds. */
  readonly holdsS: number;
}
