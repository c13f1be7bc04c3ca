/** A feature code, as it is unless the office says otherwise. */
export interface CodeSpec {
  /** What is dialled: `*43`. */
  readonly dial: string;
  /**
   * What follows it, in the same breath: nothing, a number, a number that may be left out, or an extension that there is; or
   * that it is keyed in a call and not dialled.
   */
  readonly takes: "nothing" | "number" | "maybe a number" | "an extension" | "in a call";
  /** For people, after the code: "*43: hear yourself". */
  readonly about: string;
  /** What follows is called: worth dialling again. */
  readonly calls?: true;
}

/** Every code there is, after FreePBX's habits. The name is also the kind of destination that it leads to. */
export const CODE_TABLE = {
  "pick-up": { dial: "*8", takes: "nothing", about: "answer the call that rings at a colleague's desk" },
  "pick-up-at": { dial: "**", takes: "number", about: "answer the call that rings at a number" },
  "park": { dial: "*70", takes: "nothing", about: "park a call in the first free slot; transfer to it" },
  "transfer-blind": { dial: "##", takes: "in a call", about: "transfer whom you talk to, without asking first" },
  "transfer-attended": { dial: "*2", takes: "in a call", about: "transfer whom you talk to, after asking the other" },
  "three-way": { dial: "*3", takes: "in a call", about: "while you ask the other: talk all three" },
  "record": { dial: "*1", takes: "in a call", about: "record the call, or stop that" },
  "record-pause": { dial: "*4", takes: "in a call", about: "pause the recording, or go on with it" },
  "intercom": { dial: "*80", takes: "number", about: "speak at a colleague's phone, which answers by itself" },
  "forward-always": { dial: "*72", takes: "maybe a number", about: "send all my calls to a number" },
  "forward-always-off": { dial: "*73", takes: "nothing", about: "no longer send all my calls elsewhere" },
  "forward-busy": { dial: "*90", takes: "maybe a number", about: "send my calls to a number when I am busy" },
  "forward-busy-off": { dial: "*91", takes: "nothing", about: "no longer send them elsewhere when I am busy" },
  "forward-no-answer": {
    dial: "*52",
    takes: "maybe a number",
    about: "send my calls to a number when I do not answer, or my phone cannot be reached",
  },
  "forward-no-answer-off": {
    dial: "*53",
    takes: "nothing",
    about: "no longer send them elsewhere when I do not answer",
  },
  "do-not-disturb": { dial: "*78", takes: "maybe a number", about: "do not disturb me" },
  "do-not-disturb-off": { dial: "*79", takes: "nothing", about: "disturb me again" },
  "do-not-disturb-over": { dial: "*76", takes: "maybe a number", about: "turn do not disturb on or off" },
  "call-waiting": { dial: "*71", takes: "nothing", about: "turn call waiting off or on" },
  "last-caller": { dial: "*69", takes: "nothing", about: "hear who called last, and call back" },
  "redial": { dial: "*66", takes: "nothing", about: "dial what I dialled last" },
  "anonymous": { dial: "*67", takes: "number", about: "call without showing my number", calls: true },
  "identified": { dial: "*68", takes: "number", about: "call and show my number", calls: true },
  "block": { dial: "*30", takes: "maybe a number", about: "refuse the calls of a number" },
  "unblock": { dial: "*31", takes: "maybe a number", about: "take its calls again" },
  "block-last-caller": { dial: "*32", takes: "nothing", about: "refuse the calls of whoever called last" },
  "supervise": {
    dial: "*33",
    takes: "number",
    about:
      "listen to the calls of a colleague or a queue, or a conference, if I may: 4 listens, 5 whispers, 6 barges in, * goes on to the next call",
  },
  "account": {
    dial: "*49",
    takes: "maybe a number",
    about: "call outside for a client or a project, by an account code",
    calls: true,
  },
  "speed-dial": { dial: "*0", takes: "number", about: "dial what I saved under two digits", calls: true },
  "speed-dial-set": { dial: "*75", takes: "number", about: "save a number under two digits: *75, both, the number" },
  "find-me": { dial: "*21", takes: "nothing", about: "turn ringing at my other numbers off or on" },
  "camp-on": { dial: "*37", takes: "nothing", about: "call me when the colleague whom I found busy is free" },
  "agent": {
    dial: "*45",
    takes: "maybe a number",
    about: "log in to my queues or out of them; the number of a queue behind it: that one only",
  },
  "agent-pause": {
    dial: "*46",
    takes: "maybe a number",
    about: "have no callers of queues for a while, or have them again; digits behind it are the reason",
  },
  "agent-outbound": {
    dial: "*47",
    takes: "nothing",
    about: "get calls to make from a list of my queue while no callers wait, or get none any more",
  },
  "wake-up": { dial: "*62", takes: "maybe a number", about: "call me at a time: four digits, as in *620730" },
  "night": {
    dial: "*27",
    takes: "maybe a number",
    about: "switch night service on and off; a digit behind it is another switch",
  },
  "desk-in": { dial: "*11", takes: "maybe a number", about: "log in on this phone: it is mine until I log out" },
  "desk-out": { dial: "*12", takes: "nothing", about: "log out of this phone, or of all others from my own" },
  "open-door": {
    dial: "*36",
    takes: "maybe a number",
    about: "open the door; its number behind it where there are several",
  },
  "directory": { dial: "*411", takes: "nothing", about: "dial a colleague by name" },
  "announcement-record": {
    dial: "*77",
    takes: "number",
    about: "record the announcement of a number, 1 to 999, in place of the one that there was",
  },
  "announcement-hear": {
    dial: "*99",
    takes: "number",
    about: "hear the announcement that was recorded under a number",
  },
  "clock": { dial: "*60", takes: "nothing", about: "hear the time" },
  "my-number": { dial: "*65", takes: "nothing", about: "hear your own number" },
  "voicemail-mine": { dial: "*97", takes: "nothing", about: "hear the messages in my mailbox" },
  "voicemail-any": { dial: "*98", takes: "maybe a number", about: "hear the messages in a mailbox, from any phone" },
  "voicemail-to": { dial: "*", takes: "an extension", about: "leave a message in a colleague's mailbox" },
  "echo-test": { dial: "*43", takes: "nothing", about: "hear yourself, and how late your voice comes back" },
} as const;

/** The name of a code, as in `codes:` of `office.yml`. */
export type CodeName = keyof typeof CODE_TABLE;

/** Under what each code is dialled in this office; `false` for one that is switched off. */
export type CodeBook = Readonly<Record<CodeName, string | false>>;

/** The codes of an office that changes none. */
export const DEFAULT_CODES: CodeBook = Object.freeze(
  Object.fromEntries(Object.entries(CODE_TABLE).map(([name, { dial }]) => [name, dial])) as Record<CodeName, string>,
);

/** All names, in the order in which they are listed. */
export const CODE_NAMES: readonly CodeName[] = Object.keys(CODE_TABLE) as CodeName[];
