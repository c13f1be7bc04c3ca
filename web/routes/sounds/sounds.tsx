import type { VNode } from "preact";
import { SoundPlayer, SoundRecorder } from "../../islands/mod.ts";
import { type Answer, type Route, type SignedVisit, textOf } from "../../page/mod.ts";
import { soundAnswer } from "../../sound/mod.ts";
import { Field, Icon, Told } from "../../parts/mod.ts";
import {
  forgetSound,
  keepSound,
  listSounds,
  type OwnSound,
  type Refusal,
  SOUND_KINDS,
  SOUND_LIMITS,
  type SoundKind,
} from "../../sounds/mod.ts";
import { saidOf } from "./said_of.ts";

/** Browsers may send more than the box keeps: then it says so, in place of breaking off. */
const MOST_BYTES = 40_000_000;

/** The owner's own sounds: what callers hear in his voice, and his music. */
export const ownSounds: Route = {
  path: "/settings/sounds",
  needs: "change-office",
  get: (visit) => soundsPage(visit, {}),
};

/** Keeps one that was sent, or recorded in the browser. */
export const ownSoundKeep: Route = {
  path: "/settings/sounds/:kind",
  needs: "change-office",
  mostBytes: MOST_BYTES,
  post: async (visit, form) => {
    const { world, params, words: { sounds: words } } = visit;
    const kind = kindIn(params);
    if (kind === undefined) return new Response(null, { status: 404 });
    const [id, sent] = [idIn(form, kind), form.get("sound")];
    const sound = sent instanceof File ? await sent.bytes() : new Uint8Array();
    const kept = await keepSound(world, { kind, id, sound });
    if ("refused" in kept) return soundsPage(visit, { kind, refused: kept.refused });
    await note(visit, "sound.kept", kind, id);
    return soundsPage(visit, { done: words.kept });
  },
};

/** Goes back to what the box says and plays by itself. */
export const ownSoundForget: Route = {
  path: "/settings/sounds/:kind/forget",
  needs: "change-office",
  post: async (visit, form) => {
    const [kind, id] = [kindIn(visit.params), textOf(form, "id")];
    if (kind === undefined || !(await forgetSound(visit.world, kind, id))) return new Response(null, { status: 404 });
    await note(visit, "sound.forgotten", kind, id);
    return soundsPage(visit, { done: visit.words.sounds.forgotten });
  },
};

/** One of them as a browser plays it: `?id=`. */
export const ownSoundHear: Route = {
  path: "/settings/sounds/:kind/hear",
  needs: "change-office",
  get: async ({ request, world, params, url }) => {
    const id = url.searchParams.get("id");
    const found = (await listSounds(world)).find((each) => each.kind === params["kind"] && each.id === id);
    return found === undefined
      ? new Response(null, { status: 404 })
      : soundAnswer(request, world.sounds, { paths: found.paths.slice(0, 1) });
  },
};

interface Outcome {
  readonly kind?: SoundKind;
  readonly refused?: Refusal;
  readonly done?: string;
}

function kindIn(params: Readonly<Record<string, string>>): SoundKind | undefined {
  return SOUND_KINDS.find((each) => each === params["kind"]);
}

/** What the fields of a form name: `7`, `en:hours-closed`, `jazz:waiting`. */
function idIn(form: FormData, kind: SoundKind): string {
  const [before, name] = [textOf(form, "of").trim(), textOf(form, kind).trim()];
  return before === "" ? name : `${before}:${name}`;
}

async function note(
  { world, account, from }: SignedVisit,
  action: "sound.kept" | "sound.forgotten",
  kind: SoundKind,
  id: string,
): Promise<void> {
  await world.signIn.note(action, { who: account.name, address: from.address, facts: { kind, sound: id } });
}

async function soundsPage(visit: SignedVisit, outcome: Outcome): Promise<Answer> {
  const sounds = await listSounds(visit.world);
  return {
    title: visit.words.sounds.title,
    page: <Sounds visit={visit} sounds={sounds} outcome={outcome} />,
    status: outcome.refused === undefined ? 200 : 422,
  };
}

interface CardProps {
  readonly visit: SignedVisit;
  readonly sounds: readonly OwnSound[];
}

