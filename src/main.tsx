import './polyfills.ts';
import { render } from 'preact';

/** Set by vite.config.ts; in a production build everything behind it is dead code. */
declare const __MOCKS__: boolean;

const root = document.getElementById('app');
if (root) render(<p>{__MOCKS__ ? 'mocks' : 'live'}</p>, root);
