// The implied distribution as a picture: a bar from bid to ask for each market, the band that all prices together
// leave, and a cross where they leave none.

import { h } from './dom.js';
import { sized } from './chart.js';

const ROW = 24;
const NAME = 150;
const VALUE = 96;

const pct = value => (value * 100).toFixed(1);

/** rows: {id, name, bid, ask, low, high, broken, marked}; all from 0 to 1. A cell has no quotes of its own. */
export function bands(name, rows, said) {
  return sized(name, width => {
    const left = Math.min(NAME, width * 0.32);
    const room = Math.max(60, width - left - VALUE);
    const x = value => left + Math.max(0, Math.min(1, value)) * room;
    const height = rows.length * ROW + 22;
    const letters = Math.floor(left / 7.4) - 1;
    return h(
      'svg',
      { class: 'bandsvg', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': said },
      [0, 0.25, 0.5, 0.75, 1].map(value =>
        h(
          'g',
          { key: `r${value}` },
          h('line', { class: 'rung', x1: x(value), x2: x(value), y1: 0, y2: height - 18 }),
          h('text', { class: 'tick', x: x(value), y: height - 4, 'text-anchor': 'middle' }, `${value * 100}¢`),
        ),
      ),
      rows.map((row, index) => line(row, index * ROW, x, left, width, letters)),
    );
  });
}

function line(row, top, x, left, width, letters) {
  const middle = top + ROW / 2;
  const bid = row.bid > 0 ? row.bid : 0;
  const ask = row.ask > 0 ? row.ask : 1;
  const quotes = row.cell
    ? row.broken
      ? 'none fits'
      : `${pct(row.low)} to ${pct(row.high)}`
    : `${row.bid > 0 ? pct(row.bid) : '–'} / ${row.ask > 0 ? pct(row.ask) : '–'}`;
  return h(
    'g',
    { key: row.id, class: row.broken || row.marked ? 'row broken' : 'row' },
    row.cell
      ? null
      : h('title', {}, `${row.name}: bid and ask ${quotes}, together ${pct(row.low)} to ${pct(row.high)} cents`),
    row.marked ? h('rect', { class: 'stripe', x: 0, y: top + 1, width, height: ROW - 2 }) : null,
    h(
      'text',
      { class: 'name', x: left - 8, y: middle + 4, 'text-anchor': 'end' },
      row.name.length > letters ? `${row.name.slice(0, letters - 1)}…` : row.name,
    ),
    row.cell
      ? null
      : h('rect', { class: 'quote', x: x(bid), y: middle - 6, width: Math.max(2, x(ask) - x(bid)), height: 12, rx: 2 }),
    row.broken
      ? cross(row.cell ? left + 8 : x((row.low + row.high) / 2), middle)
      : h('rect', {
          class: 'coherent',
          x: x(row.low),
          y: middle - (row.cell ? 5 : 2),
          width: Math.max(2, x(row.high) - x(row.low)),
          height: row.cell ? 10 : 4,
        }),
    row.bid > 0 && !row.cell ? h('path', { class: 'bid', d: `M${x(bid)},${middle - 8}v16` }) : null,
    row.ask > 0 && !row.cell ? h('path', { class: 'ask', d: `M${x(ask)},${middle - 8}v16` }) : null,
    h('text', { class: 'value', x: width - 4, y: middle + 4, 'text-anchor': 'end' }, quotes),
  );
}

const cross = (x, y) =>
  h('path', { class: 'cross', d: `M${x - 5},${y - 5}L${x + 5},${y + 5}M${x + 5},${y - 5}L${x - 5},${y + 5}` });
