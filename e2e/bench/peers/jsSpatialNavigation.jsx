/** js-spatial-navigation on a list drawn by Preact. It focuses natively, and the browser scrolls. */
import SpatialNavigation from 'js-spatial-navigation';
import { render } from 'preact';
import { Rows } from './Rows.jsx';

render(<Rows />, document.getElementById('app'));

addEventListener('sn:focused', ({ target }) => target.setAttribute('data-focused', ''));
addEventListener('sn:unfocused', ({ target }) => target.removeAttribute('data-focused'));

SpatialNavigation.init();
SpatialNavigation.add({ selector: '.row' });
SpatialNavigation.makeFocusable();
SpatialNavigation.focus();
