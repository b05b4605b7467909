// What a glance should tell: may we trade, what was made, what is wrong with the prices, and what stands in the way.

import { h } from './dom.js';
import { get } from './api.js';
import { age, apr, cents, contracts, count, dollars, gain, number } from './format.js';
import { funnel, story } from './funnel.js';
import { health } from './bar.js';
import { facts, grade, link, panel, signal, topic } from './parts.js';
import { empty } from './notices.js';

export function now(shell) {
  return {
    title: 'Now',
    parts: ['opportunities', 'state', 'mode'],
    load: async () => {
      const [state, found] = await Promise.all([get('state'), get('opportunities')]);
      return {
        state,
        best: found.opportunities
          .filter(one => one.above)
          .sort((a, b) => number(b.edge) - number(a.edge))
          .slice(0, 10),
      };
    },
    view: ({ state, best }) => [
      h('h1', { class: 'heard' }, 'Now'),
      h('p', { class: 'story' }, story(state)),
      h(
        'div',
        { class: 'grid two' },
        h(
          'div',
          { key: 'left', class: 'stack' },
          panel('Money', money(state), { id: 'money' }),
          panel('Parts', layers(state.layers), { id: 'layers' }),
          panel('Looking', looking(state), { id: 'looking' }),
        ),
        panel('Opportunities', opportunities(best), {
          id: 'best',
          note: told(state.counts),
          tools: h('a', { class: 'more', href: '#/opportunities' }, 'All of them'),
        }),
        panel('Why not more', funnel(state.pass?.funnel), {
          id: 'funnel',
          wide: true,
          note: state.pass ? ['pass ', count(state.pass.number), ', ', age(state.pass.at), ' ago'] : null,
        }),
      ),
    ],
  };
}

const many = (n, word) => `${n} ${word}${n === 1 ? '' : 's'}`;

const told = counts => (counts ? `${counts.opportunities} pay, ${counts.belowThreshold} below the thresholds` : null);

function money({ desk }) {
  if (!desk) return empty('The books are not open yet.');
  return [
    facts(
      ['P&L today', gain(desk.pnlToday), 'Realised today, and what is open at its worst'],
      ['Realised today', gain(desk.realisedToday)],
      ['Cash', dollars(desk.cashTotal)],
      ['Locked', dollars(desk.locked), 'Cash that open trades hold'],
      ['Sure to be paid', dollars(desk.guaranteed), 'What is held pays this in every world'],
      ['Open', `${many(desk.openTrades, 'trade')}, ${many(desk.openOrders, 'order')}`],
    ),
    h(
      'p',
      { class: desk.reconciled ? 'dim' : 'warn-text' },
      desk.reconciled
        ? '✓ Orders, fills, positions and cash agree with the account.'
        : '▲ Not reconciled with the account: no trade begins until it is.',
    ),
    desk.cash?.length > 1 ? facts(...desk.cash.map(one => [`Cash, shard ${one.shard}`, dollars(one.amount)])) : null,
  ];
}

function opportunities(best) {
  if (best.length === 0)
    return empty('No basket pays more than it costs now.', 'Why not is told below, stage by stage.');
  return h(
    'ul',
    { class: 'cards' },
    best.map(one =>
      h(
        'li',
        { key: one.id },
        h(
          'a',
          { href: link.opportunity(one.id) },
          h(
            'span',
            { class: 'card-head' },
            grade(one.grade, one.executable),
            h('span', { class: 'card-title' }, topic(one)),
            h('strong', { class: 'num' }, gain(one.edge)),
          ),
          h(
            'span',
            { class: 'card-facts dim' },
            signal(one.signal),
            ' · ',
            h('span', { class: 'num' }, cents(one.magnitude), ' a basket'),
            ' · ',
            h('span', { class: 'num' }, contracts(one.baskets)),
            ' baskets · ',
            h('span', { class: 'num' }, apr(one.apr)),
            ' a year',
          ),
        ),
      ),
    ),
  );
}

const layers = all =>
  h(
    'ul',
    { class: 'layers' },
    (all ?? []).map(layer =>
      h(
        'li',
        { key: layer.name },
        h('span', { class: 'layer' }, layer.name),
        health(layer.health),
        h('span', { class: 'dim' }, layer.text),
      ),
    ),
  );

function looking({ pass, look, counts }) {
  if (!pass) return empty('The first pass is under way.');
  const reasons = entries =>
    Object.entries(entries ?? {}).map(([text, n]) =>
      h('li', { key: text }, h('span', { class: 'num' }, count(n)), ` ${text}`),
    );
  return [
    facts(
      ['Markets', count(pass.markets)],
      ['Events', count(pass.events)],
      ['Price changes', count(look?.quotes)],
      ['Looks', count(look?.looks)],
      ['Candidates', count(look?.candidates)],
      ['To review', h('a', { href: '#/relations' }, count(counts?.reviewQueue))],
      counts?.matchQueue
        ? ['Matches to review', h('a', { href: '#/matches' }, count(counts.matchQueue))]
        : null,
    ),
    look && Object.keys(look.waiting).length
      ? [h('h3', {}, 'Waiting'), h('ul', { class: 'plain' }, reasons(look.waiting))]
      : null,
    look && Object.keys(look.gone).length
      ? [h('h3', {}, 'Gone since the pass'), h('ul', { class: 'plain' }, reasons(look.gone))]
      : null,
    pass.notes?.length
      ? [
          h('h3', {}, 'Notes'),
          h(
            'ul',
            { class: 'plain' },
            pass.notes.map(note => h('li', { key: note }, note)),
          ),
        ]
      : null,
  ];
}
