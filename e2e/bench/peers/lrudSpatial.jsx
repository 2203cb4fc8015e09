/** @bbc/tv-lrud-spatial on a list drawn by Preact. */
import { getNextFocus } from '@bbc/tv-lrud-spatial';
import { render } from 'preact';
import { Rows } from './Rows.jsx';
import { offsetOf, rows } from './rows.js';

render(<Rows />, document.getElementById('app'));
const strip = document.querySelector('.strip');
const indexOf = new Map(rows.map(({ id }, index) => [id, index]));
let focused = null;

function focusOn(row) {
  if (focused) focused.removeAttribute('data-focused');
  focused = row;
  row.setAttribute('data-focused', '');
  strip.style.transform = `translateY(${-offsetOf(indexOf.get(row.id))}px)`;
}

addEventListener('keydown', (event) => {
  const next = getNextFocus(focused, event.keyCode);
  if (next) focusOn(next);
  event.preventDefault();
});

focusOn(document.getElementById(rows[0].id));
