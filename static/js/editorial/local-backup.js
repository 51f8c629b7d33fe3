// Backs up in this browser what the site has not acknowledged yet. Each person, text or
// form, and window has a key of its own, so that two windows never overwrite each other.

const PREFIX = "unsaved/";
const LOCK = "unsaved-window/";
const thisWindow = Math.random().toString(36).slice(2);

// Held while this window is open: other windows see by it which backups are abandoned.
navigator.locks?.request(LOCK + thisWindow, () => new Promise(() => {}));

export const ownKey = (user, place) => `${PREFIX}${user}/${place}/${thisWindow}`;

const isText = (backup) =>
  [backup.text, backup.base, backup.version].every((value) =>
    typeof value === "string"
  );

// ``backup`` is {text, base, version, name, address}, or {fields} of a form. Returns
// whether it was stored.
export function storeBackup(user, place, backup) {
  try {
    const at = new Date().toISOString();
    localStorage.setItem(ownKey(user, place), JSON.stringify({ ...backup, at }));
    return true;
  } catch {
    return false;
  }
}

export function removeOwnBackup(user, place) {
  removeBackup(ownKey(user, place));
}

export function removeBackup(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // The browser's storage is closed, so there is no backup.
  }
}

// Returns the backups of windows that are closed: [{key, place, text, …, at}].
export async function abandonedBackups(user, isKind = isText) {
  const windows = await openWindows();
  return backupsOf(user).filter((backup) =>
    isKind(backup) && !windows.has(backup.owner)
  );
}

// Calls ``callback`` when a window that is open now, and has backups, is closed.
export async function onWindowClosed(user, callback) {
  const windows = await openWindows();
  const owners = new Set(backupsOf(user).map(({ owner }) => owner));
  for (const owner of owners) {
    if (owner !== thisWindow && windows.has(owner)) {
      navigator.locks.request(LOCK + owner, () => {}).then(callback);
    }
  }
}

async function openWindows() {
  const locks = (await navigator.locks?.query())?.held ?? [];
  const names = locks.map(({ name }) => name).filter((name) => name.startsWith(LOCK));
  return new Set([thisWindow, ...names.map((name) => name.slice(LOCK.length))]);
}

function backupsOf(user) {
  const prefix = `${PREFIX}${user}/`;
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
    const backup = JSON.parse(localStorage.getItem(key));
    const isWhole = typeof backup.at === "string";
    return isWhole ? { ...backup, key, owner, place: parts.join("/") } : null;
  } catch {
    return null;
  }
}
