// Relations: the queue that waits for a person, worked by keyboard, and every relation with its rules, cluster,
// history.

import { h } from './dom.js';
import { act, get, segment } from './api.js';
import { moment, share } from './format.js';
import { facts, panel, side } from './parts.js';
import { differences, rules } from './rules.js';
import { graph } from './graph.js';
import { ask, tell } from './dialog.js';
import { empty } from './notices.js';
import { askWhy, beside, filters, picks, queueKeys, verbs } from './review.js';

const VERBS = { a: 'approve', r: 'reject', s: 'suspend' };
/** How the instance refuses what only one model has judged; a person may approve it nevertheless. */
const UNCHECKED = 'No second model';
const SAID = { approve: 'Approved.', reject: 'Rejected.', suspend: 'Suspended.' };

export function relations(shell, id) {
  const ui = { id, queue: id === null, query: '', later: null, chosen: { left: 0, right: 1 }, busy: false };
  const load = async () => {
    const found = await get(`relations?queue=${ui.queue}&q=${segment(ui.query)}`);
    if (ui.id === null || (ui.queue && !found.relations.some(one => one.id === ui.id)))
      ui.id = found.relations[0]?.id ?? null;
    const detail = ui.id === null ? null : await get(`relations/${segment(ui.id)}`);
    return { ...found, detail: detail ? { ...detail, near: await neighbours(detail.relation) } : null };
  };

  const pick = next => {
    ui.id = next;
    ui.chosen = { left: 0, right: 1 };
    shell.refresh();
  };

  let shown = [];
  let read = null;
  const carry = async (relation, verb, reason, next) => {
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
      if (!unchecked) {
        tell('It was not done', h('p', {}, error.message));
        return;
      }

      await act(path, { reason, unchecked: true });
    }

    shell.say(SAID[verb]);
    if (ui.queue && ui.id === relation.id) ui.id = next;
  };

  const decide = async verb => {
    // Only what is on the screen is decided, not what was picked and is on its way.
    const relation = read;
    if (ui.busy || relation === null || relation.id !== ui.id) return;
    ui.busy = true;
    const next = beside(shown, relation.id);
    const answer = await askWhy(
      verb,
      relation.type.toLowerCase(),
      verb === 'approve'
        ? 'Baskets that rest on it may then be traded as reviewed.'
        : 'Nothing that rests on it is traded.',
    );
    if (answer) await carry(relation, verb, answer.reason, next);
    ui.busy = false;
    shell.refresh();
  };

  return {
    title: 'Relations',
    parts: ['relations'],
    load,
    keys: event => queueKeys(event, VERBS, shown, ui, pick, decide),
    view: found => {
      shown = found.relations;
      read = found.detail?.relation ?? null;
      const other = { href: '#/matches', label: 'Matches elsewhere', count: shell.state?.counts?.matchQueue };
      return [
        h(
          'div',
          { class: 'head' },
          h('h1', {}, ui.queue ? 'Review queue' : 'Relations'),
          filters(ui, shell, { total: found.total, other }),
        ),
        h(
          'div',
          { class: 'split' },
          h('div', { class: 'picks' }, shown.length ? picks('Relations', shown, ui, pick, lines) : none(ui)),
          h(
            'div',
            { key: found.detail?.relation.id ?? 'none', class: 'picked' },
            found.detail ? detail(found.detail, ui, decide, shell) : null,
          ),
        ),
      ];
    },
  };
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

function detail(told, ui, decide, shell) {
  const { relation } = told;
  const choose = change => {
    Object.assign(ui.chosen, change);
    shell.draw();
  };

  return [
    h(
      'div',
      { class: 'lead-row' },
      h('h2', {}, relation.type, ' ', h('code', { class: 'dim' }, relation.id)),
      verbs(VERBS, decide),
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
      [differences(told.review?.differences), rules(told.markets, words(relation.evidence), ui.chosen, choose)],
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
