// The three letters of a country that a system names by two.
import codes from 'i18n-iso-countries/codes.json' with { type: 'json' };

/** `CY` is `CYP`; null for what is no country: an empty text, `C`, `419`. */
export const countryCode = (alpha2: string): string | null =>
  codes.find(([two]) => two === alpha2.toUpperCase())?.[1] ?? null;
