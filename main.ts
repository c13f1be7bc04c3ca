import { formatAddress } from "./core/base/mod.ts";
import {
  answerControl,
  boxHandler,
  type CommandOf,
  type ControlHandler,
  type ExitCode,
  OfficeDesk,
  runCommand,
  VERSION,
} from "./core/command/mod.ts";
import {
  calendarsIn,
  controlSocketPath,
  DEMO_OFFICE,
  JsonLog,
  playDemo,
  startControl,
  systemWorld,
  untilStopped,
} from "./core/command/io/mod.ts";
import { BOX_DEFAULTS, type BoxSettings, formatFault } from "./core/config/mod.ts";
import { buildDirectory } from "./core/directory/mod.ts";
import {
  boxCertificate,
  Dns,
  Driver,
  findFlows,
  localAddresses,
  OuterIp,
  readAuthorities,
  readCertificate,
  startTransports,
  SystemChance,
  SystemClock,
} from "./core/io/mod.ts";
import { postHook, sendMail } from "./core/mail/io/mod.ts";
import type { Mail, MailOutcome } from "./core/mail/mod.ts";
import { eraseIn, openStore, recordingKey } from "./core/store/io/mod.ts";
import { KeyRing } from "./core/store/mod.ts";
import { priceListsIn } from "./core/rates/io/mod.ts";
import { Switchboard } from "./core/switchboard/mod.ts";
import { TraceRing } from "./core/trace/mod.ts";
import { ForeignDesk } from "./features/missed/io/mod.ts";
import { replayMissed } from "./features/missed/mod.ts";
import { PLACES, SCRIPTS } from "./features/table/mod.ts";
import { copyPlain, readPlain } from "./media/file/io/mod.ts";
import { startMediaPlane } from "./media/io/mod.ts";
import { readPromptNames } from "./media/prompts/io/mod.ts";
import { startPlayer } from "./media/reel/io/mod.ts";
import { SoundDesk } from "./media/play/mod.ts";
import { startRecorder } from "./media/record/io/mod.ts";
import { RecordingDesk } from "./media/record/mod.ts";
import { TapReader } from "./media/tap/mod.ts";
import { boxRoutes } from "./web/api/mod.ts";
import { startWeb } from "./web/io/mod.ts";

/** The digest realm: it is part of every stored key, so it never changes. */
const REALM = "kontor";
/** What `kontor trace` can look back on: some hundred calls. */
const TRACE = { limitBytes: 4 * 1024 * 1024, limitMessages: 8_192 };
/** RTP ports in hand: 400 calls a second take them for 0.6 s before the engine must have looked. */
const FREE_LEASES = 512;
/** Who exists before the first office file was applied. */
const NOBODY = { office: { name: "", country: "US", timeZone: "UTC", language: "en" }, extensions: [] };

/** A box that runs. */
interface Box extends AsyncDisposable {
  readonly control: ControlHandler;
  readonly driver: Driver;
  readonly log: JsonLog;
  /** `udp 192.0.2.1:5060` */
  listening(): readonly string[];
  /** Takes the office and the certificate as they are now. */
  reload(): Promise<void>;
}

