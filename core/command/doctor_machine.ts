import type { BoxFacts, Finding } from "./doctor.ts";

const MEGABYTE = 1024 * 1024;
/** Below it recordings stop; a day of a busy office needs about this much. */
const LITTLE_DISK = 1024 * MEGABYTE;
/** Below it the record itself is in danger. */
const NO_DISK = 200 * MEGABYTE;
/** Files beside the ports for sound: phones on TCP and TLS, web pages, databases. */
const OTHER_FILES = 1024;

/** Whether the time can be believed: call times, certificates and hours hang on it. */
export function judgeClock(facts: BoxFacts): Finding {
  const { wall, earliest, synchronised } = facts.clock;
  const now = new Date(wall).toISOString();
  const about = "clock";
  if (wall < earliest) {
    return {
      about,
      verdict: "bad",
      text: `The clock says ${now}, which is before this version was made`,
      advice: 'Set it with "timedatectl set-ntp true", and replace the battery if it is wrong after every start',
    };
  }
  if (synchronised === false) {
    return {
      about,
      verdict: "warn",
      text: `The clock says ${now}, but no time server confirms it`,
      advice: 'Switch time keeping on with "timedatectl set-ntp true"',
    };
  }
  const by = synchronised === undefined
    ? "; whether a time server keeps it is not known here"
    : ", kept by a time server";
  return { about, verdict: "ok", text: `The clock says ${now}${by}` };
}

/** Whether there is room for the record, voicemail and recordings. */
export function judgeDisk(facts: BoxFacts): Finding {
  const about = "disk";
  if (facts.disk === undefined) {
    return {
      about,
      verdict: "warn",
      text: "How much room the disk has is not known here",
      advice: 'Look with "df -h"',
    };
  }
  const { path, freeBytes, totalBytes } = facts.disk;
  const free = freeBytes >= LITTLE_DISK
    ? `${(freeBytes / LITTLE_DISK).toFixed(1)} GiB`
    : `${Math.floor(freeBytes / MEGABYTE)} MiB`;
  const text = `${free} of ${(totalBytes / LITTLE_DISK).toFixed(1)} GiB are free for ${path}`;
  if (freeBytes >= LITTLE_DISK) return { about, verdict: "ok", text };
  return {
    about,
    verdict: freeBytes < NO_DISK ? "bad" : "warn",
    text,
    advice: "Make room: recordings stop first, then voicemail; the record of calls is kept to the last",
  };
}

/** Whether as many files may be open as the ports for sound could ask for. */
export function judgeFiles(facts: BoxFacts): Finding {
  const about = "open files";
  const { from, to } = facts.settings.rtp;
  const needed = to - from + 1 + OTHER_FILES;
  const allowed = facts.openFiles;
  if (allowed === undefined) {
    return {
      about,
      verdict: "warn",
      text: "How many files may be open is not known here",
      advice: 'Look with "ulimit -n"',
    };
  }
  if (allowed >= needed) return { about, verdict: "ok", text: `${allowed} files may be open` };
  const calls = Math.max(0, Math.floor((allowed - OTHER_FILES) / 4));
  return {
    about,
    verdict: calls < 10 ? "bad" : "warn",
    text: `${allowed} files may be open, which is enough for about ${calls} calls`,
    advice: `Write LimitNOFILE=${needed} into the service, or "ulimit -n ${needed}" before the start`,
  };
}

/** Whether the data folder can be written, and by nobody else read: it holds the box key. */
export function judgeFolder(facts: BoxFacts): Finding {
  const about = "data";
  const { path, exists, mode, writable } = facts.folder;
  if (!writable) {
    return {
      about,
      verdict: "bad",
      text: exists ? `"${path}" cannot be written by this user` : `"${path}" cannot be made by this user`,
      advice: `Give it to the user that runs the box: "chown USER ${path}", or set data to another folder`,
    };
  }
  if (!exists) return { about, verdict: "ok", text: `"${path}" will be made at the first start` };
  if ((mode & 0o077) === 0) return { about, verdict: "ok", text: `"${path}" is this user's alone` };
  return {
    about,
    verdict: "warn",
    text: `"${path}" can be entered by other users of this machine (mode ${(mode & 0o777).toString(8)})`,
    advice: `Close it: "chmod 700 ${path}"`,
  };
}
