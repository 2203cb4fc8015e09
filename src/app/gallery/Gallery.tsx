/** Every screen on its own, for designers and for the browser tests: `?gallery=ID`, or `?gallery` for the list. */
import { render } from 'preact';
import { startPageRemote } from '../../remote/pageRemote.ts';
import type { Remote } from '../../remote/remote.ts';
import { ConfigErrorScreen } from '../../screens/config-error/ConfigErrorScreen.tsx';
import { CrashScreen } from '../../screens/crash/CrashScreen.tsx';
import { createPortal } from '../../screens/portal.ts';
import { Screen } from '../../screens/Screen.tsx';
import { consoleLog } from '../../shared/log.ts';
import type { Clock, Timers } from '../../shared/time.ts';
import { keepScale } from '../../ui/scale.ts';
import '../../ui/tokens.css';
import '../../ui/global.css';
import { language } from '../../ui/words/words.ts';
import { loadWords } from '../loadWords.ts';
import { askedLanguage } from '../pageQuery.ts';
import { dressRoot } from '../pageRoot.ts';
import { sendByXhr } from '../sendByXhr.ts';
import { fakeCatalogue } from './fakeCatalogue.ts';
import { fakeSettings } from './fakeSettings.ts';
import styles from './Gallery.module.css';
import { NOW } from './sampleServices.ts';
import { type Sample, samples } from './samples.ts';

declare global {
  interface Window {
    /** The gallery for programs: the ids of all samples, and one of them shown in place of the present one. */
    gallery?: { readonly ids: readonly string[]; show(id: string): void };
  }
}

const operator = {
  name: { 'zh-CN': '电视缴费', en: 'TV Payment' },
  hotline: '96xxx',
  accent: '#ffc857',
};

const timers: Timers = {
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Starts at the gallery's evening and runs on. */
const clock: Clock = { now: () => NOW + Math.floor(performance.now()) };

/**
 * Shows one sample, or the list for an unknown or empty id. `&lang=en` in the address chooses the language; what
 * a key would have sent stands in `data-sent` of the root.
 */
export async function renderGallery(root: Element, id: string): Promise<void> {
  await loadWords(askedLanguage() ?? 'zh-CN', sendByXhr, consoleLog);
  document.documentElement.lang = language.value;
  const show = (wanted: string) => {
    const sample = samples.find((one) => one.id === wanted);
    if (sample === undefined) render(<SampleList />, root);
    else showSample(root, sample);
  };
  keepScale(window, document.documentElement);
  window.gallery = { ids: samples.map((sample) => sample.id), show };
  show(id);
}

let remote: Remote | undefined;
let undress = () => {};

function showSample(root: Element, { step, catalogue, cardWaitMs = 120_000 }: Sample): void {
  remote?.close();
  undress();
  // Nothing of the sample before is left, not even the state of its parts.
  render(null, root);
  if (typeof step === 'string') {
    render(
      step === 'crash' ? (
        <CrashScreen />
      ) : (
        <ConfigErrorScreen field="tspUrl" value="tsp" expected="https://…" />
      ),
      root,
    );
    return;
  }
  remote = startPageRemote(root, timers, consoleLog);
  const portal = createPortal({
    catalogue: fakeCatalogue(catalogue),
    operator,
    clock,
    timers,
    remote,
    limits: { cardWaitMs, resultMs: 30_000 },
    settings: fakeSettings({}, (wanted) => loadWords(wanted, sendByXhr, consoleLog), 'standard'),
  });
  const send = (event: object) => root.setAttribute('data-sent', JSON.stringify(event));
  undress = dressRoot(root, portal);
  render(<Screen step={step} send={send} portal={portal} />, root);
}

const SampleList = () => (
  <ul class={styles.list}>
    {samples.map(({ id, title }) => (
      <li key={id}>
        <a href={`?gallery=${id}`}>{title}</a>{' '}
        <a href={`?gallery=${id}&lang=en`} lang="en">
          {id}
        </a>
      </li>
    ))}
  </ul>
);
