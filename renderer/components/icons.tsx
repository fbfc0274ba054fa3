// Icons of the navigation, drawn as strokes; decoration only, since each has a word next to it.
import type { ReactNode } from 'react';

const icon = (paths: ReactNode) => (
  <svg
    width="18"
    height="18"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.8"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    {paths}
  </svg>
);

export const StudiesIcon = () => icon(<path d="M3 6.5h6l2 2.5h10v10.5H3z" />);
export const HardwareIcon = () =>
  icon(
    <>
      <rect x="6" y="6" width="12" height="12" rx="2" />
      <path d="M9 2v4M15 2v4M9 18v4M15 18v4M2 9h4M2 15h4M18 9h4M18 15h4" />
    </>,
  );
export const DesignIcon = () =>
  icon(
    <>
      <rect x="4" y="4" width="6" height="6" rx="1" />
      <rect x="14" y="4" width="6" height="6" rx="1" />
      <rect x="4" y="14" width="6" height="6" rx="1" />
      <path d="M14 17h6M17 14v6" />
    </>,
  );
export const RunIcon = () => icon(<path d="M7 4.5v15l12-7.5z" />);
export const ResultsIcon = () =>
  icon(
    <>
      <path d="M4 20h16" />
      <rect x="6" y="10" width="4" height="6" />
      <path d="M8 6v4M8 16v2" />
      <rect x="14" y="7" width="4" height="7" />
      <path d="M16 4v3M16 14v3" />
    </>,
  );
export const TrialsIcon = () =>
  icon(
    <>
      <path d="M4 6h3M4 12h3M4 18h3" />
      <path d="M10 6h10M10 18h10" />
      <path d="M10 12h2l2-3 2 6 2-3h2" />
    </>,
  );
export const ReportIcon = () =>
  icon(
    <>
      <path d="M6 2.5h8l4.5 4.5v14.5H6z" />
      <path d="M14 2.5V7h4.5M9 12h6.5M9 16h6.5" />
    </>,
  );
export const SettingsIcon = () =>
  icon(
    <>
      <path d="M4 7h9M17 7h3M4 17h3M11 17h9" />
      <circle cx="15" cy="7" r="2" />
      <circle cx="9" cy="17" r="2" />
    </>,
  );
export const Mark = () => (
  <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
    <rect width="26" height="26" rx="7" fill="#0f4c81" />
    <path d="M14.5 4 7 15h5l-1 7 8-11.5h-5.2z" fill="#ffd43b" />
  </svg>
);
