import type { ComponentChildren, VNode } from "preact";
import { type FieldSpec, readForm, saysTheSame, type SectionSpec, valueIn } from "../../forms/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { Moment, Told } from "../../parts/mod.ts";
import { ChangeLines } from "./change_lines.tsx";
import { itemPast } from "./item_past.ts";

/** What a form says besides what it was made of: the fields that nobody touched are left out. */
export function typedIn(form: FormData, fields: readonly FieldSpec[], before: unknown): FormData {
  const typed = new FormData();
  const touched = new Set(
    readForm(fields, form).flatMap((said) => {
      const value = said.says === "value" ? said.value : undefined;
      const isSame = said.says === "same" || said.says !== "nonsense" &&
          saysTheSame(value, valueIn(before, said.path.split(".")));
      return isSame ? [] : [said.path];
    }),
  );
  for (const [name, value] of form) {
    // What rows are called begins with the path of their field.
    if ([...touched].some((path) => name === path || name.startsWith(`${path}.`))) typed.append(name, value);
  }
  return typed;
}

/** Somebody else was quicker: who it was, what he changed, and both ways on. */
export async function saidByOthers(
  visit: SignedVisit,
  section: SectionSpec,
  { at, form, other }: {
    readonly at: readonly (string | number)[];
    readonly form: FormData;
    /** Where what the other has made of it is to be seen. */
    readonly other: string;
  },
): Promise<ComponentChildren> {
  const { words, world } = visit;
  const { timeZone } = world.directory().office;
  const { changes } = await itemPast(visit, section, { at, since: Number(form.get("revision")) });
  return (
    <Told kind="warn">
      <div>
        <b>{words.office.changedByOther}</b>
        {changes.map(({ revision: { revision, who, at }, fields }): VNode => (
          <div key={revision}>
            {who}, <Moment at={at} timeZone={timeZone} language={words.language} />
            <ChangeLines section={section.name} fields={fields} words={words} />
          </div>
        ))}
        <p>{words.office.yoursBelow}</p>
        <p>
          <a class="button" href={other}>{words.office.takeOthers}</a>
        </p>
      </div>
    </Told>
  );
}
