import { formatAddress, sentenceOf } from "./core/base/mod.ts";
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
  applyFirst,
  boxDoor,
  calendarsIn,
  controlSocketPath,
  examineSelf,
  JsonLog,
  playDemoLoaded,
  startControl,
  systemWorld,
  trimHeap,
  untilStopped,
} from "./core/command/io/mod.ts";
import { type BoxSettings, formatFault } from "./core/config/mod.ts";
import { buildDirectory } from "./core/directory/mod.ts";
import { Certificates, readAuthorities } from "./core/certificate/io/mod.ts";
import {
  Dns,
  Driver,
  findFlows,
  localAddresses,
  OuterIp,
  reachedBy,
  startTransports,
  SystemChance,
  SystemClock,
  systemTimer,
} from "./core/io/mod.ts";
import { MailTrust } from "./core/mail/mod.ts";
import { mailer, MailServer, postHook } from "./core/mail/io/mod.ts";
import { mdnsOf } from "./core/mdns/io/mod.ts";
import { servicesOf } from "./core/mdns/mod.ts";
import { certificateSeal, eraseIn, mailSeal, openStore, recordingKey } from "./core/store/io/mod.ts";
import { KeyRing } from "./core/store/mod.ts";
import { csvFilesIn, priceListsIn } from "./core/rates/io/mod.ts";
import { Switchboard } from "./core/switchboard/mod.ts";
import { ladderOf, messagesOf, TraceRing } from "./core/trace/mod.ts";
import { FeatureDesks, spawnReader } from "./features/table/io/mod.ts";
import { PLACES, QUEUE_DESK, SCRIPTS } from "./features/table/mod.ts";
import { copyOut, readPlain } from "./media/file/io/mod.ts";
import { startMediaServer } from "./media/server/io/mod.ts";
import { promptSentences, readPromptNames } from "./media/prompts/io/mod.ts";
import { Listener } from "./media/listen/io/mod.ts";
import { Accesses } from "./web/audit/mod.ts";
import { boxRoutes, deskAddress, LazyDesk } from "./web/box/mod.ts";
import { type AskDesk, liveNow } from "./web/api/mod.ts";
import { feedOf } from "./web/live/io/mod.ts";
import { startWeb } from "./web/io/mod.ts";
import { claimPicture, claimUrl, newClaimCode, OwnerResets } from "./web/sign_in/mod.ts";

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
  /** Where a box that is nobody's yet is claimed; undefined once it has an owner. */
  readonly claim: string | undefined;
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
  const store = opening.adopt(await openStore(settings.data, { ...world, spawnReader }), (store) => store.close());

  const mailServer = await MailServer.open(settings, mailSeal(settings.data));
  const trace = new TraceRing(TRACE);
  const directory = buildDirectory(NOBODY, { revision: 0, realm: REALM });
  const { lastSequence } = store;
  const keepAliveMs = 1_000 * settings.sip.keepAliveS;
  const switchboard = new Switchboard({
    chance,
    directory,
    scripts: SCRIPTS,
    places: PLACES,
    queueDesk: QUEUE_DESK,
    lastSequence,
    keepAliveMs,
  });
  const driver = opening.adopt(new Driver({ switchboard, store, trace, ...world }), (driver) => driver.stop());

  const desks = opening.adopt(
    new FeatureDesks({
      log,
      wall: () => clock.wall(),
      store,
      chance,
      onNames: (names) => driver.input({ type: "caller-names", names }),
      ...{ data: settings.data, timer: systemTimer },
      deskAt: () => deskAddress(box),
      seal: () => recordingKey(settings.data),
      post: (posted) => driver.input({ type: "posted", ...posted }),
      standing: (name) => {
        const answer = driver.ask({ type: "webhooks" });
        return answer.type === "webhooks" ? answer.webhooks.find((webhook) => webhook.name === name) : undefined;
      },
    }),
    (desks) => desks.stop(),
  );
  await desks.contacts.load();
  let published = directory;
  const office = new OfficeDesk({
    store: store.office,
    environment: Deno.env.toObject(),
    realm: REALM,
    calendars: () => calendarsIn(settings.data),
    priceLists: () => priceListsIn(settings.data),
    callLists: () => csvFilesIn(settings.data),
    prompts: () => readPromptNames("en"),
    log,
    publish: (directory) => {
      published = directory;
      driver.input({ type: "directory", directory });
      desks.follow(directory);
      store.upkeep.set(directory.history);
      store.reader.goBy(directory.office);
    },
  });
  // Refused or not, the box starts: the desk keeps what is wrong, and tells it.
  await office.load();

  const mdns = opening.adopt(mdnsOf(settings, log), (mdns) => mdns.stop());
  const certificates = opening.adopt(
    new Certificates(settings, {
      ...world,
      sealing: certificateSeal(settings.data),
      reached: () => reachedBy(settings, mdns.name),
    }),
    (certificates) => certificates.stop(),
  );
  await certificates.load();
  const authorities = await readAuthorities(settings.sip.authorities);
  const seal = recordingKey(settings.data);
  const media = opening.adopt(
    await startMediaServer(
      { rtp: { ...settings.rtp, freeLeases: FREE_LEASES }, folder: settings.data, seal },
      { chance, log, onEvent: (event) => driver.input({ type: "media", event }) },
    ),
    (media) => media.close(),
  );
  const dns = new Dns(world);
  const outer = opening.adopt(
    new OuterIp(settings.sip, { dns, chance, log }, () => tellAddresses()),
    (outer) => outer.stop(),
  );
  const transports = opening.adopt(
    await startTransports(
      { ...settings.sip, authorities, ...certificates.asServed },
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
    const addresses = {
      listening,
      sound: media.browserPort(),
      ...(outer.ip === undefined ? {} : { publicIp: outer.ip }),
    };
    driver.input({ type: "addresses", addresses });
  };
  // The owner's own may be of any kind, and nobody looks at this one but by its hash.
  media.show(certificates.own);
  tellAddresses();
  outer.start();
  mailServer.follow((sends) => driver.input({ type: "mail-server", sends }));
  const inForce = () => mailServer.now;
  const trust = new MailTrust({ inForce, now: () => clock.now() });
  const mail = mailer(mailServer, (path) => readPlain(`${settings.data}/${path}`, [seal]), trust);
  await driver.start({
    transports,
    media: (command) => media.command(command),
    erase: eraseIn(settings.data),
    mail,
    hook: (hook, to, at) => desks.takes({ url: to.url, body: hook.body }) ?? postHook(hook, to, at),
    receipt: (receipt) => desks.ended(receipt),
    resolve: (wanted) => findFlows(wanted, { dns, chance, transports }),
  });
  desks.start(await store.notebook.load());

  const figures = () => ({ ...driver.figures(), ...transports.figures(), ...media.figures(), ...desks.figures() });
  const listener = opening.adopt(new Listener({ folder: settings.data, keys: [seal], log }), (each) => each.stop());
  const sentences = promptSentences();
  const keys = await KeyRing.load(store.keys, { clock, chance });
  const claimCode = newClaimCode(chance);
  const resets = new OwnerResets({ accounts: store.accounts, audit: store.audit, clock, chance });
  const self = opening.adopt(
    examineSelf(settings, {
      ...{ phones: () => published.browserPhones, mail: { inForce, trust } },
      ...{ timer: systemTimer, ...world },
    }),
    (self) => self.stop(),
  );
  const boxParts = { settings, certificates, listening: () => listening(), publicIp: () => outer.ip };
  const box = boxDoor({ ...boxParts, found: () => mdns.name, mail, mailServer });
  const accesses = opening.adopt(
    new Accesses({ ...world, audit: store.audit, timer: systemTimer }),
    (accesses) => accesses.stop(),
  );
  const ask: AskDesk = (command) => driver.ask(command);
  /** What people at the desk and programs look at alike. */
  const seen = {
    version: VERSION,
    ...world,
    chance,
    office,
    box,
    ask,
    figures,
    sentences,
    sounds: listener,
    directory: () => published,
    ...self.door,
    logged: () => log.recent,
    reports: desks.reports,
    missed: desks.missed,
    contacts: desks.contacts,
    about: (number: string) => desks.about(number),
    names: (numbers: readonly string[]) => desks.names(numbers),
    numbersCalled: (name: string) => desks.numbersCalled(name),
    trace: (call: string) => ladderOf(trace, call),
  };
  const desk = opening.adopt(
    new LazyDesk(async () =>
      (await import("./web/desk/io/mod.ts")).openDesk({
        ...seen,
        store,
        claimCode,
        resets,
        keys,
        data: settings.data,
        tenants: desks.tenants,
        alerting: desks.alerting,
        onMissed: (listener) => desks.missed.onChange(listener),
        known: (number) => desks.known(number),
        openapi: async () => await (await app.request("/api/v1/openapi.json")).json(),
      })
    ),
    (desk) => desk.stop(),
  );
  const live = opening.adopt(
    feedOf(() => JSON.stringify(liveNow({ ask, clock, contacts: desks.contacts })), store.record),
    (feed) => feed.stop(),
  );
  const app = boxRoutes({
    ...seen,
    openDesk: async () => (await desk.open()).app,
    challenge: (token) => certificates.answer(token),
    reader: store.reader,
    record: store.record,
    audit: store.audit,
    asterisk: desks.asterisk,
    live: (still) => live.open(undefined, still),
    accesses,
    people: async () => (await desk.open()).people,
    alerts: async () => (await desk.open()).alerts(),
    picture: async (url) => (await import("./web/desk/io/mod.ts")).doorPicture(url),
    traced: (call) => messagesOf(trace, call),
    tenants: desks.tenants,
    keyOf: (key) => keys.of(key),
    keys,
    origins: settings.web.origins,
    perMinute: settings.limits.api,
    health: () => ({ status: driver.figures()["draining"] === 1 ? "draining" : "ok", version: VERSION }),
  });
  const { bind, port, tls, short, origins } = settings.web;
  const web = opening.adopt(
    await startWeb(
      { bind, port, tls, short, origins, ...certificates.asServed },
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
  const urlOf = (code: string) => claimUrl(web.listening, code, localAddresses()[0]?.ip);
  const control = boxHandler({
    office,
    ask,
    trace,
    reader: store.reader,
    record: store.record,
    keys,
    resetOwner: async (owner, who) => {
      const reset = await resets.ask(owner, who);
      if (!reset.ok) return reset;
      const url = urlOf(reset.value.code);
      return { ok: true, value: { ...reset.value, ...url === undefined ? {} : { url } } };
    },
    missed: desks.own,
    clock,
    reports: desks.reports,
    data: settings.data,
    listening,
    publicIp: () => outer.ip,
    figures,
  });
  opening.adopt(
    await startControl(controlSocketPath(settings.data), (request) => answerControl(control, request), log),
    (server) => server.close(),
  );
  certificates.keep(async () => {
    const { served } = certificates;
    if (served !== undefined) {
      await transports.renewCertificate(served);
      await web.renewCertificate(served);
    }
    media.show(certificates.own);
    tellAddresses();
  });
  mdns.start({ services: () => servicesOf(web.listening), onName: () => certificates.lookSoon() });
  const reload = async () => {
    const outcome = await office.load();
    if (outcome?.ok === false) throw new Error([outcome.text, ...outcome.faults.map(formatFault)].join("\n"));
    await certificates.look();
  };
  // A box without a battery for its clock makes its certificate once the time is known.
  driver.onClockSet(() => {
    desks.look();
    return certificates.look();
  });
  const isClaimed = (await store.accounts.all()).length > 0;
  const claim = isClaimed ? undefined : urlOf(claimCode);
  if (claim !== undefined) log.write({ level: "warn", text: "The box is nobody's yet: claim it", facts: { claim } });
  const opened = opening.move();
  return { control, driver, log, claim, listening, reload, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

/** Runs a box until it is told to stop. */
async function serve(settings: BoxSettings, command: CommandOf<"serve">): Promise<ExitCode> {
  try {
    await using box = await startBox(settings);
    if (command.office !== undefined) await applyFirst(box.control, command.office);
    trimHeap();
    const listening = box.listening();
    const facts = { version: VERSION, listening: listening.join(", ") };
    box.log.write({ level: "info", text: "The box is ready", facts });
    // Listening for signals comes first: whoever reads "ready" may ask us to stop at once.
    const stopped = untilStopped({ driver: box.driver, log: box.log, graceS: settings.graceS, reload: box.reload });
    console.log(JSON.stringify({ event: "ready", version: VERSION, pid: Deno.pid, listening, claim: box.claim }));
    // Programs read lines of JSON there; whoever sits before it has a phone in his hand.
    if (box.claim !== undefined && Deno.stdout.isTerminal()) console.log(await claimPicture(box.claim));
    await stopped;
    return 0;
  } catch (error) {
    console.error(sentenceOf(error));
    return 1;
  }
}

Deno.exit(
  await runCommand(
    Deno.args,
    systemWorld({
      serve,
      demo: (command) => playDemoLoaded(startBox, command),
      replayMissed: async (...wanted) => (await import("./features/missed/mod.ts")).replayMissed(...wanted),
      copyRecording: (data, path, to) => copyOut(`${data}/${path}`, to, [recordingKey(data)]),
    }),
  ),
);
