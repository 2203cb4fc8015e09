/** The composition root: config, box, journal, TSP, card slot, payment, screens; each checked. */
import { computed, effect, signal } from '@preact/signals';
import { type ComponentChild, render } from 'preact';
import { BOX } from './boot/awaited.ts';
import type { Boot } from './boot/boot.ts';
import '../ui/tokens.css';
import '../ui/global.css';
import { createCatalogue } from '../catalogue/createCatalogue.ts';
import { PAGE } from '../catalogue/serviceList.ts';
import type { KeyEvent } from '../payment/events.ts';
import { keptJournal } from '../payment/journal.ts';
import { limitOf, limits } from '../payment/limits.ts';
import { createPayment } from '../payment/payment.ts';
import type { StepKind } from '../payment/steps.ts';
import { type CardSlot, type SlotSigns, slotSigns } from '../purse/slot.ts';
import { type HostLink, type HostObject, hostLink } from '../reader/hostObject/hostLink.ts';
import { hostObjectIn } from '../reader/hostObject/hostObjectIn.ts';
import type { Command } from '../remote/keys.ts';
import { startPageRemote } from '../remote/pageRemote.ts';
import type { PointerParts } from '../remote/pointer.ts';
import type { Fault } from '../screens/config-error/fault.ts';
import { CrashBoundary } from '../screens/crash/CrashBoundary.tsx';
import { createPortal } from '../screens/portal.ts';
import type { Settings } from '../screens/settings/settings.ts';
import { consoleLog } from '../shared/log.ts';
import { LANGUAGES, type Language } from '../shared/text.ts';
import type { BoxIdentity } from '../tsp/boxIdentity.ts';
import { catalogueCalls } from '../tsp/catalogueCalls.ts';
import type { Tsp } from '../tsp/tspClient.ts';
import { createTspLink, type TspLink } from '../tsp/tspLink.ts';
import { keepScale } from '../ui/scale.ts';
import { language } from '../ui/words/words.ts';
import { App } from './App.tsx';
import { attend } from './attend.ts';
import { boxFamily } from './boxFamily.ts';
import { type BrowserParts, pageTimers } from './browser/browserParts.ts';
import { indexedDbJournal } from './browser/indexedDbJournal.ts';
import { sendByXhr } from './browser/sendByXhr.ts';
import { keysFor } from './files/keysFor.ts';
import { loadConfig } from './files/loadConfig.ts';
import { loadFirstWords, loadWords } from './files/loadWords.ts';
import { READER_PORTS } from './files/operatorConfig.ts';
import { firstList, firstStep } from './firstScreen.ts';
import { keepFresh } from './keepFresh.ts';
import { keyGate } from './keyGate.ts';
import { loadLate } from './loadLate.ts';
import { mayRestart } from './mayRestart.ts';
import { absolute, leavePortal } from './pageAddress.ts';
import { askedKeys, askedLanguage, askedTypeSize } from './pageQuery.ts';
import { type ReaderDaemon, readerDaemon } from './readerDaemon.ts';
import { boxMemory } from './settings/boxMemory.ts';
import { createSettings } from './settings/createSettings.ts';
import { preferred, remembered } from './settings/preferences.ts';
import { untilBox } from './untilBox.ts';
import { watchKeys } from './watchKeys.ts';

declare global {
  interface Window {
    /** The host's object (docs/integrate/host-bridge.md): card reader and box key. */
    stbHost?: HostObject;
  }
}

const PORTAL_VERSION = '0.1.0';
/** Names of parts that did not fit, kept for technicians and the platform. */
const MOST_MISFITS = 50;
const log = consoleLog;

const openMemory = () =>
  boxMemory(
    () => localStorage,
    () => sessionStorage,
  );

/** What a host has to do is said when it has put no object into the page by then. It may still do so. */
const HOST_TRIES = 5;

/** Back on these screens leaves the portal. */
const FIRST_SCREENS: readonly StepKind[] = ['home', 'outOfService'];

/**
 * Shows the portal in `root`, or the screen that says what is wrong with its surroundings. Until then the page itself says what is
 * waited for.
 */
