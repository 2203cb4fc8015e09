/** @noriginmedia/norigin-spatial-navigation on React, or on preact/compat where the bench builds it so. */
import {
  FocusContext,
  init,
  setFocus,
  useFocusable,
} from '@noriginmedia/norigin-spatial-navigation';
import { useCallback, useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { offsetOf, rows } from './rows.js';

function Row({ row, index, onShow }) {
  const { ref, focused } = useFocusable({
    focusKey: row.id,
    onFocus: () => onShow(index),
  });
  return (
    <div ref={ref} id={row.id} className="row" data-focused={focused ? '' : undefined}>
      <span className="title">{row.title}</span>
      <span className="introduction">{row.introduction}</span>
      <span className="pill">{row.pill}</span>
      <span className="price">{row.price}</span>
    </div>
  );
}

function List({ options }) {
  const { ref, focusKey } = useFocusable({ focusKey: 'LIST', ...options });
  const strip = useRef(null);
  const onShow = useCallback((index) => {
    strip.current.style.transform = `translateY(${-offsetOf(index)}px)`;
  }, []);
  useEffect(() => {
    setFocus(rows[0].id);
  }, []);
  return (
    <FocusContext.Provider value={focusKey}>
      <div className="window" ref={ref}>
        <div className="strip" ref={strip}>
          {rows.map((row, index) => (
            <Row key={row.id} row={row} index={index} onShow={onShow} />
          ))}
        </div>
      </div>
    </FocusContext.Provider>
  );
}

export function start(options) {
  init({});
  createRoot(document.getElementById('app')).render(<List options={options} />);
}
