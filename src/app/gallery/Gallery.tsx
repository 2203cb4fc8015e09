/** Every screen on its own, for designers and for the browser tests: `?gallery=ID`, or `?gallery` for the list. */
import { signal } from '@preact/signals';
import { render } from 'preact';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { createCatalogue } from '../../catalogue/createCatalogue.ts';
import type { Step } from '../../payment/steps.ts';
import type { Command } from '../../remote/keys.ts';
import { startPageRemote } from '../../remote/pageRemote.ts';
import type { Remote } from '../../remote/remote.ts';
import { FaultScreen } from '../../screens/config-error/FaultScreen.tsx';
import { CrashScreen } from '../../screens/crash/CrashScreen.tsx';
import { IdleWarning } from '../../screens/idle/IdleWarning.tsx';
import { lateScreens } from '../../screens/lateScreens.ts';
import { createPortal } from '../../screens/portal.ts';
import { Screen } from '../../screens/Screen.tsx';
import type { TypeSize } from '../../screens/settings/settings.ts';
import { consoleLog } from '../../shared/log.ts';
import type { Language } from '../../shared/text.ts';
import type { Clock, Instant, Timers } from '../../shared/time.ts';
import { useLetters } from '../../ui/letters/letters.ts';
import { keepScale } from '../../ui/scale.ts';
import '../../ui/tokens.css';
import '../../ui/global.css';
import { language } from '../../ui/words/words.ts';
import { sendByXhr } from '../browser/sendByXhr.ts';
import { webRandom } from '../browser/webCrypto.ts';
import { loadWords } from '../files/loadWords.ts';
import { askedLanguage, askedTypeSize } from '../pageQuery.ts';
import { describeRoot } from '../pageRoot.ts';
import { fakeSettings } from './fakeSettings.ts';
import styles from './Gallery.module.css';
import { recordedTsp } from './recordedTsp.ts';
import { householdOf, type Sample } from './sample.ts';
import { samples } from './samples.ts';
import { askedConfig } from './skins.ts';

declare global {
  interface Window {
    /**
     * The gallery for programs: the ids of all samples; `show` replaces the current sample and resolves when its keys
     * are pressed.
     */
    gallery?: {
      readonly ids: readonly string[];
      show(id: string): Promise<void>;
      /** As a household does it; samples shown later have it, too. */
      setType(size: TypeSize): void;
      speak(language: Language): Promise<boolean>;
    };
  }
}

const operator = {
  name: { 'zh-CN': '电视缴费', en: 'TV Payment' },
  hotline: '96xxx',
  accent: '#ffc857',
  ...askedConfig(),
};

/** As on a box whose host has the reader. */
const PORTS =
  'host-object available, websocket unsupported, webusb unsupported, webhid unsupported';