/** Builds every part, connects them, starts them. What was opened is closed in the opposite order. */
async function startBox(settings: BoxSettings): Promise<Box> {
  await using opening = new AsyncDisposableStack();
  const [clock, chance] = [new SystemClock(), new SystemChance()];
  const log = opening.adopt(new JsonLog({ level: settings.log.level, wall: () => clock.wall() }), (log) => log.close());
  const world = { log, clock };
  const store = opening.adopt(await openStore(settings.data, world), (store) => store.close());

  const trace = new TraceRing(TRACE);
  const directory = buildDirectory(NOBODY, { revision: 0, realm: REALM });
  const { lastSequence } = store;
  const keepAliveMs = 1_000 * settings.sip.keepAliveS;
  const switchboard = new Switchboard({
    chance,
    directory,
    scripts: SCRIPTS,
    places: PLACES,
    lastSequence,
    keepAliveMs,
    sendsMail: settings.smtp !== undefined,
  });
  const driver = opening.adopt(new Driver({ switchboard, store, trace, ...world }), (driver) => driver.stop());

  const foreign = opening.adopt(new ForeignDesk({ log }), (foreign) => foreign.stop());
  const office = new OfficeDesk({
    store: store.office,
    environment: Deno.env.toObject(),
    realm: REALM,
    calendar: calendarsIn(settings.data),
    priceLists: () => priceListsIn(settings.data),
    prompts: () => readPromptNames("en"),
    log,
    publish: (directory) => {
      driver.input({ type: "directory", directory });
      foreign.follow(directory.pbx, directory.office);
    },
  });
  const loadOffice = async () => {
    const outcome = await office.load();
    if (outcome?.ok === false) throw new Error([outcome.text, ...outcome.faults.map(formatFault)].join("\n"));
  };
  await loadOffice();

  const certificate = await certificateOf(settings, world);
  const trusted = settings.sip.authorities;
  const authorities = trusted === undefined ? [] : [await readAuthorities(trusted)];
  const media = opening.adopt(
    await startMediaPlane(
      { ...settings.rtp, freeLeases: FREE_LEASES },
      (event) => recordings.event(event),
      log,
    ),
    (media) => media.close(),
  );
  const seal = recordingKey(settings.data);
  const own = {
    filesFolder: settings.data,
    promptsFolder: `${settings.data}/prompts`,
    musicFolder: `${settings.data}/music`,
    keys: [seal],
  };
  const player = opening.adopt(
    startPlayer({ memory: media.plays, log, ...own }, () => {}),
    (player) => player.stop(),
  );
  const sound = new SoundDesk({
    engine: (command) => media.command(command),
    player,
    onEvent: (event) => driver.input({ type: "media", event }),
    log,
  });
  const recorder = opening.adopt(
    startRecorder({ taps: media.taps, log }, (event) => recordings.recorded(event)),
    (recorder) => recorder.close(),
  );
  const recordings = new RecordingDesk({
    engine: (command) => sound.command(command),
    recorder,
    position: (ring) => TapReader.position(media.taps, ring),
    folder: settings.data,
    seal,
    onEvent: (event) => sound.event(event),
    log,
  });
  const dns = new Dns(world);
  const outer = opening.adopt(
    new OuterIp(settings.sip, { dns, chance, log }, () => tellAddresses()),
    (outer) => outer.stop(),
  );
  const transports = opening.adopt(
    await startTransports(
      { ...settings.sip, authorities, ...(certificate === undefined ? {} : { certificate }) },
      world,
      {
        message: (flow, bytes) => driver.input({ type: "wire", flow, bytes }),
        closed: (flow) => driver.input({ type: "flow-closed", flow }),
        unsent: (flow, text) => driver.input({ type: "unsent", flow, text }),
        addresses: () => tellAddresses(),
      },
    ),
    (transports) => transports.stop(),
  );
  const tellAddresses = () => {
    const { listening } = transports;
    const addresses = outer.ip === undefined ? { listening } : { listening, publicIp: outer.ip };
    driver.input({ type: "addresses", addresses });
  };
  tellAddresses();
  outer.start();
  const read = (path: string) => readPlain(`${settings.data}/${path}`, [seal]);
  const mail = (mail: Mail): Promise<MailOutcome> =>
    settings.smtp === undefined
      ? Promise.resolve({ came: "later", why: "kontor.yml names no mail server (smtp)" })
      : sendMail(mail, settings.smtp, read);
  await driver.start({
    transports,
    media: (command) => recordings.command(command),
    erase: eraseIn(settings.data),
    mail,
    hook: postHook,
    resolve: (wanted) => findFlows(wanted, { dns, chance, transports }),
  });

  const figures = () => ({ ...driver.figures(), ...transports.figures(), ...media.figures(), ...foreign.figures() });
  const keys = await KeyRing.load(store.keys, { clock, chance });
  const app = boxRoutes({
    version: VERSION,
    reader: store.reader,
    record: store.record,
    keyOf: (key) => keys.of(key),
    health: () => ({ status: driver.figures()["draining"] === 1 ? "draining" : "ok", version: VERSION }),
    figures,
  });
  const { bind, port, tls } = settings.web;
  const web = opening.adopt(
    await startWeb(
      { bind, port, tls, ...(certificate === undefined ? {} : { certificate }) },
      app,
      (socket, ends) => transports.adoptWebSocket(socket, ends),
      { log },
    ),
    (web) => web.stop(),
  );
  const listening = () => [
    ...transports.listening.map(({ transport, address }) => `${transport} ${formatAddress(address)}`),
    ...web.listening.map(({ scheme, address }) => `${scheme} ${formatAddress(address)}`),
  ];
  const control = boxHandler({
    office,
    ask: (command) => driver.ask(command),
    trace,
    reader: store.reader,
    keys,
    clock,
    data: settings.data,
    listening,
    publicIp: () => outer.ip,
    figures,
  });
  opening.adopt(
    await startControl(controlSocketPath(settings.data), (request) => answerControl(control, request), log),
    (server) => server.close(),
  );
  const renewCertificate = async () => {
    const renewed = await certificateOf(settings, world);
    if (renewed === undefined) return;
    await transports.renewCertificate(renewed);
    await web.renewCertificate(renewed);
  };
  const reload = async () => {
    await loadOffice();
    await renewCertificate();
  };
  // A box without a battery for its clock makes its certificate once the time is known.
  driver.onClockSet(renewCertificate);
  const opened = opening.move();
  return { control, driver, log, listening, reload, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

function certificateOf(
  settings: BoxSettings,
  world: { log: JsonLog; clock: SystemClock },
): ReturnType<typeof boxCertificate> {
  const { certificate, key } = settings.web;
  if (certificate !== undefined && key !== undefined) return readCertificate(certificate, key);
  return boxCertificate(settings.data, { ...world, hostname: Deno.hostname(), locals: localAddresses() });
}

/** Runs a box until it is told to stop. */
async function serve(settings: BoxSettings, command: CommandOf<"serve">): Promise<ExitCode> {
  try {
    await using box = await startBox(settings);
    if (command.office !== undefined) await applyFirst(box, command.office);
    const listening = box.listening();
    const facts = { version: VERSION, listening: listening.join(", ") };
    box.log.write({ level: "info", text: "The box is ready", facts });
    // Listening for signals comes first: whoever reads "ready" may ask us to stop at once.
    const stopped = untilStopped({ driver: box.driver, log: box.log, graceS: settings.graceS, reload: box.reload });
    console.log(JSON.stringify({ event: "ready", version: VERSION, pid: Deno.pid, listening }));
    await stopped;
    return 0;
  } catch (error) {
    // A taken port or a wrong file is told in one sentence; what only we can mend keeps its stack.
    if (!(error instanceof Error) || error instanceof TypeError || error instanceof ReferenceError) throw error;
    console.error(error.message);
    return 1;
  }
}

/** Applies `--office`; throws with every fault when it cannot be. */
async function applyFirst(box: Box, path: string): Promise<void> {
  const text = await Deno.readTextFile(path).catch((error) => {
    throw new Error(`Cannot read office file "${path}": ${error instanceof Error ? error.message : error}`);
  });
  const applied = await box.control.apply(text, { fileName: path, who: "serve --office" });
  if (!applied.ok) throw new Error([...applied.faults.map(formatFault), applied.text].join("\n"));
}

/** Starts a box in a temporary folder, on loopback, and lets two phones talk. */
async function demo(command: CommandOf<"demo">): Promise<ExitCode> {
  const data = await Deno.makeTempDir({ prefix: "kontor-demo-" });
  try {
    const bind = ["127.0.0.1"];
    await using box = await startBox({
      ...BOX_DEFAULTS,
      data,
      sip: { ...BOX_DEFAULTS.sip, bind, udp: 0, tcp: false, tls: false },
      rtp: { bind, from: 20_000, to: 20_999 },
      web: { bind, port: false, tls: false },
      log: { level: "warn" },
    });
    return await playDemo(box, { office: DEMO_OFFICE, json: command.json });
  } finally {
    await Deno.remove(data, { recursive: true });
  }
}

/** Writes a recording into a file for its owner; gives why it cannot. */
function copyRecording(data: string, path: string, to: string): string | undefined {
  try {
    copyPlain(`${data}/${path}`, to, [recordingKey(data)]);
    return undefined;
  } catch (error) {
    if (!(error instanceof Error) || error instanceof TypeError || error instanceof ReferenceError) throw error;
    return error.message;
  }
}

Deno.exit(await runCommand(Deno.args, systemWorld({ serve, demo, replayMissed, copyRecording })));
