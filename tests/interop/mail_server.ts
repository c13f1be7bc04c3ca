/**
 * A real mail server (Debian's OpenSMTPD) on loopback, which puts what it takes into a folder.
 *
 * @module
 */
import { Child, SOON_MS } from "./child.ts";
import { freePorts, HERE, newFolder, removeFolder } from "./place.ts";

/** All addresses of this domain are its own. */
export const DOMAIN = "example.com";

/** The paths of its control socket and its queue are compiled in: two at once would each need a machine of their own. */
const ALONE =
  'mount -t tmpfs none /run && mkdir -p /var/spool/smtpd && mount -t tmpfs -o mode=711 none /var/spool/smtpd && exec /usr/sbin/smtpd "$@"';

export class MailServer {
  readonly port: number;
  readonly #child: Child;
  readonly #folder: string;

  private constructor(parts: { port: number; child: Child; folder: string }) {
    this.port = parts.port;
    this.#child = parts.child;
    this.#folder = parts.folder;
  }

  static async start(port: number = freePorts(1)): Promise<MailServer> {
    const folder = await newFolder("mail");
    await Deno.mkdir(`${folder}/taken`);
    // It delivers as nobody.
    await Deno.chmod(folder, 0o755);
    await Deno.chmod(`${folder}/taken`, 0o777);
    await Deno.writeTextFile(
      `${folder}/smtpd.conf`,
      `table users { "@${DOMAIN}" = "nobody" }
listen on ${HERE} port ${port}
action "box" mda "/bin/sh -c 'cat > ${folder}/taken/$$.new && mv ${folder}/taken/$$.new ${folder}/taken/$$.eml'" virtual <users>
match from any for domain "${DOMAIN}" action "box"
`,
    );
    await Deno.chmod(`${folder}/smtpd.conf`, 0o600);
    const child = new Child("unshare", {
      args: ["--mount", "sh", "-c", ALONE, "sh", "-d", "-f", `${folder}/smtpd.conf`],
    });
    try {
      await child.until(/starting/);
      await untilListening(port);
      return new MailServer({ port, child, folder });
    } catch (error) {
      await child.stop();
      await removeFolder(folder);
      throw error;
    }
  }

  /** Waits until it has taken so many mails; gives them as they came. */
  async untilTaken(count: number): Promise<readonly string[]> {
    const giveUpAt = Date.now() + SOON_MS;
    for (;;) {
      const names = [...Deno.readDirSync(`${this.#folder}/taken`)].map(({ name }) => name).filter((name) =>
        /eml$/.test(name)
      );
      if (names.length >= count) {
        return await Promise.all(names.map((name) => Deno.readTextFile(`${this.#folder}/taken/${name}`)));
      }
      if (Date.now() > giveUpAt) throw new Error(`Cannot see ${count} mails: ${names.length}\n${this.#child.log}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async stop(): Promise<void> {
    await this.#child.stop();
    await removeFolder(this.#folder);
  }
}

/** It says that it starts before it listens. */
async function untilListening(port: number): Promise<void> {
  for (const giveUpAt = Date.now() + SOON_MS;;) {
    try {
      (await Deno.connect({ hostname: HERE, port })).close();
      return;
    } catch (error) {
      if (!(error instanceof Deno.errors.ConnectionRefused) || Date.now() > giveUpAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** The octets of the only attachment of a mail (RFC 2045). */
export function attachmentOf(mail: string): Uint8Array<ArrayBuffer> {
  const part = mail.split(/\r?\n--/).find((text) => /^Content-Disposition: attachment/m.test(text));
  const body = part?.split(/\r?\n\r?\n/).slice(1).join("").replace(/\s/g, "") ?? "";
  return Uint8Array.fromBase64(body);
}
