/** The engines of boxes that are available on a Debian machine, oldest first. */
import { existsSync } from 'node:fs';
import { findChromium } from '../findChromium.mjs';
import { openFirefox } from './bidi.ts';
import { openChromium } from './cdp.ts';
import type { Driver, Viewport } from './driver.ts';
import { chromiumFromNpm, debianPackages, NotHere, runs } from './install.ts';
import { openQtWindow } from './qtWindow.ts';
import { openWebDriver } from './webDriver.ts';

export interface Engine {
  /** For `--only=`. */
  readonly id: string;
  readonly name: string;
  /** Where such an engine is in use. */
  readonly kin: string;
  /** Installs it. @throws NotHere */
  install(): void;
  open(viewport: Viewport): Promise<Driver>;
}

/** The engine with which speeds are compared. */
export const TODAY = 'chromium';

const PYTHON = '/usr/bin/python3';
const WPE_BROWSER = '/usr/lib/x86_64-linux-gnu/wpe-webkit-1.1/MiniBrowser';
const GTK_BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
const FIREFOX = '/usr/bin/firefox-esr';

const oldChromium = (id: string, number: number, version: string, kin: string): Engine => ({
  id,
  name: `Chromium ${number}`,
  kin,
  install() {
    debianPackages(['libnss3', 'libexpat1'], () =>
      runs('/bin/sh', '-c', 'ldconfig -p | grep -q libnss3'),
    );
    chromiumFromNpm(version);
  },
  open: (viewport) => openChromium(chromiumFromNpm(version), viewport),
});

const today = (): string => {
  const path = findChromium();
  if (path === null) throw new NotHere('no chromium');
  return path;
};

export const engines: readonly Engine[] = [
  {
    id: 'qtwebkit',
    name: 'QtWebKit 5.212 (WebKit 602)',
    kin: 'old cable middleware',
    install: () =>
      debianPackages(['python3-pyqt5.qtwebkit'], () =>
        runs(PYTHON, '-c', 'import PyQt5.QtWebKitWidgets'),
      ),
    open: (viewport) => openQtWindow('webkit', viewport),
  },
  oldChromium('chromium64', 64, '64.0.3264', 'sets and boxes of 2018'),
  oldChromium('chromium69', 69, '1.6.3', 'webOS 5, Tizen 5.5'),
  oldChromium('chromium79', 79, '2.0.2', 'webOS 6, Tizen 6'),
  {
    id: 'qtwebengine',
    name: 'Qt WebEngine 5.15 (Chromium 87)',
    kin: 'Linux boxes',
    install: () =>
      debianPackages(['python3-pyqt5.qtwebengine'], () =>
        runs(PYTHON, '-c', 'import PyQt5.QtWebEngineWidgets'),
      ),
    open: (viewport) => openQtWindow('webengine', viewport),
  },
  {
    id: 'wpe',
    name: 'WPE WebKit 2.38',
    kin: 'RDK and other Linux boxes',
    install: () =>
      debianPackages(['wpewebkit-driver', 'libwpewebkit-1.1-0'], () => existsSync(WPE_BROWSER)),
    open: (viewport) =>
      openWebDriver({
        command: ['WPEWebDriver'],
        capabilities: {
          'wpe:browserOptions': { binary: WPE_BROWSER, args: ['--automation', '--headless'] },
        },
        viewport,
      }),
  },
  {
    id: 'webkitgtk',
    name: 'WebKitGTK',
    kin: 'Linux boxes',
    install: () =>
      debianPackages(
        ['webkit2gtk-driver', 'xvfb', 'xauth'],
        () => existsSync(GTK_BROWSER) && existsSync('/usr/bin/xvfb-run'),
      ),
    open: (viewport) =>
      openWebDriver({
        command: ['xvfb-run', '-a', '-s', '-screen 0 1920x1200x24', 'WebKitWebDriver'],
        capabilities: {
          'webkitgtk:browserOptions': { binary: GTK_BROWSER, args: ['--automation'] },
        },
        viewport,
      }),
  },
  {
    id: 'firefox',
    name: 'Firefox ESR',
    kin: 'a stranger, for what is taken for granted',
    install: () => debianPackages(['firefox-esr'], () => existsSync(FIREFOX)),
    open: (viewport) => openFirefox(FIREFOX, viewport),
  },
  {
    id: TODAY,
    name: 'Chromium of today',
    kin: 'what the others are compared with',
    install: () => debianPackages(['chromium'], () => findChromium() !== null),
    open: (viewport) => openChromium(today(), viewport),
  },
];