const timers: Timers = {
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/** What is shown is read before a key is pressed: a screen ignores an OK that comes too soon. */
const READING_MS = 1_000;

/** Every sample starts at its own moment; from there the clock runs on. */
function clockFrom(at: Instant): Clock & { skip(ms: number): void } {
  let from = at - performance.now();
  return {
    now: () => Math.floor(from + performance.now()),
    skip(ms) {
      from += ms;
    },
  };
}

const load = (wanted: Language) => loadWords(wanted, sendByXhr, consoleLog);

/**
 * Shows one sample, or the list for an unknown or empty id. `&lang=en` in the address chooses the language; what
 * a key would have sent stands in `data-sent` of the root.
 */
export async function renderGallery(root: Element, id: string): Promise<void> {
  // What the page itself says until now.
  root.textContent = '';
  await Promise.all([load(askedLanguage() ?? 'zh-CN'), useLetters()]);
  setType(askedTypeSize() ?? 'standard');
  document.documentElement.lang = language.value;
  const show = async (wanted: string) => {
    const sample = samples.find(({ id }) => id === wanted);
    if (sample === undefined) render(<SampleList />, root);
    else await showSample(root, sample);
  };
  keepScale(window, document.documentElement);
  window.gallery = { ids: samples.map((sample) => sample.id), show, setType, speak: load };
  void show(id);
}

let remote: Remote | undefined;
let stopDescribing = () => {};
let typeSize: TypeSize = 'standard';
let chooseTypeSize = (_size: TypeSize) => {};

function setType(size: TypeSize): void {
  typeSize = size;
  document.documentElement.setAttribute('data-type', size);
  chooseTypeSize(size);
}

const FAULTS = {
  configError: { field: 'tspUrl', value: '"http://tsp.example/v1/"' },
  notJson: {
    field: 'config.json',
    value: '',
    expected: 'JSON',
    source: '{\n  "hotline": "96596"\n  "accent": "#ffc857"\n}',
  },
  boxMissing: { about: 'box', field: 'stbHost', value: 'no stbHost object in the page' },
} as const;

async function showSample(root: Element, sample: Sample): Promise<void> {
  const { step, cardWaitMs = 120_000, keys = [], isStill } = sample;
  remote?.close();
  stopDescribing();
  // Nothing of the previous sample is left, not even the state of its components.
  render(null, root);
  if (typeof step === 'string') {
    render(
      step === 'crash' ? (
        <CrashScreen operator={operator} code="7K3-0D42" />
      ) : (
        <FaultScreen {...FAULTS[step]} />
      ),
      root,
    );
    return;
  }
  remote = startPageRemote(root, timers, consoleLog);
  const mine = remote;
  const catalogue = await catalogueOf(sample, step);
  if (remote !== mine) return;
  const clock = clockFrom(sample.at ?? householdOf(sample).at);
  const portal = createPortal({
    catalogue,
    operator,
    clock,
    timers: isStill ? { after: () => () => {} } : timers,
    remote: mine,
    limits: { cardWaitMs: () => cardWaitMs, resultMs: 30_000 },
    isBoxSlow: signal(false),
    reader: {
      beside: signal(sample.beside ?? 'no-reader'),
      canRequest: signal(sample.canRequest === true),
      ports: signal(PORTS),
      request: async () => {},
    },
    late: signal(
      sample.isComing ? null : { ...lateScreens, codeFor: (_, __, told) => told || '7K3-0D42' },
    ),
    settings: fakeSettings(sample.settings ?? {}, load, typeSize),
  });
  chooseTypeSize = portal.settings.chooseTypeSize;
  const send = (event: object) => root.setAttribute('data-sent', JSON.stringify(event));
  stopDescribing = describeRoot(root, portal);
  portal.dialog.value = sample.dialog ?? null;
  const leavesAt = signal(sample.leavesAt ?? null);
  render(
    <>
      <Screen step={step} send={send} portal={portal} />
      <lateScreens.Dialogs portal={portal} />
      <IdleWarning portal={portal} idle={{ leavesAt }} />
    </>,
    root,
  );
  return pressAll(root, keys, portal.remote, () => clock.skip(READING_MS));
}

/** The catalogue of the sample's household, with all that has come before its screen is there. */
async function catalogueOf(sample: Sample, step: Step): Promise<Catalogue> {
  const tsp = recordedTsp(householdOf(sample), sample.network ?? {}, timers);
  const catalogue = createCatalogue(tsp, webRandom, timers);
  catalogue.refresh();
  catalogue.services.retry();
  catalogue.loadHistory();
  for (const { orderId } of householdOf(sample).receipts) catalogue.needReceipt(orderId);
  const serviceId =
    'choice' in step ? step.choice.serviceId : 'serviceId' in step && step.serviceId;
  if (serviceId) catalogue.service(serviceId);
  if (sample.query !== undefined) catalogue.search(sample.query);
  await answered();
  if (sample.month !== undefined) catalogue.chooseMonth(sample.month);
  await answered();
  return catalogue;
}

/** Until all that waits for no timer has happened. */
const answered = () => new Promise<unknown>((resolve) => setTimeout(resolve));

const frame = () => new Promise<unknown>((resolve) => requestAnimationFrame(resolve));

/** As by hand: the first key once the lists have come, each further one once the one before is painted. */
async function pressAll(
  root: Element,
  keys: readonly Command[],
  pressed: Remote,
  read: () => void,
): Promise<void> {
  for (const key of keys) {
    await frame();
    while (!root.hasAttribute('data-ready') && remote === pressed) await frame();
    read();
    pressed.press(key);
    await frame();
    await frame();
  }
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
