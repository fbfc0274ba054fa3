// Three-letter country codes for the two-letter codes of system locales.
import codes from 'i18n-iso-countries/codes.json' with { type: 'json' };

/** `CY` becomes `CYP`; null for anything that is no country: an empty text, `C`, `419`. */
export const countryCode = (alpha2: string): string | null =>
  codes.find(([two]) => two === alpha2.toUpperCase())?.[1] ?? null;
