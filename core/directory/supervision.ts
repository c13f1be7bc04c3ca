/** What those notice to whose calls a supervisor listens. */
export interface Supervision {
  /** They hear a tone when he comes, and when he goes. */
  readonly tone: boolean;
}

/** Nothing: what may be listened to is between the office and its people. */
export const DEFAULT_SUPERVISION: Supervision = Object.freeze({ tone: false });
