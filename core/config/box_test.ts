import assert from "node:assert/strict";
import { BOX_DEFAULTS, type BoxSettings, readBox } from "./box.ts";
import { formatFault } from "./fault.ts";

function read(text: string, environment: Readonly<Record<string, string>> = {}): BoxSettings {
  const judged = readBox(text, { fileName: "kontor.yml", environment });
  if (!judged.ok) throw new Error(judged.faults.map(formatFault).join("\n"));
  return judged.value;
}

function faultsOf(text: string, environment: Readonly<Record<string, string>> = {}): readonly string[] {
  const judged = readBox(text, { fileName: "kontor.yml", environment });
  assert.ok(!judged.ok, "expected faults");
  return judged.faults.map(formatFault);
}

const EXAMPLE = `# kontor.yml: the box. Every key is optional
data: ./data
sip: { bind: 0.0.0.0, udp: 5060, tcp: 5060, tls: 5061, advertise: auto }
rtp: { bind: 0.0.0.0, from: 10000, to: 20000 }
web: { bind: 0.0.0.0, port: 8080, tls: 8443 }
log: { level: info }
`;

Deno.test("the documented file says what holds without a file", () => {
  assert.deepEqual(read(EXAMPLE), BOX_DEFAULTS);
  for (const nothing of ["", "\n\n", "# nothing yet\n", "{}"]) assert.deepEqual(read(nothing), BOX_DEFAULTS);
});

Deno.test("a mail server is named whole, or not at all", () => {
  const { smtp } = read(
    "smtp: { host: mail.example.com, user: phones, password: '${SMTP}', from: phones@example.com }",
    {
      SMTP: "s3cret",
    },
  );
  assert.deepEqual(smtp, {
    host: "mail.example.com",
    port: 587,
    tls: "starttls",
    user: "phones",
    password: "s3cret",
    from: "phones@example.com",
  });
  assert.deepEqual(faultsOf("smtp: { host: 'mail:25', from: phones }"), [
    'kontor.yml:1:15 smtp.host: "mail:25" is not a host',
    'kontor.yml:1:32 smtp.from: "phones" is not an e-mail address',
  ]);
});

Deno.test("every key can be set, one address or several, IPv4 and IPv6", () => {
  const box = read(`
data: /var/lib/kontor
sip: { bind: [192.0.2.7, "2001:db8::7"], udp: 5070, tcp: false, tls: 5071, advertise: 198.51.100.9, stun: "stun.example.org:3478", keep_alive: 15 }
rtp:
  bind: "::"
  from: 30000
  to: 30999
web: { bind: 127.0.0.1, port: false, tls: 443, certificate: /etc/kontor/cert.pem, key: /etc/kontor/key.pem }
log: { level: debug }
grace: 5
`);
  assert.deepEqual(box, {
    data: "/var/lib/kontor",
    sip: {
      bind: ["192.0.2.7", "2001:db8::7"],
      udp: 5070,
      tcp: false,
      tls: 5071,
      advertise: "198.51.100.9",
      keepAliveS: 15,
      stun: "stun.example.org:3478",
    },
    rtp: { bind: ["::"], from: 30000, to: 30999 },
    web: {
      bind: ["127.0.0.1"],
      port: false,
      tls: 443,
      certificate: "/etc/kontor/cert.pem",
      key: "/etc/kontor/key.pem",
    },
    log: { level: "debug" },
    graceS: 5,
  });
  assert.ok(Object.isFrozen(box) && Object.isFrozen(box.sip));
});

Deno.test("values come out of the environment, as texts and as ports", () => {
  const box = read('data: ${HOME}/kontor\nsip:\n  udp: ${PORT}\n  tcp: "${OFF}"\n', {
    HOME: "/srv",
    PORT: "5090",
    OFF: "false",
  });
  assert.equal(box.data, "/srv/kontor");
  assert.equal(box.sip.udp, 5090);
  assert.equal(box.sip.tcp, false);
});

Deno.test("all faults are told at once, each with its line", () => {
  assert.deepEqual(
    faultsOf(`sip:
  bind: 300.1.1.1
  udp: 70000
  tpc: 5060
  advertise: office.example
rtp: { from: 10001, to: 10002 }
web: { certificate: /a.pem }
log: { level: loud }
grace: -1
`),
    [
      'kontor.yml:2:9 sip.bind: "300.1.1.1" is not an IP address',
      "kontor.yml:3:8 sip.udp: 70000 is not a whole number from 1 to 65535",
      'kontor.yml:4:3 sip.tpc: "tpc" is not known here: did you mean "tcp"?',
      'kontor.yml:5:14 sip.advertise: "office.example" is not an IP address, and not "auto"',
      'kontor.yml:8:15 log.level: "loud" is not one of "debug", "info", "warn", "error"',
      "kontor.yml:9:8 grace: -1 is not a whole number from 0 to 3600 seconds",
    ],
  );
});

const CROSS_FAULTS: readonly [string, string, readonly string[]][] = [
  ["an odd first port", "rtp: { from: 10001 }", [
    "kontor.yml:1:14 rtp.from: 10001 is odd: RTP takes the even port, RTCP the one above",
  ]],
  ["too few ports for a call", "rtp: { from: 10000, to: 10002 }", [
    "kontor.yml:1:25 rtp.to: 10002 leaves no room for one call above 10000: a call needs 4 ports",
  ]],
  ["a certificate without its key", "web: { certificate: /a.pem }", [
    "kontor.yml:1:6 web.key: is missing: the certificate needs its key",
  ]],
  ["one port for two listeners", "sip: { tcp: 8080, tls: 8443 }", [
    "kontor.yml:1:1 web.port: 8080 is taken already by sip.tcp",
    "kontor.yml:1:1 web.tls: 8443 is taken already by sip.tls",
  ]],
  ["SIP among the ports for sound", "sip:\n  udp: 12000", [
    "kontor.yml:1:1 rtp.from: 10000 to 20000 is taken already by sip.udp",
  ]],
  ["nothing in the environment", "data: ${NOWHERE}/x", [
    'kontor.yml:1:7 data: the environment of the box has no "NOWHERE"',
  ]],
];
for (const [what, text, expected] of CROSS_FAULTS) {
  Deno.test(`${what} is a fault that says where`, () => assert.deepEqual(faultsOf(text), expected));
}

Deno.test("two listeners may share a port on different addresses", () => {
  assert.equal(read("sip: { bind: 192.0.2.7, tcp: 8080 }\nweb: { bind: 192.0.2.8 }").web.port, 8080);
});
