/** The grid and the tabs under the focus, with pages that come late, fail, change and are left before they come. */
import { effect } from '@preact/signals';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createServices } from '../../catalogue/createServices.ts';
import { lost, servicesFixture } from '../../catalogue/services.fixture.ts';
import { createFocus } from '../../remote/focus.ts';
import { zoneOf } from '../../remote/zones.ts';
import { gridShape, gridZone, tabsOf } from './homeZones.ts';

const STEPS = [
  ...(['up', 'down', 'left', 'right'] as const),
  ...(['pageUp', 'pageDown', 'answer', 'fail', 'refresh', 'grow', 'empty'] as const),
] as const;

async function run(steps: readonly (typeof STEPS)[number][]): Promise<void> {
  const fixture = servicesFixture(600);
  const catalogue = createServices(fixture, { after: () => () => {} });
  const focus = createFocus();
  const { columns, rows } = gridShape();

  const grid = () => gridZone(catalogue.services.list.value, catalogue.category.value);
  const tabs = () => tabsOf(catalogue.categories.value);

  /** What the screen does when it is drawn. */
  const stop = effect(() => {
    const zone = grid();
    const ids = tabs().map(({ id }) => id);
    focus.show('home', [zoneOf('tabs', ids, ids.length, { down: zone.id }), zone], zone.id);
  });
  /** What the window on the list does when it is drawn. */
  const look = () => {
    const top = Math.max(0, Math.floor(focus.indexIn(grid().id) / columns) - rows);
    const end = Math.min((top + rows + 2) * columns, grid().length);
    catalogue.services.need(top * columns, Math.max(1, end));
  };
  const moved = () => {
    const { zone, index } = focus.place.value;
    const tab = zone === 'tabs' ? tabs()[index] : undefined;
    if (tab?.category !== undefined) catalogue.chooseCategory(tab.category);
  };

  look();
  for (const step of steps) {
    if (step === 'answer') await fixture.pending()[0]?.answer();
    else if (step === 'fail') await fixture.pending()[0]?.answer(lost);
    else if (step === 'refresh') catalogue.reload();
    else if (step === 'grow') fixture.all = servicesFixture(fixture.all.length + 1).all;
    else if (step === 'empty') fixture.all = fixture.all.length > 0 ? [] : servicesFixture(600).all;
    else if (step === 'pageUp' || step === 'pageDown')
      focus.page(step === 'pageUp' ? 'up' : 'down');
    else if (focus.move(step)) moved();
    look();

    // Exactly one item has the focus: it exists, and has the id it is drawn with.
    const { zone, index, id } = focus.place.value;
    const zones = [
      grid(),
      zoneOf(
        'tabs',
        tabs().map((tab) => tab.id),
        9,
      ),
    ];
    const under = zones.find((candidate) => candidate.id === zone);
    expect(under, `${zone} of ${step}`).toBeDefined();
    expect(index).toBeLessThan(under?.length ?? 0);
    expect(under?.idAt(index)).toBe(id);
    expect(focus.markOf(id).value).toBe('');
    expect(fixture.pending().length).toBeLessThanOrEqual(2);
  }
  stop();
}

test('whatever comes in whatever order, exactly one item that exists has the focus', async () => {
  const steps = fc.array(fc.constantFrom(...STEPS), { maxLength: 80 });
  await fc.assert(fc.asyncProperty(steps, run), { numRuns: 150 });
});

test('when the list changes under the viewer, the focus stays with its service', async () => {
  const fixture = servicesFixture(600);
  const catalogue = createServices(fixture, { after: () => () => {} });
  const focus = createFocus();
  const stop = effect(() => {
    const zone = gridZone(catalogue.services.list.value, null);
    focus.show('home', [zone], zone.id);
  });
  catalogue.services.need(0, 16);
  await fixture.answerAll();
  focus.goTo('services:', 100);
  catalogue.services.need(92, 108);
  await fixture.answerAll();
  expect(focus.place.value).toMatchObject({ index: 100, id: 'service-s101' });
  fixture.all = fixture.all.filter(({ number }) => number !== 7);
  catalogue.reload();
  expect(focus.place.value.id).toBe('service-s101');
  await fixture.answerAll();
  expect(focus.place.value).toMatchObject({ index: 99, id: 'service-s101' });
  stop();
});
