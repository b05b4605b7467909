// Is it well, and if nothing is found or traded, why: parts, funnel, limits, alerts and the log.

import { h } from './dom.js';
import { get } from './api.js';
import { age, count, dollars, moment, span } from './format.js';
import { funnel, story } from './funnel.js';
import { health as healthSign } from './bar.js';
import { facts, panel } from './parts.js';
import { limits } from './settings.js';
import { empty } from './notices.js';

const orNull = path =>
  get(path).catch(error => {
    if (error.signedOut || error.unreachable) throw error;
    return null;
  });

export function health(shell) {
  let text = '';
  return {
    title: 'Health',
    least: 5000,
    load: async () => {
      const [state, alerts, logs, told] = await Promise.all([
        get('state'),
        orNull('alerts'),
        orNull('logs?lines=200'),
        orNull('settings'),
      ]);
      return { state, alerts, lines: lines(logs), limits: told?.limits ?? null };
    },
    view: told => [
      h('h1', {}, 'Health'),
      h('p', { class: 'story' }, story(told.state)),
      facts(
        ['Running for', span(Math.max(0, Math.round((Date.now() - Date.parse(told.state.startedAt)) / 1000)))],
        ['Venue', told.state.host],
        ['Last pass', told.state.pass ? [age(told.state.pass.at), ' ago'] : null],
        ['It took', told.state.pass ? `${told.state.pass.seconds} s` : null],
        ['Prices the stream missed', count(told.state.pass?.missed)],
        told.state.models ? ['Models, spent', dollars(told.state.models.spent)] : null,
      ),
      h(
        'div',
        { class: 'grid two' },
        panel('Parts', parts(told.state.layers)),
        panel('Limits used', limits(told.limits)),
        panel('Why nothing, or no more?', funnel(told.state.pass?.funnel), { wide: true }),
        panel('Alerts', alerts(told.alerts), { wide: true }),
        panel(
          'Log',
          log(told.lines, text, value => {
            text = value;
            shell.draw();
          }),
          { wide: true },
        ),
      ),
    ],
  };
}

const lines = logs => logs?.lines ?? [];

const parts = all =>
  h(
    'ul',
    { class: 'layers' },
    all.map(layer =>
      h(
        'li',
        { key: layer.name },
        h('span', { class: 'layer' }, layer.name),
        healthSign(layer.health),
        h('span', { class: 'dim' }, layer.text, layer.since ? [', since ', age(layer.since)] : null),
      ),
    ),
  );

function alerts(told) {
  if (told === null) return empty('Alerts cannot be read now.');
  if (!told.enabled) return empty('No alert channel is configured.', 'docs/alerts.md shows how to be told on a phone.');
  const line = (one, state) =>
    h(
      'li',
      { key: `${one.id} ${one.channel ?? ''}` },
      h('b', {}, one.severity),
      ` ${one.title}`,
      h('span', { class: 'note dim' }, one.text),
      h('span', { class: 'line dim' }, moment(one.at), ` · ${state}`),
    );
  return [
    h(
      'ul',
      { class: 'plain' },
      told.unacknowledged.map(one => line(one, 'not acknowledged')),
      told.waiting.map(one => line(one, `waits for ${one.channel}, tried ${one.attempts} times`)),
      told.channels.map(one =>
        h(
          'li',
          { key: one.name },
          h('b', {}, one.name),
          ' last told ',
          moment(one.lastDelivery),
          one.lastFailure ? h('span', { class: 'note warn-text' }, `▲ ${one.lastFailure}`) : null,
        ),
      ),
    ),
    told.unacknowledged.length + told.waiting.length === 0 ? h('p', { class: 'dim' }, '✓ No alert waits.') : null,
  ];
}

function log(all, text, set) {
  const shown = all.filter(line => line.toLowerCase().includes(text.toLowerCase())).slice(-200);
  return [
    h(
      'label',
      {},
      h('span', { class: 'heard' }, 'Filter the log'),
      h('input', { type: 'search', placeholder: 'Filter  /', value: text, oninput: event => set(event.target.value) }),
    ),
    shown.length
      ? h('pre', { class: 'log', tabindex: '0', role: 'group', 'aria-label': 'Log' }, shown.join('\n'))
      : empty(all.length ? 'No line matches.' : 'Nothing has been logged.'),
  ];
}
