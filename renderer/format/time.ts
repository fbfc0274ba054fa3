// Dates for display.

export const formatDate = (unix_ms: number): string =>
  new Date(unix_ms).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
