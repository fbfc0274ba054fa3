// Importing a page of docs/ gives its HTML (build/help-pages.ts).
declare module '*.md' {
  const html: string;
  export default html;
}
