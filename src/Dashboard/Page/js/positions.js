// What is held, what it cost, and what it is sure to be paid.

import { h } from './dom.js';
import { get } from './api.js';
import { apr, contracts, dollars, gain, moment, number, words } from './format.js';
import { eventOf, facts, link, side } from './parts.js';
import { table } from './table.js';
import { empty } from './notices.js';

/** What could be had now instead of waiting, and whether the settings call that worth it. */
const closing = offer =>
  offer
    ? [
        h('span', { class: 'line' }, offer.worth ? h('b', { class: 'up' }, '✓ worth it') : 'not worth it', ': ', dollars(offer.brings)),
        h(
          'span',
          { class: 'line dim' },
          words(offer.kind),
          ', waiting earns ',
          apr(offer.waitReturn),
          ' a year',
        ),
      ]
    : h('span', { class: 'dim' }, 'no offer');

export function positions(shell) {
  const rows = table({
    name: 'Positions',
    key: one => `${one.ticker} ${one.side} ${one.trade}`,
    sort: 'cost',
    redraw: shell.draw,
    height: 40,
    none: empty('Nothing is held.'),
    columns: [
      {
        id: 'market',
        label: 'Market',
        class: 'basket',
        sort: one => one.ticker,
        cell: one => [
          side(one.side),
          ' ',
          h('a', { href: link.event(eventOf(one.ticker)) }, h('code', {}, one.ticker)),
        ],
      },
      {
        id: 'quantity',
        label: 'Contracts',
        num: true,
        sort: one => number(one.quantity),
        cell: one => contracts(one.quantity),
      },
      { id: 'cost', label: 'Cost', num: true, sort: one => number(one.cost), cell: one => dollars(one.cost) },
      {
        id: 'trade',
        label: 'Trade',
        show: 2,
        sort: one => one.trade,
        cell: one =>
          one.trade
            ? h('a', { href: link.trade(one.trade) }, one.trade)
            : h('span', { class: 'warn-text' }, '▲ of no trade'),
      },
    ],
  });
  const sure = table({
    name: 'Trades that hold',
    key: one => one.id,
    sort: 'worst',
    href: one => link.trade(one.id),
    redraw: shell.draw,
    height: 44,
    none: empty('No trade holds anything.'),
    columns: [
      {
        id: 'id',
        label: 'Trade',
        class: 'basket',
        sort: one => one.id,
        cell: one => [one.phase, ' ', h('code', { class: 'dim' }, one.id)],
      },
      { id: 'cost', label: 'Cost', num: true, sort: one => number(one.cost), cell: one => dollars(one.cost) },
      {
        id: 'sure',
        label: 'Sure',
        num: true,
        sort: one => number(one.guaranteed),
        cell: one => dollars(one.guaranteed),
      },
      {
        id: 'worst',
        label: 'At worst',
        num: true,
        sort: one => number(one.atWorst),
        cell: one => h('strong', {}, gain(one.atWorst)),
      },
      { id: 'until', label: 'Until', show: 2, sort: one => one.until ?? '', cell: one => moment(one.until) },
      {
        id: 'closing',
        label: 'Close now',
        title: 'What the bids would bring now, fees paid, beside what waiting earns; "dutchbook close" does it',
        sort: one => number(one.closing?.gain),
        cell: one => closing(one.closing),
      },
    ],
  });
  return {
    title: 'Positions',
    parts: ['trades', 'quotes'],
    load: () => get('positions'),
    view: told => [
      h('h1', {}, 'Positions'),
      facts(...told.cash.map(one => [told.cash.length > 1 ? `Cash, shard ${one.shard}` : 'Cash', dollars(one.cash)]), [
        'Locked',
        dollars(shell.state?.desk?.locked),
        'Cash that open trades hold',
      ]),
      rows.view(told.positions.filter(one => number(one.quantity) !== 0)),
      h('h2', {}, 'What they are sure to be paid'),
      sure.view(told.trades),
    ],
  };
}
