// The licence texts of everything in the app as a help page, read from the file the bundler wrote.
import type { Licence } from '../../core/contract/licence.ts';
import { escapeHtml } from '../../core/words/html.ts';

export async function loadLicences(): Promise<string> {
  const answer = await fetch('licences.json');
  if (!answer.ok) throw new Error('The licence texts are missing. Reinstall Wattproof.');
  const licences = (await answer.json()) as Licence[];
  const entries = licences.map(
    ({ name, version, licence, text }) =>
      `<details><summary>${escapeHtml([name, version, `(${licence})`].filter(Boolean).join(' '))}</summary><pre>${escapeHtml(text)}</pre></details>`,
  );
  return `<h1>Licences</h1><p>Wattproof is under the MIT licence and includes the works below.</p>${entries.join('')}`;
}
