/** A message of Asterisk's manager interface: `Key: value` lines; of a key that comes again the first counts. */
export type AmiMessage = ReadonlyMap<string, string>;

/** No message of Asterisk's is that long: it is another program that speaks. */
const LONGEST = 256 * 1_024;

/** Takes a manager connection's text as it comes, and gives its messages. Keys are in lower case. */
export class AmiReader {
  #rest = "";
  #isGreeted = false;

  /** Undefined where what comes is nothing that Asterisk says. */
  push(text: string): readonly AmiMessage[] | undefined {
    this.#rest += text;
    if (!this.#isGreeted) {
      const end = this.#rest.indexOf("\r\n");
      if (end < 0) return this.#rest.length > LONGEST ? undefined : [];
      if (!/^Asterisk Call Manager\/\d/.test(this.#rest)) return undefined;
      this.#isGreeted = true;
      this.#rest = this.#rest.slice(end + 2);
    }
    const parts = this.#rest.split("\r\n\r\n");
    this.#rest = parts.pop() ?? "";
    return this.#rest.length > LONGEST ? undefined : parts.map(messageOf);
  }
}

function messageOf(text: string): AmiMessage {
  const message = new Map<string, string>();
  for (const line of text.split("\r\n")) {
    const colon = line.indexOf(":");
    const key = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (key !== "" && !message.has(key)) message.set(key, line.slice(colon + 1).trim());
  }
  return message;
}

/** An action as it goes to Asterisk. A line's end within a value would begin another line. */
export function writeAction(fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(([key, value]) => `${key}: ${value.replace(/[\r\n]/g, "")}\r\n`);
  return `${lines.join("")}\r\n`;
}

/** What is told when something has become of a caller: there are rows of it now, or soon. */
const NEWS: ReadonlySet<string> = new Set([
  "cdr",
  "hangup",
  "queuecallerabandon",
  "queuecallerleave",
  "agentcomplete",
  "blindtransfer",
  "attendedtransfer",
]);

/** Whether it is worth looking at the tables because of a message. */
export function isNews(message: AmiMessage): boolean {
  return NEWS.has(message.get("event")?.toLowerCase() ?? "");
}
