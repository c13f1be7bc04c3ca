/** Under which its calls know a conference room. */
export function roomName(number: string): string {
  return `room ${number}`;
}

/** Under which a call knows the three that somebody has brought together, by his leg. */
export function roomOfThree(by: string): string {
  return `three ${by}`;
}

export function isRoomOfThree(name: string): boolean {
  return name.startsWith("three ");
}

/** A conference room: whoever dials its number is with all others who did. */
export interface Room {
  readonly number: string;
  /** As it is shown to whom it invites. */
  readonly name: string;
  /** What a guest keys in; nothing is asked of him where there is none. */
  readonly pin?: string;
  /** What makes a moderator of whoever keys it in. */
  readonly moderatorPin?: string;
  /**
   * How those in the room learn of who comes and goes: not, by a tone, or by his name; with `tone` and `count` it is a tone, and with
   * `count` he himself hears how many there are.
   */
  readonly announce: "off" | "tone" | "count" | "name";
  /** Nobody but moderators comes in until one of them has unlocked it. */
  readonly startsLocked?: boolean;
  /** Until a moderator is there, and when he has left, everybody hears music. */
  readonly waitForModerator: boolean;
  /** So many at once. */
  readonly most: number;
}
