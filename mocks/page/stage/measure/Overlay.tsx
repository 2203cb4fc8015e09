/** Over the television: grids, the outline of what is pointed at, and the pointer of the ruler. */
import { sayFor } from '../say.ts';
import type { Stage } from '../stage.ts';
import { BASELINE, type Box, columnsOf, declaredWidth, GUTTER, SIDES, safeOf } from './boxes.ts';
import { boxOf, elementFacts, stepFrom } from './elementFacts.ts';
import styles from './Overlay.module.css';

interface Props {
  readonly stage: Stage;
  /** Of the television: pixels of the stage for one of the portal's page. */
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}

const px = (value: number): string => `${value}px`;

function Grid({ stage, scale, width }: Props) {
  const { grid, safe } = stage.options.value;
  const say = sayFor(stage);
  const [, high = 0] = stage.options.value.size.split('x').map(Number);
  const layout = layoutIn(stage);
  const declared = (width / declaredWidth(layout)) * scale;
  const columns = columnsOf(layout);
  const gutter = GUTTER * declared;
  const { x, y } = safeOf(layout);
  const column = (width * (1 - 2 * x) * scale - gutter * (columns - 1)) / columns;
  const edges = `${Math.round(width * x)} · ${Math.round(high * y)} px`;
  const inset = `${y * 100}% ${x * 100}%`;
  return (
    <>
      {(grid === 'columns' || grid === 'both') && (
        <div
          class={styles.columns}
          data-columns={columns}
          style={{ backgroundSize: `${px(column + gutter)} 100%`, '--column': px(column), inset }}
        />
      )}
      {(grid === 'baseline' || grid === 'both') && (
        <div
          class={styles.baseline}
          style={{ backgroundSize: `100% ${px(BASELINE * declared)}` }}
        />
      )}
      {safe === 'on' && (
        <div class={styles.safe} style={{ inset }}>
          <span class={styles.label}>
            {say('安全区', 'Safe area')} 5 % = {edges}
          </span>
        </div>
      )}
    </>
  );
}

const layoutIn = ({ page, painted }: Stage): string =>
  (painted.value >= 0 && page.value?.window.document.documentElement.getAttribute('data-layout')) ||
  'hd';

const placed = ({ left, top, width, height }: Box, scale: number) => ({
  left: px(left * scale),
  top: px(top * scale),
  width: px(width * scale),
  height: px(height * scale),
});

/** The gaps of the pointed element, as bars. */
function Gaps({ element, scale }: { readonly element: Element; readonly scale: number }) {
  const { box, gaps, toDeclared } = elementFacts(element);
  const [midX, midY] = [box.left + box.width / 2, box.top + box.height / 2];
  const bars = {
    left: { left: box.left - gaps.left, top: midY, width: gaps.left, height: 0 },
    right: { left: box.left + box.width, top: midY, width: gaps.right, height: 0 },
    top: { left: midX, top: box.top - gaps.top, width: 0, height: gaps.top },
    bottom: { left: midX, top: box.top + box.height, width: 0, height: gaps.bottom },
  };
  return (
    <>
      {SIDES.filter((side) => gaps[side] > 0).map((side) => (
        <div key={side} class={styles.gap} data-side={side} style={placed(bars[side], scale)}>
          <span>{Math.round(gaps[side] * toDeclared)}</span>
        </div>
      ))}
    </>
  );
}

export function Overlay(props: Props) {
  const { stage, scale } = props;
  const say = sayFor(stage);
  const isRuler = stage.options.value.panel === 'measure';
  const isPainted = stage.painted.value >= 0;
  const pointed = isPainted ? stage.pointed.value : null;
  const held = stage.held.value;
  const at = (event: MouseEvent & { readonly currentTarget: EventTarget }) => {
    const { left, top } = (event.currentTarget as Element).getBoundingClientRect();
    const page = stage.page.value?.window.document;
    const found = page?.elementFromPoint(
      (event.clientX - left) / scale,
      (event.clientY - top) / scale,
    );
    return found ?? null;
  };
  return (
    <>
      <Grid {...props} />
      {isRuler && pointed?.isConnected && <Gaps element={pointed} scale={scale} />}
      {[held, pointed].map(
        (element, index) =>
          element?.isConnected && (
            <div
              key={index}
              class={styles.outline}
              data-outline={index === 0 ? 'held' : 'pointed'}
              style={placed(boxOf(element), scale)}
            />
          ),
      )}
      {isRuler && (
        <button
          type="button"
          class={styles.ruler}
          aria-label={say('量尺：方向键移动，回车按住', 'Ruler: arrows move, Enter holds')}
          onMouseMove={(event) => {
            stage.pointed.value = at(event);
          }}
          onClick={(event) => {
            // A press of Enter is a click without a place.
            const clicked = event.detail === 0 ? stage.pointed.value : at(event);
            stage.held.value = clicked === stage.held.value ? null : clicked;
          }}
          onKeyDown={(event) => {
            if (!event.key.startsWith('Arrow')) return;
            event.preventDefault();
            event.stopPropagation();
            const from = stage.pointed.value;
            const focused = stage.page.value?.window.document.querySelector('[data-focused]');
            stage.pointed.value = from?.isConnected ? stepFrom(from, event.key) : (focused ?? null);
          }}
        />
      )}
    </>
  );
}
