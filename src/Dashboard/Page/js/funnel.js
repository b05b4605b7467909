// Why there is nothing, or no more than this: the funnel of the last pass as bars and sentences.

import { h } from './dom.js';
import { count } from './format.js';
import { empty } from './notices.js';

export function funnel(stages) {
  if (!stages?.length) return empty('No pass has ended yet.', 'The first one takes a few seconds.');
  return h(
    'ol',
    { class: 'funnel' },
    stages.map(stage => {
      const reasons = Object.entries(stage.reasons ?? {}).sort((a, b) => b[1] - a[1]);
      const part = stage.in > 0 ? stage.out / stage.in : 0;
      return h(
        'li',
        { key: stage.stage },
        h('span', { class: 'stage' }, stage.stage),
        h(
          'span',
          { class: 'through num' },
          count(stage.out),
          h('span', { class: 'dim' }, ` of ${stage.in.toLocaleString('en-US')}`),
        ),
        h(
          'span',
          { class: 'track', 'aria-hidden': 'true' },
          h('span', { class: 'fill', css: { width: `${part * 100}%` } }),
        ),
        reasons.length
          ? h(
              'span',
              { class: 'why' },
              reasons.map(([text, n]) => `${text} (${n.toLocaleString('en-US')})`).join(' · '),
            )
          : null,
      );
    }),
  );
}

/** The one sentence: where what was looked at ended. */
export function story(state) {
  const stages = state?.pass?.funnel ?? [];
  if (stages.length === 0) return 'The first pass is still under way.';
  const last = stages.at(-1);
  const read = stages[0].out.toLocaleString('en-US');
  if (last.out > 0) return `Of ${read} markets read, ${last.out} baskets pay more than all they cost.`;
  const worst = stages
    .flatMap(stage => Object.entries(stage.reasons ?? {}).map(([text, n]) => ({ text, n, stage: stage.stage })))
    .filter(reason => reason.stage !== stages[0].stage);
  const stop = stages.find(stage => stage.in > 0 && stage.out === 0);
  const most = worst.filter(reason => reason.stage === stop?.stage).sort((a, b) => b.n - a.n)[0];
  return (
    `Of ${read} markets read, none is in a basket that pays: all ended at "${stop?.stage ?? last.stage}"` +
    `${most ? `, ${most.n.toLocaleString('en-US')} of them because ${most.text}` : ''}.`
  );
}
