// Every basket found, and on request those that nearly pay, each with the reason why it was not traded.

import { h } from './dom.js';
import { get } from './api.js';
import { age, apr, cents, contracts, dollars, gain, number, share } from './format.js';
import { grade, leg, link, signal, topic } from './parts.js';
import { table } from './table.js';
import { empty } from './notices.js';

export function opportunities(shell) {
  const wanted = { text: '', grade: '', below: false, near: false };
  const set = change => {
    Object.assign(wanted, change);
    shell.draw();
  };

  const found = table({
    name: 'Opportunities',
    columns: columns(),
    key: one => one.id,
    sort: 'edge',
    height: 52,
    href: one => link.opportunity(one.id),
    redraw: shell.draw,
    none: empty('Nothing matches.', 'Loosen the filter, or show what lies below the thresholds and near misses.'),
  });
  const near = table({
    name: 'Near misses',
    columns: nearColumns(),
    key: missKey,
    sort: 'edge',
    height: 52,
    redraw: shell.draw,
    none: 'No near misses either: nothing is close to paying.',
  });

  return {
    title: 'Opportunities',
    parts: ['opportunities'],
    load: () => get('opportunities'),
    view: ({ opportunities: all, nearMisses }) => {
      const above = all.filter(one => one.above);
      const shown = (wanted.below ? all : above).filter(one => matches(one, wanted));
      return [
        h(
          'div',
          { class: 'head' },
          h('h1', {}, 'Opportunities'),
          filters(wanted, set, all.length - above.length, nearMisses.length),
        ),
        found.view(shown),
        wanted.near
          ? h(
              'section',
              { key: 'near', 'aria-label': 'Near misses' },
              h('h2', {}, 'Near misses'),
              near.view(
                nearMisses.filter(
                  one => !wanted.text || JSON.stringify(one.claims).toLowerCase().includes(wanted.text),
                ),
              ),
            )
          : null,
      ];
    },
  };
}

function filters(wanted, set, below, near) {
  const box = (name, label) =>
    h(
      'label',
      { class: 'check' },
      h('input', { type: 'checkbox', checked: wanted[name], onchange: event => set({ [name]: event.target.checked }) }),
      label,
    );
  return h(
    'div',
    { class: 'filters', role: 'search' },
    h(
      'label',
      {},
      h('span', { class: 'heard' }, 'Filter'),
      h('input', {
        type: 'search',
        placeholder: 'Filter  /',
        value: wanted.text,
        oninput: event => set({ text: event.target.value.toLowerCase() }),
      }),
    ),
    h(
      'label',
      {},
      h('span', { class: 'heard' }, 'Grade'),
      h(
        'select',
        { onchange: event => set({ grade: event.target.value }) },
        ['', 'A', 'B', 'C', 'D'].map(name =>
          h('option', { value: name, selected: wanted.grade === name }, name ? `Grade ${name}` : 'All grades'),
        ),
      ),
    ),
    box('below', `Below thresholds (${below})`),
    box('near', `Near misses (${near})`),
  );
}

function matches(one, { text, grade: wanted }) {
  if (wanted && one.grade !== wanted) return false;
  if (!text) return true;
  return [one.title, one.series, one.category, one.signal, ...one.legs.map(part => part.ticker)].some(part =>
    String(part ?? '')
      .toLowerCase()
      .includes(text),
  );
}

function columns() {
  return [
    { id: 'basket', label: 'Basket', sort: topic, class: 'basket', cell: basket },
    { id: 'legs', label: 'Legs', show: 4, class: 'legs', sort: one => one.legs.length, cell: legs },
    {
      id: 'units',
      label: 'Size',
      num: true,
      show: 2,
      sort: one => number(one.baskets),
      cell: one => contracts(one.baskets),
    },
    { id: 'cost', label: 'Cost', num: true, show: 2, sort: one => number(one.cost), cell: one => dollars(one.cost) },
    { id: 'fees', label: 'Fees', num: true, show: 3, sort: one => number(one.fees), cell: one => dollars(one.fees) },
    {
      id: 'edge',
      label: 'Edge',
      num: true,
      title: 'Worst payoff less cost and fees',
      sort: one => number(one.edge),
      cell: one => h('strong', {}, gain(one.edge)),
    },
    {
      id: 'magnitude',
      label: 'A basket',
      num: true,
      sort: one => number(one.magnitude),
      cell: one => cents(one.magnitude),
    },
    {
      id: 'apr',
      label: 'APR',
      num: true,
      show: 2,
      title: 'Simple annual return on the cash locked',
      sort: one => number(one.apr),
      cell: one => apr(one.apr),
    },
    {
      id: 'confidence',
      label: 'Conf.',
      num: true,
      show: 3,
      title: 'Confidence in the relations together',
      sort: one => number(one.confidence),
      cell: one => share(one.confidence),
    },
    {
      id: 'age',
      label: 'Age',
      num: true,
      show: 2,
      sort: one => Date.parse(one.firstSeen ?? one.detectedAt),
      cell: one => age(one.firstSeen ?? one.detectedAt),
    },
    { id: 'why', label: 'Why not', show: 3, class: 'reason', cell: reason },
  ];
}

const basket = one => [
  h('span', { class: 'line' }, grade(one.grade, one.executable), ' ', topic(one)),
  h(
    'span',
    { class: 'line dim' },
    `${one.legs.length} legs · `,
    one.relations?.length ? `${[...new Set(one.relations.map(part => part.tier.toLowerCase()))].join(', ')} · ` : '',
    signal(one.signal),
  ),
];

const legs = one => [
  leg(one.legs[0]),
  one.legs.length === 2
    ? leg(one.legs[1])
    : one.legs.length > 2
      ? h('span', { class: 'leg dim' }, `and ${one.legs.length - 1} more`)
      : null,
];

function reason(one) {
  if (one.tradeId) return h('a', { href: link.trade(one.tradeId) }, '✓ traded');
  const why = one.notTraded ?? one.belowThreshold?.[0] ?? one.caveats?.[0];
  return why ? h('span', { class: 'line2', title: why }, why) : h('span', { class: 'dim' }, 'not looked at yet');
}

const missKey = one => one.claims.map(claim => `${claim.side} ${claim.ticker}`).join(' ');

const nearColumns = () => [
  {
    id: 'claims',
    label: 'Basket',
    class: 'basket',
    sort: one => one.claims[0]?.ticker,
    cell: one => [
      h('span', { class: 'line' }, signal(one.signal)),
      h(
        'span',
        { class: 'line dim' },
        one.claims.slice(0, 2).map(leg),
        one.claims.length > 2 ? ` and ${one.claims.length - 2} more` : null,
      ),
    ],
  },
  {
    id: 'edge',
    label: 'A basket',
    num: true,
    sort: one => number(one.edge),
    cell: one => cents(one.edge, { sign: true }),
  },
  {
    id: 'needs',
    label: 'What would make it pay',
    class: 'reason',
    show: 2,
    cell: one => h('span', { class: 'line2', title: one.needs }, one.needs),
  },
  {
    id: 'rest',
    label: 'Order that could rest',
    class: 'reason',
    show: 3,
    cell: one =>
      one.restingOrder
        ? h('span', { class: 'line2', title: one.restingOrder.words }, one.restingOrder.words)
        : h('span', { class: 'dim' }, 'none'),
  },
];
