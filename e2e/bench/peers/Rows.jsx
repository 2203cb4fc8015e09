/** The thousand rows in plain Preact, for the libraries that look at the document. */
import { rows } from './rows.js';

export const Rows = () => (
  <div class="window">
    <div class="strip">
      {rows.map((row) => (
        <div key={row.id} id={row.id} class="row" role="button" tabIndex={0}>
          <span class="title">{row.title}</span>
          <span class="introduction">{row.introduction}</span>
          <span class="pill">{row.pill}</span>
          <span class="price">{row.price}</span>
        </div>
      ))}
    </div>
  </div>
);
