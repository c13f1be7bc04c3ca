import type { Sealing } from "../../base/mod.ts";
import { SealedFile } from "../../base/io/mod.ts";
import type { SmtpSettings } from "../mod.ts";

const NAME = "mail-server";

/** Through which server mail goes: the one that kontor.yml names, or else the one that was chosen at the desk. */
export class MailServer {
  readonly #named: SmtpSettings | undefined;
  readonly #file: SealedFile<SmtpSettings>;
  #chosen: SmtpSettings | undefined;
  #follower: (sends: boolean) => void = () => {};

  private constructor({ smtp, data }: MailSettings, sealing: Sealing) {
    this.#named = smtp;
    this.#file = new SealedFile(`${data}/${NAME}.sealed`, NAME, sealing);
  }

  /** Throws where the one that was chosen is there and cannot be read. */
  static async open(settings: MailSettings, sealing: Sealing): Promise<MailServer> {
    const server = new MailServer(settings, sealing);
    server.#chosen = await server.#file.read();
    return server;
  }

  /** kontor.yml names it, and nobody chooses another. */
  get isNamed(): boolean {
    return this.#named !== undefined;
  }

  /** Undefined: there is none, and mails wait. */
  get now(): SmtpSettings | undefined {
    return this.#named ?? this.#chosen;
  }

  /** Is told whether there is one: now, and when that has changed. */
  follow(follower: (sends: boolean) => void): void {
    this.#follower = follower;
    follower(this.now !== undefined);
  }

  /** From now on; it is on the disk when this resolves. Undefined: none. */
  async choose(settings: SmtpSettings | undefined): Promise<void> {
    if (settings === undefined) await this.#file.remove();
    else await this.#file.write(settings);
    this.#chosen = settings;
    this.#follower(this.now !== undefined);
  }
}

/** What kontor.yml says of it. */
export interface MailSettings {
  readonly smtp?: SmtpSettings;
  /** Path of the data folder. */
  readonly data: string;
}
