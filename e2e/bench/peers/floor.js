/** Ten rows without framework or library, rewritten at each step: the least that any page costs in this browser. */
import { ROWS, rowAt, VISIBLE } from './rows.js';

const PARTS = ['title', 'introduction', 'pill', 'price'];

const strip = document.createElement('div');
strip.className = 'strip';
const slots = Array.from({ length: VISIBLE }, () => {
  const row = document.createElement('div');
  row.className = 'row';
  for (const part of PARTS) {
    const cell = document.createElement('span');
    cell.className = part;
    row.append(cell);
  }
  strip.append(row);
  return row;
});

let focused = 0;

function draw() {
  const first = Math.max(0, Math.min(focused - (VISIBLE - 2), ROWS - VISIBLE));
  slots.forEach((slot, at) => {
    const row = rowAt(first + at);
    slot.id = row.id;
    PARTS.forEach((part, cell) => {
      slot.children[cell].textContent = row[part];
    });
    slot.toggleAttribute('data-focused', first + at === focused);
  });
}

addEventListener('keydown', (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  focused = Math.max(0, Math.min(ROWS - 1, focused + step));
  draw();
});

draw();
const list = document.createElement('div');
list.className = 'window';
list.append(strip);
document.getElementById('app').append(list);
