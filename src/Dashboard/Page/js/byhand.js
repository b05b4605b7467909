// A trade by hand: ask for the plan, show all of it, and send only what was shown. The instance's own gate decides.

import { h } from './dom.js';
import { post, segment } from './api.js';
import { cents, contracts, dollars } from './format.js';
import { facts, link, side } from './parts.js';
import { losses } from './outside.js';
import { ask, tell } from './dialog.js';

export async function tradeByHand(id, shell) {
  const path = `opportunities/${segment(id)}`;
  try {
    const told = await post(`${path}/plan`);
    if (told.refusal) {
      tell('Refused', [
        h('p', {}, told.refusal),
        h('p', { class: 'dim' }, 'The same rules hold for every trade, whoever asks.'),
      ]);
      return;
    }

    const live = shell.state?.live && !shell.state?.dryRun;
    const answer = await ask({
      title: live ? 'Trade with real money?' : 'Trade on paper?',
      danger: live,
      careful: live,
      confirm: live ? 'Send the orders' : 'Trade on paper',
      body: plan(told.plan, live),
    });
    if (!answer) return;
    const done = await post(`${path}/trade`, { confirm: told.confirm });
    if (done.refusal) tell('Refused', h('p', {}, done.refusal));
    else {
      shell.say('The trade is under way.');
      location.hash = link.trade(done.tradeId).slice(1);
    }
  } catch (error) {
    tell('Not traded', h('p', {}, error.message));
  }
}

const plan = (told, live) => [
  h(
    'p',
    {},
    live ? 'Orders go to the exchange.' : 'DRY RUN: no order leaves this machine; fills are simulated from the books.',
  ),
  facts(
    ['Baskets', contracts(told.units)],
    ['Outlay at most', dollars(told.outlayAtMost)],
    told.policy ? ['Worked as', told.policy] : null,
  ),
  h(
    'ol',
    { class: 'plan' },
    (told.legs ?? []).map((one, index) =>
      h(
        'li',
        { key: index },
        'Buy ',
        h('span', { class: 'num' }, contracts(one.quantity ?? one.units)),
        ' ',
        side(one.side),
        ' ',
        h('code', {}, one.ticker),
        ' at no more than ',
        h('span', { class: 'num' }, cents(one.limit)),
      ),
    ),
  ),
  told.losses ? losses(told.losses) : null,
];
