const key = 'telemaque.tab.explained';

/** Browsers that keep nothing for framed pages throw at the question itself. */
export function wasExplained(): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

export function noteExplained(): void {
  try {
    localStorage.setItem(key, 'yes');
  } catch {
    // It is shown again next time, and can be put away again.
  }
}
