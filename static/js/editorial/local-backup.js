// Keeps in this browser what the site has not acknowledged yet: a key for each person,
// text and window, so that two windows never write over each other.

const PREFIX = "unsaved/";
const LOCK = "unsaved-window/";
const me = Math.random().toString(36).slice(2);

// Held as long as this window lives: others see by it whose texts are left behind.
navigator.locks?.request(LOCK + me, () => new Promise(() => {}));

const keyOf = (user, place) => `${PREFIX}${user}/${place}/${me}`;

// ``what`` is {text, base, version, name, address}. Returns whether the browser took it.
export function keep(user, place, what) {
  try {
    const at = new Date().toISOString();
    localStorage.setItem(keyOf(user, place), JSON.stringify({ ...what, at }));
    return true;
  } catch {
    return false;
  }
}

export function forget(user, place) {
  drop(keyOf(user, place));
}

export function drop(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // a browser that keeps nothing has nothing to forget
  }
}

// Returns what windows that are closed now have left: [{key, place, text, …, at}].
export async function leftBehind(user) {
  const alive = await living();
  return stored(`${PREFIX}${user}/`).filter(({ owner }) => !alive.has(owner));
}

// Calls ``then`` each time that a window which lives now, and holds texts, is closed.
export async function whenOthersClose(user, then) {
  const alive = await living();
  const owners = new Set(stored(`${PREFIX}${user}/`).map(({ owner }) => owner));
  for (const owner of owners)
    if (owner !== me && alive.has(owner))
      navigator.locks.request(LOCK + owner, () => {}).then(then);
}

async function living() {
  const found = (await navigator.locks?.query())?.held ?? [];
  const names = found.map(({ name }) => name).filter((name) => name.startsWith(LOCK));
  return new Set([me, ...names.map((name) => name.slice(LOCK.length))]);
}

function stored(prefix) {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    return keys.map((key) => parse(key, prefix)).filter(Boolean);
  } catch {
    return [];
  }
}

function parse(key, prefix) {
  const parts = key.slice(prefix.length).split("/");
  const owner = parts.pop();
  try {
    const what = JSON.parse(localStorage.getItem(key));
    const isWhole = [what.text, what.base, what.version, what.at].every(
      (each) => typeof each === "string",
    );
    return isWhole ? { ...what, key, owner, place: parts.join("/") } : null;
  } catch {
    return null;
  }
}
