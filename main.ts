import { formatAddress } from "./core/base/mod.ts";
import {
  answerControl,
  boxHandler,
  type CommandOf,
  type ExitCode,
  OfficeDesk,
  runCommand,
} from "./core/command/mod.ts";
import { controlSocketPath, JsonLog, startControl, systemWorld } from "./core/command/io/mod.ts";
import { type BoxSettings, formatFault } from "./core/config/mod.ts";
import { buildDirectory } from "./core/directory/mod.ts";
import {
  boxCertificate,
  Driver,
  localAddresses,
  readCertificate,
  startTransports,
  SystemChance,
  SystemClock,
} from "./core/io/mod.ts";
import { openStore } from "./core/store/io/mod.ts";
import { type ScriptTable, Switchboard } from "./core/switchboard/mod.ts";
import { TraceRing } from "./core/trace/mod.ts";
import { ECHO_TEST_CODE, reachEchoTest } from "./features/echo_test/mod.ts";
import { reachExtension } from "./features/extension/mod.ts";
import { startMediaPlane } from "./media/io/mod.ts";

/** The digest realm: it is part of every stored key, so it never changes. */
const REALM = "kontor";
/** What `kontor trace` can look back on: some hundred calls. */
const TRACE = { limitBytes: 4 * 1024 * 1024, limitMessages: 8_192 };
/** Which script brings a caller to which kind of destination. */
const SCRIPTS: ScriptTable = { "extension": reachExtension, "echo-test": reachEchoTest };
const CODES = new Map([[ECHO_TEST_CODE, { kind: "echo-test", id: "" }]]);
const NOBODY = { office: { name: "", country: "US", timeZone: "UTC", language: "en" }, extensions: [] };

/** A box that runs. */
interface Box extends AsyncDisposable {
  readonly office: OfficeDesk;
  readonly driver: Driver;
  readonly log: JsonLog;
  readonly listening: readonly string[];
}

/** Builds every part, connects them, starts them. What was opened is closed in the opposite order. */
async function startBox(settings: BoxSettings, environment: Readonly<Record<string, string>>): Promise<Box> {
  await using opening = new AsyncDisposableStack();
  const [clock, chance] = [new SystemClock(), new SystemChance()];
  const log = opening.adopt(new JsonLog({ level: settings.log.level, wall: () => clock.wall() }), (log) => log.close());
  const world = { log, clock };
  const store = opening.adopt(await openStore(settings.data, world), (store) => store.close());

  const trace = new TraceRing(TRACE);
  const directory = buildDirectory(NOBODY, { revision: 0, realm: REALM });
  const { lastSequence } = store;
  const switchboard = new Switchboard({ chance, directory, scripts: SCRIPTS, codes: CODES, lastSequence });
  const driver = new Driver({ switchboard, store, trace, ...world });
  opening.defer(() => driver.stop());

  const office = new OfficeDesk({
    store: store.office,
    environment,
    realm: REALM,
    publish: (directory) => driver.input({ type: "directory", directory }),
  });
  const stored = await office.load();
  if (stored?.ok === false) throw new Error([stored.text, ...stored.faults.map(formatFault)].join("\n"));

  const { certificate: certPath, key } = settings.web;
  const certificate = certPath !== undefined && key !== undefined
    ? await readCertificate(certPath, key)
    : await boxCertificate(settings.data, { ...world, hostname: Deno.hostname(), locals: localAddresses() });
  const media = opening.adopt(
    await startMediaPlane(settings.rtp, (event) => driver.input({ type: "media", event }), log),
    (media) => media.close(),
  );
  const transports = opening.adopt(
    await startTransports({ ...settings.sip, ...(certificate === undefined ? {} : { certificate }) }, world, {
      message: (flow, bytes) => driver.input({ type: "wire", flow, bytes }),
      closed: (flow) => driver.input({ type: "flow-closed", flow }),
      unsent: (flow, text) => driver.input({ type: "unsent", flow, text }),
      addresses: (listening) => driver.input({ type: "addresses", addresses: { listening } }),
    }),
    (transports) => transports.stop(),
  );
  driver.input({ type: "addresses", addresses: { listening: transports.listening } });
  await driver.start({ transports, media: (command) => media.command(command) });
  const listening = () =>
    transports.listening.map(({ transport, address }) => `${transport} ${formatAddress(address)}`);
  const handler = boxHandler({
    office,
    ask: (command) => driver.ask(command),
    trace,
    clock,
    data: settings.data,
    listening,
    publicIp: () => undefined,
    figures: () => ({ ...driver.figures(), ...transports.figures(), ...media.figures() }),
  });
  opening.adopt(
    await startControl(controlSocketPath(settings.data), (request) => answerControl(handler, request), log),
    (control) => control.close(),
  );
  const opened = opening.move();
  return { office, driver, log, listening: listening(), [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

/** Runs a box until SIGTERM or SIGINT. */
async function serve(settings: BoxSettings, command: CommandOf<"serve">): Promise<ExitCode> {
  const environment = Deno.env.toObject();
  await using box = await startBox(settings, environment);
  if (command.office !== undefined) {
    const text = await Deno.readTextFile(command.office);
    const outcome = await box.office.apply(text, { fileName: command.office, who: "serve --office" });
    if (!outcome.ok) {
      console.error([...outcome.faults.map(formatFault), outcome.text].join("\n"));
      return 1;
    }
  }
  console.log(JSON.stringify({ event: "ready", listening: box.listening }));
  await new Promise<void>((resolve) => {
    Deno.addSignalListener("SIGTERM", resolve);
    Deno.addSignalListener("SIGINT", resolve);
  });
  return 0;
}

Deno.exit(await runCommand(Deno.args, systemWorld({ serve, demo: () => Promise.resolve(1) })));
