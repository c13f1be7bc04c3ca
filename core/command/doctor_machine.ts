import type { BoxFacts, Finding } from "./doctor.ts";
import type { DoctorWords } from "./doctor_words.ts";

const MEGABYTE = 1024 * 1024;
/** Below it recordings stop; a day of a busy office needs about this much. */
const LITTLE_DISK = 1024 * MEGABYTE;
/** Below it the record itself is in danger. */
const NO_DISK = 200 * MEGABYTE;
/** Files beside the ports for sound: phones on TCP and TLS, web pages, databases. */
const OTHER_FILES = 1024;

/** Whether the time can be believed: call times, certificates and hours hang on it. */
export function judgeClock(facts: BoxFacts, words: DoctorWords): Finding {
  const { wall, earliest, synchronised } = facts.clock;
  const now = `${new Date(wall).toISOString().slice(0, 19).replace("T", " ")} UTC`;
  const about = "clock";
  if (wall < earliest) {
    return { about, verdict: "bad", text: words.clockBefore(now), advice: words.clockBeforeAdvice };
  }
  if (synchronised === false) {
    return { about, verdict: "warn", text: words.clockAlone(now), advice: words.clockAloneAdvice };
  }
  const tell = synchronised === undefined ? words.clockUnknown : words.clockKept;
  return { about, verdict: "ok", text: tell(now) };
}

/** Whether there is room for the record, voicemail and recordings. */
export function judgeDisk(facts: Pick<BoxFacts, "disk">, words: DoctorWords): Finding {
  const about = "disk";
  if (facts.disk === undefined) {
    return { about, verdict: "warn", text: words.diskUnknown, advice: words.diskUnknownAdvice };
  }
  const { path, freeBytes, totalBytes } = facts.disk;
  const gigabytes = (bytes: number) => words.size((bytes / LITTLE_DISK).toFixed(1), "GiB");
  const free = freeBytes >= LITTLE_DISK
    ? gigabytes(freeBytes)
    : words.size(String(Math.floor(freeBytes / MEGABYTE)), "MiB");
  const text = words.disk(free, gigabytes(totalBytes), path);
  if (freeBytes >= LITTLE_DISK) return { about, verdict: "ok", text };
  return { about, verdict: freeBytes < NO_DISK ? "bad" : "warn", text, advice: words.diskAdvice };
}

/** Whether as many files may be open as the ports for sound could ask for. */
export function judgeFiles(facts: BoxFacts, words: DoctorWords): Finding {
  const about = "open files";
  const { from, to } = facts.settings.rtp;
  const needed = to - from + 1 + OTHER_FILES;
  const allowed = facts.openFiles;
  if (allowed === undefined) {
    return { about, verdict: "warn", text: words.filesUnknown, advice: words.filesUnknownAdvice };
  }
  if (allowed >= needed) return { about, verdict: "ok", text: words.files(allowed) };
  const calls = Math.max(0, Math.floor((allowed - OTHER_FILES) / 4));
  return {
    about,
    verdict: calls < 10 ? "bad" : "warn",
    text: words.fewFiles(allowed, calls),
    advice: words.fewFilesAdvice(needed),
  };
}

/** Whether the data folder can be written, and by nobody else read: it holds the box key. */
export function judgeFolder(facts: BoxFacts, words: DoctorWords): Finding {
  const about = "data";
  const { path, exists, mode, writable } = facts.folder;
  if (!writable) {
    return { about, verdict: "bad", text: words.notWritable(path, exists), advice: words.notWritableAdvice(path) };
  }
  if (!exists) return { about, verdict: "ok", text: words.willBeMade(path) };
  if ((mode & 0o077) === 0) return { about, verdict: "ok", text: words.alone(path) };
  const entered = words.entered(path, (mode & 0o777).toString(8));
  return { about, verdict: "warn", text: entered, advice: words.enteredAdvice(path) };
}
