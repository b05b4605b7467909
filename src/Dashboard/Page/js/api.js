// The instance's JSON API. Whatever fails becomes an ApiError that says in words what happened and what to do.

export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }

  get signedOut() {
    return this.status === 401;
  }

  get unreachable() {
    return this.status === 0;
  }
}

const PATIENCE = 15000;

async function call(path, options) {
  let answer;
  try {
    answer = await fetch(`/api/v1/${path}`, { ...options, cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) });
  } catch (error) {
    const late = error.name === 'TimeoutError';
    throw new ApiError(0, late ? 'The instance does not answer.' : 'The instance cannot be reached.');
  }

  const text = await answer.text();
  let document = null;
  try {
    document = text === '' ? null : JSON.parse(text);
  } catch {
    document = null;
  }

  if (!answer.ok) throw new ApiError(answer.status, words(answer.status, document));
  if (document === null) throw new ApiError(answer.status, 'The answer of the instance could not be read.');
  return document;
}

function words(status, document) {
  const told = document?.error?.message ?? document?.error ?? document?.refusal ?? document?.message;
  if (typeof told === 'string') return told;
  if (status === 401) return 'This browser is not signed in.';
  if (status === 404) return 'There is no such thing here, or no longer.';
  return `The instance answered ${status}.`;
}

export const get = path => call(path, {});

export const post = (path, body = {}) =>
  call(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Dutchbook': '1' },
    body: JSON.stringify(body),
  });

/** Like post, but a refusal is an error too: for what has no other answer than done. */
export async function act(path, body = {}) {
  const told = await post(path, body);
  if (told.refusal) throw new ApiError(409, told.refusal);
  return told;
}

export const segment = text => encodeURIComponent(text);
