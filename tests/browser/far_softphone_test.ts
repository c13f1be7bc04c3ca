/**
 * The phone in a browser far away, in a network that lets no UDP out but to a TURN server: Chromium, router, coturn and box
 * each in a network namespace.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Coturn } from "../interop/coturn.ts";
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
}

interface Hotel {
  /** The secret that the office has; the server's own unless told. */
  readonly told?: string;
  /** By which way the server is reached; by TCP where the network lets no UDP out at all. */
  readonly by?: "udp" | "tcp";
}

function farSoftphone(
  name: string,
  { told = SECRET, by = "udp" }: Hotel,
  run: (stage: Stage) => Promise<void>,
): void {
  realTest(name, ["chromium", "baresip", "turnserver", "ip", "nft", "namespaces"], async () => {
    await using opened = new AsyncDisposableStack();
    const network = opened.adopt(new Network(), (network) => network.remove());
    await layHotelAndBox(network, { letsUdpOut: by === "udp" });
    const login = { secret: SECRET };
    const coturn = opened.adopt(
      await Coturn.start({ host: network.host("turn"), login }),
      (coturn) => coturn.stop(),
    );
    const visit = opened.use(
      await DeskVisit.start({
        host: network.host("box"),
        from: network.host("home"),
        office: `browser_phones: { turn: ["${coturn.address(by)}"], secret: "${told}" }\n`,
        browserFlags: MICROPHONE_FLAGS,
      }),
    );
    await run({ phone: await Softphone.open(visit), coturn });
  });
}

for (const by of ["udp", "tcp"] as const) {
  farSoftphone(`a browser that gets out by ${by} to a TURN server alone calls and is called by it`, { by }, talks);
}

async function talks(stage: Stage): Promise<void> {
  const { phone, coturn } = stage;
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
  assert.match(
    (await phone.page.textContent(".findings"))!,
    /lets phones in browsers in, and carries sound at 192\.0\.2\.9/,
  );
}

farSoftphone(
  "a browser that the TURN server refuses says so, and health does",
  { told: "another one" },
  async (stage) => {
    const { phone } = stage;
    const bob = await phone.desk("102", BOB_HZ, "pcmu");
    await using _ = { [Symbol.asyncDispose]: () => bob.stop() };
    await phone.dial("102");
    await bob.until("CALL_ESTABLISHED");
    const notice = phone.page.locator("[data-notice=no-sound]");
    await notice.waitFor();
    assert.match((await notice.textContent())!, /server that carries sound from outside refuses this phone/);
    await phone.visit.look("softphone-refused");
    await bob.hangUp();
    await phone.untilIdle();
    await phone.visit.goTo("/health");
    assert.match((await phone.page.textContent(".findings"))!, /TURN server "turn:[^"]+" refuses: 401 Unauthorized/);
  },
);
