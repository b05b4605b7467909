// Matches: markets elsewhere that rules took for ours, worked as the queue of relations is.

import { h } from './dom.js';
import { act, get, segment } from './api.js';
import { cents, moment } from './format.js';
import { eventOf, facts, knownFrom, link, panel } from './parts.js';
import { differences, ruleText } from './rules.js';
import { tell } from './dialog.js';
import { empty } from './notices.js';
import { askWhy, beside, filters, picks, queueKeys, verbs } from './review.js';

const VERBS = { a: 'approve', r: 'reject' };
const SAID = { approve: 'Approved.', reject: 'Rejected.' };
const BODIES = {
  approve: 'Its evidence then says that a person has read both.',
  reject: 'It is no evidence and no gap any more, until one of its texts changes.',
};
const MEANINGS = {
  Equivalent: 'both are YES together',
  Inverted: 'one is YES exactly when the other is NO',
  Subset: 'if ours is YES, so is theirs',
  Superset: 'if theirs is YES, so is ours',
};

export function matches(shell, id) {
  const ui = { id, queue: id === null, query: '', later: null, busy: false };
  let shown = [];
  let read = null;
  const load = async () => {
    const found = await get(`matches?queue=${ui.queue}&q=${segment(ui.query)}`);
    if (ui.id === null || (ui.queue && !found.matches.some(one => one.id === ui.id)))
      ui.id = found.matches[0]?.id ?? null;
    return { ...found, detail: ui.id === null ? null : await get(`matches/${segment(ui.id)}`) };
  };

  const pick = next => {
    ui.id = next;
    shell.refresh();
  };

  const decide = async verb => {
    // Only what is on the screen is decided, not what was picked and is on its way.
    const match = read;
    if (ui.busy || match === null || match.id !== ui.id) return;
    ui.busy = true;
    const next = beside(shown, match.id);
    const answer = await askWhy(verb, 'match', `${match.ticker} and Polymarket ${match.theirId}. ${BODIES[verb]}`);
    if (answer) {
      try {
        await act(`matches/${segment(match.id)}/${verb}`, { reason: answer.reason, texts: match.textsHash });
        shell.say(SAID[verb]);
        if (ui.queue && ui.id === match.id) ui.id = next;
      } catch (error) {
        tell('It was not done', h('p', {}, error.message));
      }
    }

    ui.busy = false;
    shell.refresh();
  };

  return {
    title: 'Matches elsewhere',
    parts: ['relations'],
    load,
    keys: event => queueKeys(event, VERBS, shown, ui, pick, decide),
    view: found => {
      shown = found.matches;
      read = found.detail?.match ?? null;
      const other = { href: '#/relations', label: 'Relations', count: shell.state?.counts?.reviewQueue };
      return [
        h(
          'div',
          { class: 'head' },
          h('h1', {}, ui.queue ? 'Matches to review' : 'Matches elsewhere'),
          filters(ui, shell, { total: found.total, other }),
        ),
        h(
          'div',
          { class: 'split' },
          h('div', { class: 'picks' }, shown.length ? picks('Matches', shown, ui, pick, lines) : none(ui)),
          h(
            'div',
            { key: found.detail?.match.id ?? 'none', class: 'picked' },
            found.detail ? detail(found.detail, decide) : null,
          ),
        ),
      ];
    },
  };
}

const none = ui =>
  ui.query
    ? empty('No match has that text.')
    : ui.queue
      ? empty('✓ Nothing waits for a person.', 'Markets that a source takes for ours come here when a pass finds them.')
      : empty('No match is known.', 'A pass looks for them where enrichment has Polymarket on.');

const lines = one => [
  h('span', { class: 'line' }, h('b', {}, one.grade), h('span', { class: 'dim' }, ` ${standing(one)}`)),
  h('span', { class: 'line' }, h('code', {}, one.ticker)),
  h('span', { class: 'line dim' }, one.theirQuestion),
];

const standing = one => (one.lapsed ? `${one.decision} again` : one.decision);

function detail({ match, market }, decide) {
  return [
    h(
      'div',
      { class: 'lead-row' },
      h('h2', {}, match.grade, ' ', h('code', { class: 'dim' }, match.id)),
      verbs(VERBS, decide),
    ),
    facts(
      ['Says', MEANINGS[match.grade] ?? 'their prices say nothing about each other'],
      ['Decision', standing(match)],
      match.lastDecision ? ['Decided', `${match.lastDecision.decision} by ${match.lastDecision.by}`] : null,
      ['First found', moment(match.proposedAt)],
      ['Last found so', moment(match.foundAt)],
    ),
    panel('Texts', [differences(match.differences), texts(match, market)], { id: 'rules' }),
    panel('History', history(match.history), { id: 'history' }),
  ];
}

const texts = (match, market) =>
  h(
    'div',
    { class: 'rules' },
    h(
      'div',
      { class: 'rule' },
      h('h3', {}, match.question),
      h(
        'p',
        { class: 'dim num' },
        h('a', { href: link.event(market?.event ?? eventOf(match.ticker)) }, h('code', {}, match.ticker)),
        market ? [' · bid ', cents(market.yesBid), ', ask ', cents(market.yesAsk), ' (', knownFrom(market), ')'] : null,
      ),
      market
        ? [
            ruleText(market.rules, match.theirRules, []),
            ruleText(market.rulesSecondary, match.theirRules, []),
          ]
        : empty('Its rules are not known here.', 'A pass reads them.'),
    ),
    h(
      'div',
      { class: 'rule' },
      h('h3', {}, match.theirQuestion),
      h('p', { class: 'dim num' }, 'Polymarket ', h('code', {}, match.theirId)),
      ruleText(match.theirRules, market ? `${market.rules} ${market.rulesSecondary}` : null, []),
    ),
  );

const history = all =>
  h(
    'ol',
    { class: 'timeline' },
    (all ?? []).map((one, index) =>
      h(
        'li',
        { key: index },
        h('span', { class: 'num dim' }, moment(one.at)),
        h('b', {}, ` ${one.decision}`),
        ` by ${one.by}: ${one.reason}`,
      ),
    ),
  );
