// Relations: the queue that waits for a person, worked by keyboard, and every relation with its rules, cluster,
// history.

import { h } from './dom.js';
import { act, get, segment } from './api.js';
import { moment, share } from './format.js';
import { facts, panel, side } from './parts.js';
import { differences, rules } from './rules.js';
import { graph } from './graph.js';
import { ask } from './dialog.js';
import { empty } from './notices.js';
import { queuePage } from './review.js';

const VERBS = { a: 'approve', r: 'reject', s: 'suspend' };
/** How the instance refuses what only one model has judged; a person may approve it nevertheless. */
const UNCHECKED = 'No second model';

export function relations(shell, id) {
  let chosen = { left: 0, right: 1 };
  let last = id;
  const choose = change => {
    Object.assign(chosen, change);
    shell.draw();
  };

  return queuePage(shell, id, {
    path: 'relations',
    verbs: VERBS,
    title: 'Relations',
    heading: ui => (ui.queue ? 'Review queue' : 'Relations'),
    other: counts => ({ href: '#/matches', label: 'Matches elsewhere', count: counts?.matchQueue }),
    none,
    lines,
    fetch: async wanted => {
      if (wanted !== last) chosen = { left: 0, right: 1 };
      last = wanted;
      const found = await get(`relations/${segment(wanted)}`);
      return { ...found, near: await neighbours(found.relation) };
    },
    subject: found => found.relation,
    detail: (found, buttons) => detail(found, buttons, chosen, choose),
    asked: (relation, verb) => ({
      what: relation.type.toLowerCase(),
      body:
        verb === 'approve'
          ? 'Baskets that rest on it may then be traded as reviewed.'
          : 'Nothing that rests on it is traded.',
    }),
    carry,
  });
}

async function carry(relation, verb, reason) {
  const path = `relations/${segment(relation.id)}/${verb}`;
  try {
    await act(path, { reason });
  } catch (error) {
    const unchecked =
      verb === 'approve' &&
      error.message.includes(UNCHECKED) &&
      (await ask({
        title: 'Approve all the same?',
        careful: true,
        danger: true,
        confirm: 'I have read both rules: approve',
        body: error.message,
      }));
    if (!unchecked) throw error;
    await act(path, { reason, unchecked: true });
  }
}

async function neighbours(relation) {
  const found = await get(`relations?queue=false&q=${segment(relation.tickers[0] ?? '')}`);
  return found.relations;
}

const none = ui =>
  ui.queue
    ? empty('✓ Nothing waits for a person.', 'Relations that only words tell come here before they may be traded.')
    : empty('No relation matches.');

const lines = one => [
  h(
    'span',
    { class: 'line' },
    h('b', {}, one.type),
    h('span', { class: 'dim' }, ` ${one.tier.toLowerCase()}, ${one.status.toLowerCase()}`),
  ),
  h(
    'span',
    { class: 'line' },
    h('code', {}, one.tickers[0]),
    one.tickers.length > 1 ? ` and ${one.tickers.length - 1} more` : '',
  ),
  one.evidence?.length ? h('span', { class: 'line dim' }, words(one.evidence)[0]) : null,
];

function detail(told, buttons, chosen, choose) {
  const { relation } = told;
  return [
    h(
      'div',
      { class: 'lead-row' },
      h('h2', {}, relation.type, ' ', h('code', { class: 'dim' }, relation.id)),
      buttons,
    ),
    facts(
      ['Tier', relation.tier],
      ['Status', relation.status],
      ['Strength', relation.strength],
      ['Confidence', share(relation.confidence)],
      ['Rule', relation.rule],
    ),
    relation.formula ? h('p', {}, h('code', {}, relation.formula)) : null,
    panel(
      'Rules',
      [differences(told.review?.differences), rules(told.markets, words(relation.evidence), chosen, choose)],
      { id: 'rules' },
    ),
    panel('Cluster', graph(relation, told.near), { id: 'cluster' }),
    panel('What it guarantees', guarantees(relation.guarantees), { id: 'guarantees' }),
    panel('History', history(told.history), { id: 'history' }),
  ];
}

const words = evidence =>
  (evidence ?? []).map(one => (typeof one === 'string' ? one : `${one.source}: ${one.statement}`));

function guarantees(all) {
  if (!all?.length) return empty('Too many to list: its cells and spans tell them all.');
  return h(
    'ul',
    { class: 'plain' },
    all.slice(0, 12).map((one, index) =>
      h(
        'li',
        { key: index },
        `At least ${one.atLeast} of `,
        one.claims.map((claim, at) => [at ? ', ' : '', side(claim.side), ' ', h('code', {}, claim.ticker)]),
        ' pays',
      ),
    ),
    all.length > 12 ? h('li', { key: 'more', class: 'dim' }, `and ${all.length - 12} more of the kind`) : null,
  );
}

const history = all =>
  all?.length
    ? h(
        'ol',
        { class: 'timeline' },
        all.map((one, index) =>
          h(
            'li',
            { key: index },
            h('span', { class: 'num dim' }, moment(one.at)),
            h('b', {}, ` ${one.status}`),
            ` by ${one.by}`,
            one.evidence?.length ? h('span', { class: 'line dim' }, words(one.evidence)[0]) : null,
          ),
        ),
      )
    : empty('It has no history: structure proves it anew in each pass.');
