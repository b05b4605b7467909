// Ties the pieces together: where the address says we are, what the stream says has changed, and what is drawn.

import { h, render } from './dom.js';
import { get } from './api.js';
import { follow } from './stream.js';
import { find, tabs } from './routes.js';
import { bar } from './bar.js';
import { paced } from './paced.js';
import { failed, loading, signedOut } from './notices.js';
import { onKey } from './keys.js';
import { isOpen } from './dialog.js';

const elements = Object.fromEntries(
  ['bar', 'nav', 'main', 'said', 'skip'].map(id => [id, document.getElementById(id)]),
);
const shell = { state: null, link: { link: 'connecting', versions: null, retryAt: null }, refresh, draw, say };
let route = null;
let page = null;
let shown = null;
let fault = null;
let soon = false;
let versions = {};
let readPage = null;

const readState = paced(async () => {
  try {
    shell.state = await get('state');
  } catch (error) {
    if (error.signedOut) shell.link = { ...shell.link, link: 'signedOut' };
  }

  draw();
});

/** Each page has a pace of its own: the first reading of the next must not wait for the last one's. */
const reader = asked =>
  paced(async () => {
    try {
      const read = await asked.load();
      if (asked !== page) return;
      shown = read;
      fault = null;
    } catch (error) {
      if (asked !== page) return;
      fault = error;
    }

    draw();
  }, asked.least);

function refresh() {
  readPage();
  readState();
}

function navigate() {
  const next = find(location.hash);
  page?.leave?.();
  shown = null;
  fault = null;
  route = next;
  page = next.open(shell);
  readPage = reader(page);
  document.title = `${page.title} · Dutchbook`;
  draw();
  window.scrollTo(0, 0);
  if (document.activeElement?.closest('#nav') === null) elements.main.focus({ preventScroll: true });
  readPage();
  requestAnimationFrame(() =>
    elements.nav.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' }),
  );
}

/** Draws at the next frame, once, however often it was asked for. */
function draw() {
  if (soon) return;
  soon = true;
  requestAnimationFrame(() => {
    soon = false;
    paint();
  });
}

function paint() {
  const { link } = shell.link;
  document.documentElement.dataset.link = link;
  render(elements.bar, bar(shell));
  render(
    elements.nav,
    h(
      'ul',
      {},
      tabs(shell).map(tab =>
        h(
          'li',
          { key: tab.name },
          h(
            'a',
            { href: `#/${tab.name}`, 'aria-current': tab.name === route.tab ? 'page' : null },
            tab.label,
            tab.count ? h('span', { class: 'pip' }, tab.count) : null,
          ),
        ),
      ),
    ),
  );
  if (link === 'signedOut') render(elements.main, signedOut());
  else if (shown)
    render(
      elements.main,
      h(
        'div',
        { key: location.hash, class: `page ${route.name}` },
        fault && !fault.unreachable ? failed(fault, refresh, true) : null,
        page.view(shown),
      ),
    );
  else if (fault) render(elements.main, failed(fault, refresh));
  else render(elements.main, loading(page.title));
}

function say(text) {
  render(elements.said, h('p', { key: `${Date.now()}` }, text));
  clearTimeout(say.timer);
  say.timer = setTimeout(() => render(elements.said), 6000);
}

follow(now => {
  const back = now.link === 'live' && shell.link.link !== 'live';
  shell.link = now;
  const before = versions;
  versions = now.versions ?? versions;
  const changed = part => before[part] !== versions[part];
  if (back || (changed('version') && !document.hidden)) {
    readState();
    if (back || !page.parts || page.parts.some(changed)) readPage();
  }

  draw();
});

window.addEventListener('hashchange', navigate);
window.addEventListener('resize', draw);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) refresh();
});
document.addEventListener('keydown', event => {
  if (!isOpen()) onKey(event, page, shell);
});
elements.skip.addEventListener('click', () => elements.main.focus());
setInterval(() => {
  if (!document.hidden) draw();
}, 1000);
navigate();
readState();