function Sounds({ visit, sounds, outcome }: CardProps & { readonly outcome: Outcome }): VNode {
  const { sounds: words } = visit.words;
  const { kind, refused, done } = outcome;
  return (
    <>
      <header class="head">
        <h1>{words.title}</h1>
      </header>
      <p class="soft">{words.text}</p>
      {done !== undefined && <Told kind="good">{done}</Told>}
      {refused !== undefined && (
        <Told kind="bad">
          {refused === "no-id"
            ? words.noId[kind ?? "music"]
            : refused === "too-long"
            ? words.tooLong(SOUND_LIMITS[kind ?? "music"].longestMs / 60_000)
            : words.refused[refused]}
        </Told>
      )}
      {SOUND_KINDS.map((each) => (
        <Card
          key={each}
          visit={visit}
          kind={each}
          sounds={sounds.filter((sound) => sound.kind === each)}
        />
      ))}
    </>
  );
}

function Card({ visit, kind, sounds }: CardProps & { readonly kind: SoundKind }): VNode {
  const { sounds: words, sound } = visit.words;
  const { "announcement-record": code } = visit.world.directory().codes;
  const minutes = SOUND_LIMITS[kind].longestMs / 60_000;
  const recorder = { ...sound, file: words.file(minutes), tooLong: words.tooLong(minutes) };
  return (
    <section class="card padded" aria-labelledby={`${kind}-title`} data-sounds={kind}>
      <h2 id={`${kind}-title`}>{words.kinds[kind]}</h2>
      <p class="soft">
        {words.abouts[kind]} {kind === "announcement" && code !== false && words.fromPhone(code)}
      </p>
      {sounds.length === 0
        ? <p>{words.empty[kind]}</p>
        : sounds.map((each) => <OneSound key={each.id} visit={visit} sound={each} />)}
      <details class="greeting" open={sounds.length === 0}>
        <summary class="row">
          <span>
            <Icon name="chevron-right" />
            {words.add[kind]}
          </span>
        </summary>
        <form class="form" method="post" action={`/settings/sounds/${kind}`} enctype="multipart/form-data">
          <Naming visit={visit} kind={kind} />
          <SoundRecorder id={`${kind}-sound`} words={recorder} longestS={SOUND_LIMITS[kind].longestMs / 1_000} />
          <p>
            <button class="button first" type="submit">{words.keep}</button>
          </p>
        </form>
      </details>
    </section>
  );
}

/** Which one it is to be. */
function Naming({ visit, kind }: { readonly visit: SignedVisit; readonly kind: SoundKind }): VNode {
  const { sounds: words } = visit.words;
  if (kind === "announcement") {
    return <Field name="announcement" type="number" label={words.number} hint={words.numberHint} required />;
  }
  if (kind === "music") {
    return (
      <>
        <Field name="music" label={words.musicName} hint={words.musicHint} required />
        <Field name="of" label={words.musicClass} hint={words.classHint} />
      </>
    );
  }
  const office = visit.world.directory().office.language === "ro" ? "ro" : "en";
  return (
    <>
      <div class="field">
        <label for="prompt-language">{words.language}</label>
        <select class="input" id="prompt-language" name="of">
          {(["en", "ro"] as const).map((each) => (
            <option key={each} value={each} selected={each === office}>{words.languages[each]}</option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="prompt">{words.sentence}</label>
        <input id="prompt" name="prompt" list="prompts" autocomplete="off" required aria-describedby="prompt-hint" />
        <span class="hint" id="prompt-hint">{words.sentenceHint}</span>
        <datalist id="prompts">
          {[...visit.world.sentences(office)].map(([name, text]) => <option key={name} value={name}>{text}</option>)}
        </datalist>
      </div>
    </>
  );
}

function OneSound({ visit, sound }: { readonly visit: SignedVisit; readonly sound: OwnSound }): VNode {
  const { sounds: words } = visit.words;
  const { kind, id } = sound;
  const { name, about } = saidOf(sound, visit);
  return (
    <div class="stack tight" data-sound={id}>
      <p>
        <b>{name}</b> <span class="soft">{about}</span>
      </p>
      <SoundPlayer
        src={`/settings/sounds/${kind}/hear?id=${encodeURIComponent(id)}`}
        label={name}
        durationMs={0}
        words={visit.words.sound}
      />
      <form method="post" action={`/settings/sounds/${kind}/forget`}>
        <input type="hidden" name="id" value={id} />
        <button class="button small danger" type="submit" aria-label={`${words.forget[kind]}: ${name}`}>
          <Icon name="trash-2" />
          {words.forget[kind]}
        </button>
      </form>
    </div>
  );
}
