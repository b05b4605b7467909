// The bar that never leaves: what may be sent, what was made, how the feed is, and the kill switch.

import { h } from './dom.js';
import { age, clock, dollars, gain, unknown } from './format.js';
import { ask, tell } from './dialog.js';
import { act as send } from './api.js';

export function bar(shell) {
  const { state } = shell;
  return h(
    'div',
    { class: 'bar-inner' },
    h('a', { class: 'brand', href: '#/now' }, 'Dutchbook'),
    mode(state),
    h(
      'dl',
      { class: 'figures' },
      figure('P&L today', gain(state?.desk?.pnlToday)),
      figure('Cash', dollars(state?.desk?.cashTotal)),
      figure('Feed', feed(shell)),
    ),
    h('div', { class: 'switch' }, switches(shell)),
    notice(shell),
  );
}

const figure = (name, value) => h('div', {}, h('dt', {}, name), h('dd', {}, value));

/** Mode in words; whether real money moves is told first, because everything else depends on it. */
function mode(state) {
  if (!state) return h('span', { class: 'mode' }, 'CONNECTING');
  const now = state.mode?.mode;
  const live = state.live && !state.dryRun;
  const money = live ? 'LIVE' : 'DRY RUN';
  const kind = now === 'Halted' ? 'halted' : live ? 'live' : 'dry';
  const more = now === 'Halted' ? 'HALTED' : now === 'Reducing' ? 'REDUCING' : null;
  const meaning = live
    ? 'Orders go to the exchange with real money.'
    : 'No order leaves this machine; fills are simulated.';
  return h(
    'span',
    { class: `mode ${kind}`, title: meaning },
    more ? h('span', { class: 'mode-now' }, more) : null,
    money,
  );
}

function feed({ state, link }) {
  if (link.link === 'lost' || link.link === 'connecting') return sign('bad', 'no connection');
  if (link.link === 'stale') return sign('warn', 'silent');
  const stream = state?.layers?.find(layer => layer.name === 'stream');
  return stream ? health(stream.health) : unknown();
}

const SIGNS = { Well: 'good', Starting: 'idle', Degraded: 'warn', Stalled: 'bad', Failed: 'bad', Off: 'idle' };
const MARKS = { good: '●', warn: '▲', bad: '✕', idle: '○' };

export const sign = (kind, text) =>
  h('span', { class: `sign ${kind}` }, h('span', { 'aria-hidden': 'true' }, MARKS[kind]), ` ${text}`);

export const health = name => sign(SIGNS[name] ?? 'idle', String(name).toLowerCase());

function switches(shell) {
  const now = shell.state?.mode?.mode;
  if (now === 'Halted' || now === 'Reducing') {
    return [
      now === 'Halted' ? button('Reduce', 'reduce', shell) : button('Halt', 'halt', shell, 'danger'),
      button('Resume', 'resume', shell),
    ];
  }

  return button('Halt', 'halt', shell, 'danger');
}

const QUESTIONS = {
  halt: {
    title: 'Stop all trading?',
    confirm: 'Halt now',
    danger: true,
    said: 'Trading is halted.',
    body: 'Nothing more is sent, and our resting orders are cancelled. What is held stays held. A person must resume.',
  },
  reduce: {
    title: 'Only finish what is open?',
    confirm: 'Reduce',
    said: 'Open trades are finished or unwound; none begins.',
    body: 'Open trades are finished or unwound, and none begins.',
  },
  resume: {
    title: 'Let trading go on?',
    confirm: 'Resume',
    said: 'Trading goes on.',
    body: 'New trades may begin again, within the limits.',
  },
};

const button = (label, act, shell, kind = '') =>
  h('button', { key: act, type: 'button', class: kind, onclick: () => decide(act, shell) }, label);

async function decide(act, shell) {
  const question = QUESTIONS[act];
  const why = shell.state?.mode?.reason;
  const body =
    act === 'resume' && why
      ? `It was stopped because: ${why}. Go on only after a look at it. ${question.body}`
      : question.body;
  const answer = await ask({ ...question, body, reason: 'Reason, for the journal' });
  if (!answer) return;
  try {
    const told = await send(act, {
      reason: answer.reason,
      looked: act !== 'halt' && shell.state?.mode?.needsPerson === true,
    });
    shell.say(question.said);
    if (told.cancels && !told.cancels.verified)
      tell(
        'Halted, but it is not known that none of our orders rests',
        h('p', {}, `${told.cancels.problem}. Look at the exchange's own page.`),
      );
  } catch (error) {
    const help = act === 'halt' ? ' Run "dutchbook halt" in a shell: it works without the instance.' : '';
    tell('It was not done', h('p', {}, error.message, help));
  }

  shell.refresh();
}

function notice({ state, link }) {
  const wait = link.retryAt ? Math.max(0, Math.ceil((link.retryAt - Date.now()) / 1000)) : 0;
  if (link.link === 'lost') {
    return banner(
      'bad',
      'Disconnected. ',
      state ? ['What you see is from ', clock(state.at), '. '] : null,
      wait > 0 ? `Trying again in ${wait} s.` : 'Trying again.',
    );
  }

  if (link.link === 'stale') return banner('warn', 'Nothing heard for 15 s. ', 'What you see may be old.');
  const now = state?.mode;
  if (now && now.mode !== 'Active') {
    return banner(
      'warn',
      now.mode === 'Halted' ? 'Nothing is sent. ' : 'No trade begins. ',
      now.reason ? `Because: ${now.reason}. ` : null,
      now.since ? ['For ', age(now.since), '. '] : null,
      now.needsPerson ? 'A person must resume.' : null,
    );
  }

  return null;
}

const banner = (kind, head, ...rest) =>
  h('p', { class: `banner ${kind}`, role: 'status' }, h('strong', {}, head), rest);
