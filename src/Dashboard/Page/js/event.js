// Ladders and partitions: what the prices of an event imply together, and where they break.

import { h } from './dom.js';
import { get, segment } from './api.js';
import { cents, contracts, count } from './format.js';
import { cells, ladder, partition } from './ladder.js';
import { bands } from './distribution.js';
import { legend } from './chart.js';
import { facts, link, panel, knownFrom } from './parts.js';
import { table } from './table.js';
import { empty } from './notices.js';

export function events(shell) {
  let query = '';
  let later = null;
  const rows = table({
    name: 'Events',
    key: one => one.ticker,
    sort: null,
    href: one => link.event(one.ticker),
    redraw: shell.draw,
    height: 44,
    none: 'No event matches.',
    columns: [
      {
        id: 'title',
        label: 'Event',
        class: 'basket',
        sort: one => one.title,
        cell: one => [
          h('span', { class: 'line' }, one.title || one.ticker),
          h('span', { class: 'line dim' }, h('code', {}, one.ticker)),
        ],
      },
      {
        id: 'kind',
        label: 'Kind',
        show: 2,
        sort: one => String(one.mutuallyExclusive),
        cell: one => (one.mutuallyExclusive ? 'at most one comes true' : 'any number come true'),
      },
      {
        id: 'breaks',
        label: 'Breaks',
        num: true,
        title: 'Opportunities with a leg in it',
        sort: one => one.opportunities,
        cell: one =>
          one.opportunities ? h('b', { class: 'up' }, count(one.opportunities)) : h('span', { class: 'dim' }, 'none'),
      },
      { id: 'markets', label: 'Markets', num: true, sort: one => one.markets, cell: one => count(one.markets) },
    ],
  });
  return {
    title: 'Events',
    parts: [],
    load: () => get(`events?query=${segment(query)}`),
    view: told => [
      h(
        'div',
        { class: 'head' },
        h('h1', {}, 'Events'),
        h(
          'div',
          { class: 'filters', role: 'search' },
          h(
            'label',
            {},
            h('span', { class: 'heard' }, 'Search'),
            h('input', {
              type: 'search',
              placeholder: 'Search  /',
              value: query,
              oninput: event => {
                query = event.target.value;
                clearTimeout(later);
                later = setTimeout(shell.refresh, 200);
              },
            }),
          ),
        ),
      ),
      rows.view(told.events),
    ],
  };
}

export function eventPage(shell, ticker) {
  const rows = table({
    name: 'Markets',
    key: one => one.ticker,
    sort: null,
    redraw: shell.draw,
    height: 44,
    columns: columns(),
  });
  return {
    title: `Event ${ticker}`,
    parts: ['opportunities', 'quotes'],
    load: () => get(`events/${segment(ticker ?? '')}`),
    view: told => {
      const broken = new Set(told.breaks.flatMap(one => one.tickers));
      return [
        h('p', { class: 'crumbs' }, h('a', { href: '#/events' }, 'Events'), ' / ', h('code', {}, told.event.ticker)),
        h('h1', {}, told.event.title || told.event.ticker),
        h(
          'div',
          { class: 'grid two' },
          panel('Where it breaks', breaks(told), { wide: true }),
          panel('Implied distribution', picture(told, broken), {
            wide: true,
            note: told.kind === 'ladder' ? 'each strike, from bid to ask' : null,
          }),
          told.kind === 'ladder' ? panel('Between the strikes', between(told.markets), { wide: true }) : null,
        ),
        h('h2', {}, 'Markets'),
        rows.view(told.markets),
      ];
    },
  };
}

function breaks(told) {
  if (told.breaks.length === 0)
    return empty(
      '✓ These prices can all be right together.',
      'No basket that touches this event pays more than it costs.',
    );
  return h(
    'ul',
    { class: 'plain breaks' },
    told.breaks.map((one, index) =>
      h(
        'li',
        { key: index },
        h('span', { class: 'tag bad' }, '✕ break'),
        ' ',
        one.text,
        h(
          'span',
          { class: 'line dim' },
          one.tickers.map(ticker => h('code', { key: ticker }, `${ticker} `)),
        ),
      ),
    ),
  );
}

function picture(told, broken) {
  const row = one => ({
    ...one,
    id: one.market.ticker,
    name: one.market.label || one.market.ticker,
    marked: broken.has(one.market.ticker),
  });
  const keys = legend([
    ['quote', 'bid to ask'],
    ['coherent', 'what all prices together leave'],
    ['cross', '✕ they leave nothing'],
  ]);
  if (told.kind === 'partition') {
    const { parts, asks, bids } = partition(told.markets);
    return [
      facts(
        [
          'All asks add up to',
          asks === null ? '– not all are quoted' : cents(asks.toFixed(4)),
          'Below 100¢, buying all of them pays if one must come true',
        ],
        [
          'All bids add up to',
          cents(bids.toFixed(4)),
          'Above 100¢, selling all of them pays, because at most one comes true',
        ],
      ),
      bands('partition', parts.map(row), `${parts.length} parts; the bids add up to ${(bids * 100).toFixed(1)} cents`),
      keys,
    ];
  }

  const rungs = ladder(told.markets);
  if (told.kind === 'ladder' && rungs.length > 1) {
    const bad = rungs.filter(one => one.broken).length;
    return [
      bands('ladder', rungs.map(row), `${rungs.length} strikes; at ${bad} of them bids and asks contradict each other`),
      keys,
    ];
  }

  const all = told.markets
    .map(market => ({ market, bid: Number(market.yesBid ?? NaN), ask: Number(market.yesAsk ?? NaN) }))
    .map(one => ({ ...one, low: one.bid > 0 ? one.bid : 0, high: one.ask > 0 ? one.ask : 1, broken: false }));
  return [
    h('p', { class: 'dim' }, 'These markets are neither a ladder nor a partition: each stands for itself.'),
    bands('other', all.map(row), `${all.length} markets`),
  ];
}

function between(markets) {
  const all = cells(ladder(markets));
  if (all.length === 0) return empty('There are too few strikes.');
  return bands(
    'cells',
    all.map((one, index) => ({ ...one, id: String(index), cell: true, marked: one.broken })),
    'share left for each cell between two strikes',
  );
}

const columns = () => [
  {
    id: 'label',
    label: 'Market',
    class: 'basket',
    cell: one => [
      h('span', { class: 'line' }, one.label || one.ticker),
      h('span', { class: 'line dim' }, h('code', {}, one.ticker)),
    ],
  },
  { id: 'bid', label: 'Bid', num: true, cell: one => cents(one.yesBid) },
  { id: 'ask', label: 'Ask', num: true, cell: one => cents(one.yesAsk) },
  { id: 'known', label: 'Known from', show: 2, cell: one => knownFrom(one) },
  {
    id: 'sizes',
    label: 'Sizes',
    num: true,
    show: 2,
    cell: one => [contracts(one.bidSize), ' / ', contracts(one.askSize)],
  },
  { id: 'last', label: 'Last', num: true, show: 2, cell: one => cents(one.lastPrice) },
  { id: 'relations', label: 'Relations', num: true, show: 3, cell: one => count(one.inRelations) },
  {
    id: 'found',
    label: 'Opportunities',
    num: true,
    show: 2,
    cell: one =>
      one.inOpportunities?.length
        ? one.inOpportunities
            .slice(0, 3)
            .map((id, index) => [index ? ' ' : '', h('a', { key: id, href: link.opportunity(id) }, id.slice(0, 6))])
        : h('span', { class: 'dim' }, 'none'),
  },
];
