/**
 * The phone in a browser far away, in a network that lets no UDP out but to a TURN server: Chromium, router, coturn and box
 * each in a network namespace.
 *
 * @module
 */
import assert from "node:assert/strict";
import { createHash, X509Certificate } from "node:crypto";
import { certificateFor } from "../interop/certificates.ts";
import { Coturn, type CoturnTransport } from "../interop/coturn.ts";
import { layHotelAndBox } from "../interop/far_home.ts";
import { Network } from "../interop/host.ts";
import { realTest } from "../interop/tool.ts";
import { DeskVisit } from "./chromium.ts";
import { ANA_HZ, MICROPHONE_FLAGS, Softphone } from "./softphone.ts";

const SECRET = "what the server and the box know";
const BOB_HZ = 660;

interface Stage {
  readonly phone: Softphone;
  readonly coturn: Coturn;
  readonly by: CoturnTransport;
}

interface Hotel {
  /** The secret that the office has; the server's own unless told. */
  readonly told?: string;
  /** By which way the server is reached; by TCP and TLS where the network lets no UDP out at all. */
  readonly by?: CoturnTransport;
  /** Whether the browser trusts the server's certificate; it does unless told. */
  readonly isTrusted?: boolean;
}

/** Has Chromium take this certificate alone for one that somebody vouches for. */
function vouchFor(certPem: string): string {
  const key = new X509Certificate(certPem).publicKey.export({ type: "spki", format: "der" });
  return `--ignore-certificate-errors-spki-list=${createHash("sha256").update(key).digest("base64")}`;
}

function farSoftphone(
  name: string,
  { told = SECRET, by = "udp", isTrusted = true }: Hotel,
  run: (stage: Stage) => Promise<void>,
): void {
  realTest(name, ["chromium", "baresip", "turnserver", "ip", "nft", "namespaces"], async () => {
    await using opened = new AsyncDisposableStack();
    const network = opened.adopt(new Network(), (network) => network.remove());
    await layHotelAndBox(network, { letsUdpOut: by === "udp" });
    const host = network.host("turn");
    const certificate = await certificateFor(host.ip);
    const coturn = opened.adopt(
      await Coturn.start({ host, login: { secret: SECRET }, certificate }),
      (coturn) => coturn.stop(),
    );
    const visit = opened.use(
      await DeskVisit.start({
        host: network.host("box"),
        from: network.host("home"),
        office: `browser_phones: { turn: ["${coturn.address(by)}"], secret: "${told}" }\n`,
        browserFlags: [...MICROPHONE_FLAGS, ...isTrusted ? [vouchFor(certificate.certPem)] : []],
      }),
    );
    await run({ phone: await Softphone.open(visit), coturn, by });
  });
}

for (const by of ["udp", "tcp", "tls"] as const) {
  farSoftphone(`a browser that gets out by ${by} to a TURN server alone calls and is called by it`, { by }, talks);
}

async function talks(stage: Stage): Promise<void> {
  const { phone, coturn, by } = stage;
  const { visit, visit: { box } } = phone;
  const bob = await phone.desk("102", BOB_HZ, "pcmu");
  await using _ = { [Symbol.asyncDispose]: () => bob.stop() };
  await phone.dial("102");
  await phone.hears(BOB_HZ);
  await bob.hears(ANA_HZ);
  await bob.hangUp();
  await phone.untilIdle();
  await bob.dial(box.uri("101"));
  await phone.until("ringing");
  await phone.press("Answer");
  await phone.hears(BOB_HZ);
  await bob.hears(ANA_HZ, 2);
  await phone.press("Hang up");
  await phone.untilIdle();
  assert.equal(await phone.page.locator("[data-notice]").count(), 0);
  // The login was Ana's own, until some time.
  assert.match(coturn.log, /user <\d{10}:101>.*allocated|username=<\d{10}:101>/);
  await box.untilEmpty();

  await visit.goTo("/health");
  // The box was not told to vouch for the server's certificate, as the browser was.
  const told = by === "tls"
    ? /does not answer.* for turns:, its certificate/
    : /lets phones in .*sound at 192\.0\.2\.9/;
  assert.match((await phone.page.textContent(".findings"))!, told);
}

/** In a call that nobody hears, as the TURN server lets no sound through. */
async function phoneSays(phone: Softphone, what: RegExp): Promise<void> {
  const bob = await phone.desk("102", BOB_HZ, "pcmu");
  await using _ = { [Symbol.asyncDispose]: () => bob.stop() };
  await phone.dial("102");
  await bob.until("CALL_ESTABLISHED");
  const notice = phone.page.locator("[data-notice=no-sound]");
  await notice.waitFor();
  assert.match((await notice.textContent())!, what);
  await phone.visit.look("softphone-silent");
  await bob.hangUp();
  await phone.untilIdle();
}

farSoftphone(
  "a browser that the TURN server refuses says so, and health does",
  { told: "another one" },
  async (stage) => {
    const { phone } = stage;
    await phoneSays(phone, /server that carries sound from outside refuses this phone/);
    await phone.visit.goTo("/health");
    assert.match((await phone.page.textContent(".findings"))!, /TURN server "turn:[^"]+" refuses: 401 Unauthorized/);
  },
);

farSoftphone(
  "a browser gives its login and its sound to no TURN server by TLS that nobody vouches for, and says that none is heard",
  { by: "tls", isTrusted: false },
  async ({ phone, coturn }) => {
    await phoneSays(phone, /No sound gets through to the box from here/);
    assert.match(coturn.log, /tcp or tls connected to/);
    assert.doesNotMatch(coturn.log, /\d{10}:101/);
  },
);
