// Prints a report to PDF from the exported HTML, in a hidden page without scripts.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BrowserWindow } from 'electron';
import { AuditError, messageOf } from '../core/errors.ts';
import { HARDENED } from './window.ts';

/** The window's font, relative to `dist/electron/main.js`, into which this file is bundled. */
const FONT = path.join(import.meta.dirname, '..', 'renderer', 'fonts', 'InterVariable.woff2');

/** Embeds the font that the report names, so that the PDF looks the same everywhere, even without installed fonts. */
async function bringFont(html_path: string): Promise<void> {
  const [html, font] = await Promise.all([readFile(html_path, 'utf8'), readFile(FONT, 'base64')]);
  const face = `@font-face { font-family: Inter; font-weight: 100 900; src: url(data:font/woff2;base64,${font}) }`;
  await writeFile(
    html_path,
    html.replace('style-src ', 'font-src data:; style-src ').replace('<style>', `<style>${face}`),
  );
}

/** Writes `html_path` as an A4 PDF to `pdf_path`. Changes the HTML file. */
export async function printPdf(html_path: string, pdf_path: string): Promise<void> {
  const page = new BrowserWindow({
    show: false,
    width: 900,
    height: 1200,
    // Its own session, in memory only: a report leaves nothing behind.
    webPreferences: { ...HARDENED, spellcheck: false, javascript: false, partition: 'report' },
  });
  try {
    await bringFont(html_path);
    await page.loadFile(path.resolve(html_path));
    const pdf = await page.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      preferCSSPageSize: true,
      margins: { top: 0.6, bottom: 0.7, left: 0.6, right: 0.6 },
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate:
        '<div style="width:100%;font-size:8px;text-align:center;color:#666">page <span class="pageNumber"></span> of <span class="totalPages"></span></div>',
      generateTaggedPDF: true,
    });
    await writeFile(pdf_path, pdf);
    if ((await readFile(pdf_path)).byteLength !== pdf.byteLength) {
      throw new AuditError(
        'study',
        `${pdf_path} was not written completely; free disk space and export again`,
      );
    }
  } catch (error) {
    if (error instanceof AuditError) throw error;
    throw new AuditError('internal', `the report could not be printed to PDF: ${messageOf(error)}`, {
      cause: error,
    });
  } finally {
    page.destroy();
  }
}
