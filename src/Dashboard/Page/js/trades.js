// Trades, and one trade as a timeline of what was intended, acknowledged and filled.

import { h } from './dom.js';
import { get, segment } from './api.js';
import { age, cents, clock, contracts, dollars, gain, moment, number } from './format.js';
import { facts, link, panel, side } from './parts.js';
import { losses } from './outside.js';
import { table } from './table.js';
import { empty } from './notices.js';

const DONE = { Complete: '✓', Flat: '○', Declined: '–', Residual: '▲', Balanced: '✓' };

const phase = one =>
  h(
    'span',
    { class: `phase ${one.phase}` },
    h('span', { 'aria-hidden': 'true' }, `${DONE[one.phase] ?? '…'} `),
    one.phase,
  );

export function trades(shell) {
  const rows = table({
    name: 'Trades',
    key: one => one.id,
    sort: 'at',
    href: one => link.trade(one.id),
    redraw: shell.draw,
    height: 52,
    columns: columns(),
    none: empty('Nothing has been traded yet.', 'Each opportunity says why it was not traded.'),
  });
  return {
    title: 'Trades',
    parts: ['trades'],
    load: () => get('trades'),
    view: told => [
      h(
        'div',
        { class: 'head' },
        h('h1', {}, 'Trades'),
        h('a', { class: 'button', href: '/api/v1/trades.csv', download: 'trades.csv' }, 'CSV, realised gains included'),
      ),
      rows.view(told.trades),
    ],
  };
}

const columns = () => [
  {
    id: 'trade',
    label: 'Trade',
    class: 'basket',
    sort: one => one.id,
    cell: one => [
      h('span', { class: 'line' }, phase(one), ' ', h('code', { class: 'dim' }, one.id)),
      h(
        'span',
        { class: 'line dim' },
        one.legs.slice(0, 2).map(part => [side(part.side), ' ', part.ticker, ' ']),
        one.legs.length > 2 ? `and ${one.legs.length - 2} more` : '',
      ),
    ],
  },
  {
    id: 'reason',
    label: 'Because',
    show: 3,
    class: 'reason',
    cell: one => h('span', { class: 'line2', title: one.reason }, one.reason),
  },
  {
    id: 'units',
    label: 'Baskets',
    num: true,
    show: 2,
    sort: one => number(one.units),
    cell: one => contracts(one.units),
  },
  { id: 'spent', label: 'Spent', num: true, show: 2, sort: one => number(one.spent), cell: one => dollars(one.spent) },
  { id: 'fees', label: 'Fees', num: true, show: 3, sort: one => number(one.fees), cell: one => dollars(one.fees) },
  {
    id: 'guaranteed',
    label: 'Sure',
    num: true,
    show: 2,
    title: 'What is held is sure to be paid this',
    sort: one => number(one.guaranteed),
    cell: one => dollars(one.guaranteed),
  },
  {
    id: 'result',
    label: 'At worst',
    num: true,
    title: 'The result, or the worst it can still be',
    sort: one => number(one.atWorst),
    cell: one => h('strong', {}, gain(one.atWorst)),
  },
  { id: 'at', label: 'Age', num: true, sort: one => Date.parse(one.createdAt), cell: one => age(one.createdAt) },
];

export function trade(shell, id) {
  return {
    title: 'Trade',
    parts: ['trades'],
    load: () => get(`trades/${segment(id ?? '')}`),
    view: told => {
      const one = told.trade;
      return [
        h('p', { class: 'crumbs' }, h('a', { href: '#/trades' }, 'Trades'), ' / ', h('code', {}, one.id)),
        h(
          'div',
          { class: 'lead-row' },
          h('h1', {}, phase(one)),
          h('a', { class: 'button', href: link.opportunity(one.opportunity) }, 'Its opportunity'),
        ),
        one.reason ? h('p', {}, one.reason) : null,
        facts(
          [one.paid ? 'Result' : 'Result at worst', h('strong', {}, gain(one.atWorst))],
          ['Baskets', contracts(one.units)],
          ['Spent', dollars(one.spent)],
          ['Fees', dollars(one.fees)],
          ['Sure to be paid', dollars(one.guaranteed)],
          ['Outlay at most', dollars(one.outlayAtMost)],
          ['Worked as', one.policy],
          ['Begun', moment(one.createdAt)],
        ),
        h(
          'div',
          { class: 'grid two' },
          panel('Timeline', timeline(told.timeline), { wide: true }),
          panel('Legs', legs(one)),
          panel('What it could have lost', losses(one.losses)),
          told.checks?.length ? panel('Checks before it', checks(told.checks), { wide: true }) : null,
        ),
      ];
    },
  };
}

const KINDS = [
  [/^fill|: Filled/, '●', 'good'],
  [/^refused|reject|unknown|fail/i, '✕', 'bad'],
  [/unwind|cancel|repair|killed/i, '▲', 'warn'],
  [/^order/, '○', 'idle'],
];

function timeline(all) {
  if (!all?.length) return empty('Nothing has been written down for it yet.');
  return h(
    'ol',
    { class: 'timeline' },
    all.map((one, index) => {
      const told = `${one.what} ${one.text}`;
      const [, mark, kind] = KINDS.find(([pattern]) => pattern.test(told)) ?? [null, '·', 'plain'];
      return h(
        'li',
        { key: index, class: kind },
        h('span', { class: 'mark', 'aria-hidden': 'true' }, mark),
        h('span', { class: 'num dim' }, clock(one.at)),
        ' ',
        h('b', {}, one.what),
        ' ',
        h('span', { class: 'text' }, one.text),
      );
    }),
  );
}

const legs = one =>
  h(
    'div',
    { class: 'tablewrap', role: 'group', 'aria-label': 'Legs', tabindex: '0' },
    h(
      'table',
      { class: 'small' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ['Leg', 'Limit', 'Held'].map((name, at) =>
            h('th', { key: name, scope: 'col', class: at ? 'num' : null }, name),
          ),
        ),
      ),
      h(
        'tbody',
        {},
        one.legs.map((part, index) =>
          h(
            'tr',
            { key: index },
            h('th', { scope: 'row' }, side(part.side), ' ', h('code', {}, part.ticker)),
            h('td', { class: 'num' }, cents(part.limit)),
            h('td', { class: 'num' }, contracts(part.held)),
          ),
        ),
      ),
    ),
  );

const checks = all =>
  h(
    'ul',
    { class: 'plain' },
    all.map((one, index) =>
      h(
        'li',
        { key: index },
        h('span', { class: `sign ${one.passed ? 'good' : 'bad'}` }, one.passed ? '✓ passed' : '✕ refused'),
        ` ${one.check}`,
        one.reason ? h('span', { class: 'dim' }, ` ${one.reason}`) : null,
      ),
    ),
  );
