/**
 * The portal's list without a framework. The page starts as the portal has drawn it; each press changes what differs, by
 * hand, within the key's own event, so one frame shows it. Nothing is measured and no element is created: the row that
 * has left at the top becomes the one that comes in at the bottom.
 */
const COLUMNS = 4;
/** Rows that are fully visible. The next one is partly visible below, and the one after it is ready for the next press. */
const WHOLE = 2;
const SLOTS = WHOLE + 2;
const PITCH_REM = 10.4;

const cards = JSON.parse(document.getElementById('cards').textContent);
const ROWS = Math.ceil(cards.length / COLUMNS);
const app = document.getElementById('app');
const strip = document.querySelector('[role=listbox]');
const pillOf = strip.querySelector('[data-tone]');

const places = Array.from(strip.children, (row) =>
  Array.from(row.children, (card) => {
    const [top, words, foot] = card.children;
    const pill = top.querySelector('[data-tone]') ?? pillOf.cloneNode(true);
    return {
      card,
      icon: top.querySelector('[data-icon]'),
      top,
      pill,
      drawing: top.querySelector('path'),
      title: words.children[0].firstChild,
      introduction: words.children[1].firstChild,
      price: foot.firstElementChild.firstElementChild.firstChild,
      number: foot.lastElementChild.firstChild,
      words: pill.firstChild,
    };
  }),
);
const rowIn = Array.from(strip.children, (_, at) => at);

function write(place, { id, at, icon, drawing, title, introduction, price, number, pill }) {
  place.card.id = id;
  place.card.setAttribute('aria-posinset', at + 1);
  place.icon.setAttribute('data-icon', icon);
  place.drawing.setAttribute('d', drawing);
  place.title.data = title;
  place.introduction.data = introduction;
  place.price.data = price;
  place.number.data = number;
  if (pill) {
    place.pill.setAttribute('data-tone', pill[0]);
    place.words.data = pill[1];
    place.top.append(place.pill);
  } else place.pill.remove();
}

let row = 0;
let top = 0;
const focused = () => places[row % SLOTS][0].card;

function step(by) {
  const next = row + by;
  if (next < 0 || next >= ROWS) return;
  focused().removeAttribute('data-focused');
  row = next;
  const before = top;
  top = Math.max(0, row - (WHOLE - 1));
  if (top !== before) {
    for (let at = top; at < top + SLOTS; at++) {
      const slot = at % SLOTS;
      const box = strip.children[slot];
      if (rowIn[slot] !== at && at < ROWS) {
        rowIn[slot] = at;
        box.style.transform = `translateY(${at * PITCH_REM}rem)`;
        for (const [column, place] of places[slot].entries()) {
          write(place, cards[at * COLUMNS + column]);
        }
      }
      if (at < top + WHOLE) box.removeAttribute('data-beyond');
      else box.setAttribute('data-beyond', '');
    }
    strip.style.transform = `translateY(${-top * PITCH_REM}rem)`;
  }
  focused().setAttribute('data-focused', '');
  app.setAttribute('aria-activedescendant', focused().id);
}

addEventListener('keydown', (event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  step(by);
});

const clock = document.querySelector('header > :last-child').firstChild;
setInterval(() => {
  const time = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(11, 16);
  if (clock.data !== time) clock.data = time;
}, 1_000);
