import type { BoxSettings } from "../../config/mod.ts";
import type { BrowserPhones } from "../../directory/mod.ts";
import type { MailTrust, SmtpSettings } from "../../mail/mod.ts";
import type { Examination, FromDoctor, ToDoctor } from "./examination.ts";

/** Longer than whatever it asks may take to answer. */
const PATIENCE_MS = 30_000;
/** Who looks again at once sees the same. */
const FRESH_MS = 5_000;

/** Who examines the machine away from the thread that carries signalling. */
export interface ApartDoctor {
  examine(): Promise<Examination>;
  /** Ends what is under way, which fails. Stopping twice is quiet. */
  stop(): void;
}

/** What the doctor knows of the box at the time. */
export interface DoctorWorld {
  readonly phones: () => BrowserPhones;
  /** Which mail server is in force, and whether it must be asked. */
  readonly mail: { readonly inForce: () => SmtpSettings | undefined; readonly trust: MailTrust };
  readonly now: () => number;
}

/** Examines the machine in a worker that ends with it; all who ask meanwhile are told the same. */
export function examineApart(
  settings: BoxSettings,
  { phones, mail, now }: DoctorWorld,
): ApartDoctor {
  const stopped = new AbortController();
  let last: { readonly examined: Promise<Examination>; readonly at: number } | undefined;
  let isBusy = false;
  const lookNow = async (): Promise<Examination> => {
    const [server, trusted] = [mail.inForce(), mail.trust.server];
    const examined = await look({ settings, phones: phones(), trusted }, stopped.signal);
    if (server !== undefined && trusted === undefined) mail.trust.note(server, examined.takesMail === true);
    return examined;
  };
  return {
    examine: () => {
      if (last === undefined || (!isBusy && now() - last.at > FRESH_MS)) {
        isBusy = true;
        const examined = lookNow().finally(() => isBusy = false);
        last = { examined, at: now() };
        examined.catch(() => last = undefined);
      }
      return last.examined;
    },
    stop: () => stopped.abort(),
  };
}

async function look(asked: ToDoctor, stopped: AbortSignal): Promise<Examination> {
  const { promise, resolve, reject } = Promise.withResolvers<Examination>();
  const fail = (why: string) => reject(new Error(`Cannot examine the machine: ${why}`));
  const end = () => fail("the box stops");
  if (stopped.aborted) end();
  stopped.addEventListener("abort", end);
  const worker = new Worker(new URL("./doctor_worker.ts", import.meta.url), { type: "module", name: "doctor" });
  worker.onmessage = ({ data }: MessageEvent<FromDoctor>) => {
    if ("examined" in data) resolve(data.examined);
    else fail(data.fault);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    fail(event.message);
  };
  const tooLate = setTimeout(() => fail("it took too long"), PATIENCE_MS);
  // Secrets of the settings are no secret there: it is the same process.
  worker.postMessage(asked);
  try {
    return await promise;
  } finally {
    clearTimeout(tooLate);
    stopped.removeEventListener("abort", end);
    worker.terminate();
  }
}
