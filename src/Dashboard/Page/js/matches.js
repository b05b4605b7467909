// Matches: markets elsewhere that rules took for ours, worked as the queue of relations is.

import { h } from './dom.js';
import { act, get, segment } from './api.js';
import { cents, moment } from './format.js';
import { eventOf, facts, knownFrom, link, panel } from './parts.js';
import { differences, ruleText } from './rules.js';
import { empty } from './notices.js';
import { queuePage } from './review.js';

const VERBS = { a: 'approve', r: 'reject' };
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

export const matches = (shell, id) =>
  queuePage(shell, id, {
    path: 'matches',
    verbs: VERBS,
    title: 'Matches elsewhere',
    heading: ui => (ui.queue ? 'Matches to review' : 'Matches elsewhere'),
    other: counts => ({ href: '#/relations', label: 'Relations', count: counts?.reviewQueue }),
    none,
    lines,
    fetch: wanted => get(`matches/${segment(wanted)}`),
    subject: found => found.match,
    detail,
    asked: (match, verb) => ({
      what: 'match',
      body: `${match.ticker} and Polymarket ${match.theirId}. ${BODIES[verb]}`,
    }),
    carry: (match, verb, reason) =>
      act(`matches/${segment(match.id)}/${verb}`, { reason, texts: match.textsHash }),
  });

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

function detail({ match, market }, buttons) {
  return [
    h(
      'div',
      { class: 'lead-row' },
      h('h2', {}, match.grade, ' ', h('code', { class: 'dim' }, match.id)),
      buttons,
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