export async function startPortal(
  root: Element,
  parts: BrowserParts | null,
  boot: Boot,
): Promise<void> {
  effect(() => {
    document.documentElement.lang = language.value;
  });
  keepScale(window, document.documentElement);
  const timers = pageTimers;
  let spoken: Promise<void> | undefined;
  const canShow = () => Promise.all([spoken, boot.styled]);
  const remote = startPageRemote(root, timers, log);
  const show = (screen: ComponentChild) => {
    // What the page itself says until now.
    if (root.querySelector('#waiting')) root.textContent = '';
    render(screen, root);
  };
  /** The page begins again once one of these has changed. */
  const showFault = async (fault: Fault, ...changes: Promise<unknown>[]) => {
    const { FaultScreen } = await import('../screens/config-error/FaultScreen.tsx');
    await canShow();
    // The box may have come meanwhile.
    if (box && fault.about === 'box') return;
    const onCommand = (command: Command) => command === 'back' && window.close();
    remote.show({ key: 'fault', onCommand });
    show(<FaultScreen {...fault} isChosen={asked.language || own.language} />);
    // It draws the code for a phone.
    void import('./late.ts');
    await Promise.race(changes);
    location.reload();
  };
  const family = boxFamily(navigator.userAgent, window);
  const chooseKeys = keysFor(askedKeys(), family, { boot, timers, log, onLate: remote.use });
  const memory = openMemory();
  const asked = { language: askedLanguage(), typeSize: askedTypeSize() };
  const own = remembered(memory);
  const guess = preferred(asked, own, {});
  document.documentElement.setAttribute('data-type', guess.typeSize);
  // All that takes time begins at once: one after the other, the viewer of a slow box would wait for the sum.
  const hostNow = () => {
    const host = hostObjectIn(window);
    link = link || (host && hostLink(host, timers, log));
    return link;
  };
  let link: HostLink | undefined;
  let daemon: ReaderDaemon | undefined;
  let tries = 0;
  const isBoxSlow = signal(false);
  const askForBox = () =>
    untilBox({
      link: () => (daemon ? daemon.link : hostNow()),
      timers,
      onWait(why) {
        boot.waitFor(BOX, why);
        if (!daemon && !link && ++tries === HOST_TRIES) {
          void showFault({ about: 'box', field: 'stbHost', value: '' });
        }
      },
      onSlow(isSlow) {
        isBoxSlow.value = isSlow;
      },
    }).then((found) => {
      boot.waitNoMore(BOX);
      return found;
    });
  const asking = hostNow() && askForBox();
  let box: BoxIdentity | undefined;
  const misfits = signal<readonly string[]>([]);
  const onMisfit = (name: string) => {
    const before = misfits.peek();
    if (before.indexOf(name) >= 0) return;
    log('portal', `not read: ${name}`);
    misfits.value = before.slice(0, MOST_MISFITS - 1).concat(name);
  };
  const journal = keptJournal(indexedDbJournal('portal-journal'), timers, (cause) => {
    log('journal', cause);
    onMisfit('box.storage');
  });
  spoken = loadFirstWords(guess.language, boot, timers);
  const { result: config, changed } = await loadConfig(boot, log);
  if (!parts) {
    return showFault({ about: 'address', field: 'address', value: location.origin });
  }
  if (!config.ok) return showFault(config.error, changed());
  const choosing = chooseKeys(config.value.keys).then((keys) => {
    if (keys.ok) remote.use(keys.value);
    else void showFault(keys.error, changed(), keys.error.changed());
    return keys.ok;
  });
  const first = preferred(asked, own, config.value);
  const speak = (wanted: Language) => loadWords(wanted, sendByXhr, log);
  if (first.language !== guess.language) {
    spoken = loadFirstWords(first.language, boot, timers);
  }
  const { clock, random, crypto } = parts;
  daemon = await readerDaemon(config.value, { timers, log });
  const identity = await (asking || askForBox());
  box = identity;
  const tspLink = createTspLink({
    send: sendByXhr,
    crypto,
    random,
    clock,
    box: identity,
    baseUrl: absolute(config.value.tspUrl),
    portalVersion: PORTAL_VERSION,
    readers: (config.value.readers || READER_PORTS).slice(),
    first: PAGE,
    onMisfit,
  });
  // The late script completes it: no screen before that asks for a detail or pays.
  const tsp = { ...tspLink, ...catalogueCalls(tspLink) } as TspLink & Tsp;
  const catalogue = createCatalogue(tsp, random, timers);
  catalogue.refresh();
  // The late script completes it, too.
  const slot = slotSigns() as unknown as CardSlot & SlotSigns;
  const isClean = (await journal.all()).length === 0;
  // The platform has been asked meanwhile. Nothing begins before it can be seen and operated.
  if (!(await choosing)) return;
  await canShow();
  const paymentParts = { tsp, slot, journal, clock, timers, random, log };
  const late = loadLate(async () => {
    const later = await import('./late.ts');
    const { lateScreens, lateWorks, transitions } = later;
    const held = later.holdAnswers(
      {
        ...paymentParts,
        tsp: { ...tsp, ...later.lateCalls(tspLink, parts) },
        isSeen: later.pageSight(document),
      },
      onMisfit,
    );
    Object.assign(tsp, held.tsp);
    later.tellPlatform(tspLink, misfits, timers, PORTAL_VERSION);
    const { crashed, codeFor } = later.tellIncidents({
      link: tspLink,
      payment,
      random,
      memory: openMemory(),
      clock,
      timers,
      ports: () => slot.ports.peek(),
      portalVersion: PORTAL_VERSION,
    });
    const ports = later.readerPorts(config.value, hostNow(), daemon, { timers, random, log });
    later.createCardSlot(slot, ports, { timers, log, order: config.value.readerOrder });
    const lockParts = { memory, crypto, random, clock: tsp, timers, box: identity };
    Object.assign(settings, { lock: later.createChildLock(lockParts) });
    const page = document as unknown as PointerParts['page'];
    const root = document.documentElement;
    later.startPointer({ page, root, timers, remote, focus: portal.focus });
    return {
      screens: { ...lateScreens, codeFor },
      payment: { works: lateWorks(held), transitions },
      crashed,
    };
  });
  const following = firstList(catalogue, timers).then(late.come);
  const payment = createPayment(paymentParts, async (kind) => {
    return (await (kind === 'home' ? following : late.come())).payment;
  });
  boot.page.mayReload = () => mayRestart(late.there.peek(), payment.step.peek());
  const settings = createSettings({
    memory,
    languages: config.value.languages || LANGUAGES,
    first,
    box: { id: identity.stbId, version: PORTAL_VERSION },
    slot: slot.state,
    misfits,
    load: speak,
  }) as Settings;
  const portal = createPortal({
    catalogue,
    operator: config.value,
    clock: tsp,
    timers,
    remote: watchKeys(remote, (command, layer) => attending.onKey(command, layer)),
    settings,
    reader: slot,
    isBoxSlow,
    late: computed(() => late.there.value?.screens ?? null),
    limits: { cardWaitMs: () => limitOf(tsp, 'cardWaitMs'), resultMs: limits.resultMs },
  });
  const around = {
    page: window,
    clock,
    boxTime: Date.now,
    slot: slot.state,
    onReturn: () => void tspLink.openSession(),
  };
  const attending = attend(payment, portal, around, config.value.idleMinutes);
  const pass = keyGate(payment, portal);
  const send = (event: KeyEvent) => {
    const isFirst = FIRST_SCREENS.indexOf(payment.step.peek().kind) >= 0;
    if (event.kind === 'back' && isFirst) leavePortal(config.value);
    else pass(event);
  };
  keepFresh(payment, catalogue, isClean);
  payment.start();
  await firstStep(payment.step, late, timers);
  show(
    <CrashBoundary
      remote={remote}
      operator={config.value}
      onRestart={() => boot.loadAgain(Boolean)}
      onCrash={(code, error) => {
        log('screen', `${code} ${error}`);
        void late.come().then(({ crashed }) => crashed(code, error));
      }}
    >
      <App payment={payment} portal={portal} root={root} send={send} idle={attending.idle} />
    </CrashBoundary>,
  );
}
