import type { VNode } from "preact";
import type { SignedVisit } from "../../page/mod.ts";
import { Empty, Icon, type IconName } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";

interface NoPhoneParts {
  readonly visit: SignedVisit;
  readonly title: string;
  readonly icon?: IconName;
  /** What is missing, and why: that he has no phone unless told. */
  readonly none?: string;
  readonly noneText?: string;
}

/** What whoever has no extension sees where his phone would be; who may give himself one is led there. */
export function NoPhone({ visit, title, icon = "phone", ...told }: NoPhoneParts): VNode {
  const { words: { phone: words }, account } = visit;
  const { none = words.none, noneText = words.noneText } = told;
  return (
    <>
      <header class="head">
        <h1>{title}</h1>
      </header>
      <section class="card">
        <Empty icon={icon} title={none} text={noneText}>
          {mayDo(account, "change-people") && (
            <a class="button" href={`/accounts/${encodeURIComponent(account.name)}`}>
              <Icon name="circle-user" />
              {words.giveOne}
            </a>
          )}
        </Empty>
      </section>
    </>
  );
}
