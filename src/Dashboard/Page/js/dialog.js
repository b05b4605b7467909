// Confirmations are modal <dialog>s: the browser keeps the focus inside, closes on Escape and gives the focus back.

import { h, render } from './dom.js';

let element = null;

export const isOpen = () => element?.open ?? false;

/**
 * Asks; resolves to {reason} when confirmed and to null otherwise. The focus is on the answer that was asked for, in
 * the field that `must` be filled, or, where care is needed, on the way back.
 */
export function ask({ title, body, confirm, danger = false, reason = null, must = false, careful = false }) {
  return new Promise(done => {
    let written = '';
    const close = answer => {
      element.onclose = null;
      if (element.open) element.close();
      done(answer);
    };

    open(
      () => close(null),
      h(
        'form',
        {
          method: 'dialog',
          onsubmit: event => {
            event.preventDefault();
            close({ reason: written.trim() });
          },
        },
        h('h2', { id: 'dialog-title' }, title),
        h('div', { class: 'dialog-body' }, body),
        reason
          ? h(
              'label',
              { class: 'field' },
              reason,
              h('input', {
                type: 'text',
                maxlength: '200',
                autocomplete: 'off',
                required: must,
                autofocus: must,
                oninput: event => {
                  written = event.target.value;
                },
              }),
            )
          : null,
        h(
          'div',
          { class: 'buttons' },
          h('button', { type: 'button', autofocus: careful, onclick: () => close(null) }, 'Cancel'),
          h('button', { type: 'submit', class: danger ? 'danger' : 'primary', autofocus: !must && !careful }, confirm),
        ),
      ),
    );
  });
}

/** Tells something that needs no answer. */
export function tell(title, body) {
  open(
    () => {},
    h(
      'form',
      { method: 'dialog' },
      h('h2', { id: 'dialog-title' }, title),
      h('div', { class: 'dialog-body' }, body),
      h('div', { class: 'buttons' }, h('button', { class: 'primary', autofocus: true }, 'Close')),
    ),
  );
}

function open(closed, view) {
  if (!element) {
    element = document.createElement('dialog');
    element.setAttribute('aria-labelledby', 'dialog-title');
    document.body.append(element);
  }

  if (element.open) element.close();
  render(element);
  render(element, view);
  element.onclose = closed;
  element.showModal();
}
