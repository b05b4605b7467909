// Profit and loss: the curve, and which days, series and kinds of relation it came from.

import { h } from './dom.js';
import { get } from './api.js';
import { count, dollars, gain, number, plus } from './format.js';
import { legend, timeChart } from './chart.js';
import { facts, panel } from './parts.js';
import { empty } from './notices.js';

export function pnl() {
  return {
    title: 'P&L',
    parts: ['trades'],
    load: () => get('pnl'),
    view: told => [
      h(
        'div',
        { class: 'head' },
        h('h1', {}, 'Profit and loss'),
        h('a', { class: 'button', href: '/api/v1/pnl.csv', download: 'pnl.csv' }, 'CSV'),
      ),
      total(told.total),
      h(
        'div',
        { class: 'grid two' },
        panel('Equity', curve(told.curve), { wide: true, note: 'all trades since the book began' }),
        panel('By relation', attribution(told.relationTypes)),
        panel('By series', attribution(told.series)),
        panel('By day', attribution(told.days), { wide: true }),
      ),
    ],
  };
}

const total = one =>
  one
    ? facts(
        ['Realised', h('strong', {}, gain(one.realised))],
        ['Open at worst', gain(one.openAtWorst)],
        ['Together', gain(plus(one.realised, one.openAtWorst))],
        ['Fees', dollars(one.fees)],
        ['Trades', count(one.trades)],
      )
    : null;

function curve(all) {
  if (!all || all.length < 2) return empty('There is no curve yet.', 'It begins with the second trade that ends.');
  const line = (name, kind) => ({
    name,
    kind,
    points: all
      .filter(point => point[name] !== null)
      .map(point => ({ at: Date.parse(point.at), value: number(point[name]) })),
  });
  return [
    timeChart({
      name: 'equity',
      height: 260,
      lines: [line('atWorst', 'worst'), line('realised', 'net')],
      said:
        `Equity over ${all.length} points: realised $${all.at(-1).realised}, ` +
        `with what is open at its worst $${all.at(-1).atWorst}`,
    }),
    legend([
      ['net', 'realised'],
      ['worst', 'with what is open, at its worst'],
    ]),
  ];
}

/** Bars left of the middle are losses, right of it gains; the number beside says the same. */
function attribution(rows) {
  if (!rows?.length) return empty('Nothing yet.');
  const sums = rows.map(one => ({ ...one, sum: plus(one.realised, one.openAtWorst) }));
  const most = Math.max(...sums.map(one => Math.abs(number(one.sum))).filter(value => !Number.isNaN(value)), 0.01);
  return h(
    'div',
    { class: 'tablewrap', role: 'group', 'aria-label': 'Attribution', tabindex: '0' },
    h(
      'table',
      { class: 'small' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, 'Name'),
          h('th', { scope: 'col', class: 'w2' }, h('span', { class: 'heard' }, 'Picture')),
          ['Realised', 'Open at worst', 'Fees', 'Trades'].map((name, at) =>
            h('th', { key: name, scope: 'col', class: at > 1 ? 'num w2' : 'num' }, name),
          ),
        ),
      ),
      h(
        'tbody',
        {},
        sums.map(one =>
          h(
            'tr',
            { key: one.name },
            h('th', { scope: 'row' }, one.name),
            h('td', { class: 'w2' }, bar(number(one.sum) / most)),
            h('td', { class: 'num' }, gain(one.realised)),
            h('td', { class: 'num' }, gain(one.openAtWorst)),
            h('td', { class: 'num w2' }, dollars(one.fees)),
            h('td', { class: 'num w2' }, count(one.trades)),
          ),
        ),
      ),
    ),
  );
}

function bar(part) {
  if (Number.isNaN(part)) return null;
  const size = Math.abs(part) * 50;
  return h(
    'svg',
    { class: 'spark', width: 100, height: 12, viewBox: '0 0 100 12', 'aria-hidden': 'true' },
    h('line', { class: 'zero', x1: 50, x2: 50, y1: 0, y2: 12 }),
    h('rect', {
      class: part < 0 ? 'loss' : 'won',
      x: part < 0 ? 50 - size : 50,
      y: 2,
      width: Math.max(1, size),
      height: 8,
    }),
  );
}
