/** Where the unsent text of one user and one form is kept on this device. */
export function textKey(userId: string, field: string): string {
  return `attune.text.${userId}.${field}`;
}

/** Who signs out of this device leaves no unsent text on it. */
export function clearTexts(userId: string): void {
  const prefix = textKey(userId, '');
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
}
