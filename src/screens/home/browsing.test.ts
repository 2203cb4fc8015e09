/** The grid and the tabs under the focus, with pages that come late, fail, change and are left before they come. */
import { effect } from '@preact/signals';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createServices } from '../../catalogue/createServices.ts';
import { lost, servicesBench } from '../../catalogue/servicesBench.ts';
import { createFocus } from '../../remote/focus.ts';
import { zoneOf } from '../../remote/zones.ts';
import { gridShape, gridZone, tabsOf } from './homeZones.ts';

const STEPS = [
  ...(['up', 'down', 'left', 'right'] as const),
  ...(['pageUp', 'pageDown', 'answer', 'fail', 'refresh', 'grow', 'empty'] as const),
] as const;

async function run(steps: readonly (typeof STEPS)[number][]): Promise<void> {
  const bench = servicesBench(600);
  const catalogue = createServices(bench, { after: () => () => {} });
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
    if (step === 'answer') await bench.pending()[0]?.answer();
    else if (step === 'fail') await bench.pending()[0]?.answer(lost);
    else if (step === 'refresh') catalogue.reload();
    else if (step === 'grow') bench.all = servicesBench(bench.all.length + 1).all;
    else if (step === 'empty') bench.all = bench.all.length > 0 ? [] : servicesBench(600).all;
    else if (step === 'pageUp' || step === 'pageDown')
      focus.page(step === 'pageUp' ? 'up' : 'down');
    else if (focus.move(step)) moved();
    look();

    // Exactly one thing has the focus: it is there, and it is called as it is drawn.
    const { zone, index, id } = focus.place.value;
    const zones = [
      grid(),
      zoneOf(
        'tabs',
        tabs().map((tab) => tab.id),
        9,
      ),
    ];
    const under = zones.find((one) => one.id === zone);
    expect(under, `${zone} of ${step}`).toBeDefined();
    expect(index).toBeLessThan(under?.length ?? 0);
    expect(under?.idAt(index)).toBe(id);
    expect(focus.markOf(id).value).toBe('');
    expect(bench.pending().length).toBeLessThanOrEqual(2);
  }
  stop();
}

test('whatever comes in whatever order, exactly one thing that is there has the focus', async () => {
  const steps = fc.array(fc.constantFrom(...STEPS), { maxLength: 80 });
  await fc.assert(fc.asyncProperty(steps, run), { numRuns: 150 });
});

test('when the list changes under the viewer, the focus stays with its service', async () => {
  const bench = servicesBench(600);
  const catalogue = createServices(bench, { after: () => () => {} });
  const focus = createFocus();
  const stop = effect(() => {
    const zone = gridZone(catalogue.services.list.value, null);
    focus.show('home', [zone], zone.id);
  });
  catalogue.services.need(0, 16);
  await bench.answerAll();
  focus.goTo('services:', 100);
  catalogue.services.need(92, 108);
  await bench.answerAll();
  expect(focus.place.value).toMatchObject({ index: 100, id: 'service-s101' });
  bench.all = bench.all.filter(({ number }) => number !== 7);
  catalogue.reload();
  expect(focus.place.value.id).toBe('service-s101');
  await bench.answerAll();
  expect(focus.place.value).toMatchObject({ index: 99, id: 'service-s101' });
  stop();
});
